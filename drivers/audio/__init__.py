"""Keepers of microphones and loudspeakers."""
