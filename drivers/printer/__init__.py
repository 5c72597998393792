"""Keepers of printers."""
