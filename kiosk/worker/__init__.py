"""One mechanism for every child process: start, watch, restart, shared-memory rings."""
