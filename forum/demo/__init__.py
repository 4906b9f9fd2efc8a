"""A demo community: German contents and the script of two invented years, played through the ordinary actions."""
