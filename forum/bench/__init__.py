"""Measures the production server: CPU time a request relative to a bare Flask route in the same run."""
