"""Keepers of voices (their own issue; nothing here yet)."""
