"""Figures: read-only for everybody else's tables, each with definition, unit, population and window."""
