"""The server in the middle: presence, queues, claims, signalling relay. Sees no media."""
