"""The bench's own arithmetic and bookkeeping; nothing is timed."""
