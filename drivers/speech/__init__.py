"""Keepers of voices."""
