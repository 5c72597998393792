"""The connection of a kiosk or a desk to the hub."""
