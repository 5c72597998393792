"""Reads and checks what cities and translators write; errors name file and line."""
