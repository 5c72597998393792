"""Qt: shows views, emits intents; no I/O, no truth of its own."""
