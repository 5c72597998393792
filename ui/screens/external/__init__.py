"""Screens of the monitor that faces the people around the van."""
