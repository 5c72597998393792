"""Devices behind promises."""
