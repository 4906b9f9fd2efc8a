"""Hints for open pages: that something changed, never what."""
