"""Keepers of printers (their own issue; nothing here yet)."""
