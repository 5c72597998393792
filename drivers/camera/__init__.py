"""Keepers of cameras."""
