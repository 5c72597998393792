"""One worker per camera; unmasked pixels never leave it."""
