"""Filling a register with random records from a seed, through the public API alone."""
