"""The only home of aiortc."""
