"""Pixels in, facts and pixels out: pure functions."""
