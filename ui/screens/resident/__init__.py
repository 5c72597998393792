"""Screens of the embedded touch monitor."""
