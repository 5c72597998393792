"""Screens of the clerk."""
