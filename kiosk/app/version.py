"""Which Madoguchi this is; the same as in pyproject.toml, which packages do not carry."""

VERSION = "0.1.0"
