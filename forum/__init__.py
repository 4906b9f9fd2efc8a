"""Stube: a gamified customer community for insurers."""
