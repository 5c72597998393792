"""Decodes what strangers send, behind a wall (its own issue; nothing here yet)."""
