"""Keepers of monitors."""
