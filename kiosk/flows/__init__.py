"""The verbs of the product, async, without Qt."""
