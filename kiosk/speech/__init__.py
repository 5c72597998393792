"""Text to sound (its own issue; nothing here yet)."""
