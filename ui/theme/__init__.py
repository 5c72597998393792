"""Colours, letters and sizes by role."""
