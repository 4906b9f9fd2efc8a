"""Drawings made by calculation: emblems, ridges, cairns, contour lines. Same seeds, same pictures."""
