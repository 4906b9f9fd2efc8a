"""Reads of the game."""
