"""Every engine keeps its promises."""
