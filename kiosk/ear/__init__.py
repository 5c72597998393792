"""The worker that owns microphone and playout."""
