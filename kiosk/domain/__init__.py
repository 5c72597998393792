"""Values, tables and pure rules: what may happen, without clock, file, socket or pixel."""
