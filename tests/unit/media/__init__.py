"""The media layer's parts that need no connection."""
