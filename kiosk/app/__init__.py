"""Composition root: settings in, everything built, started, and stopped in reverse."""
