"""One file per screen, grouped by who sees it."""
