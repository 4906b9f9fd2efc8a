"""Proves that what is kept by addition is what a recount finds, and that the installation is whole."""
