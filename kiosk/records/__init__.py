"""What may be kept: secrets in the keyring, and nothing of a resident."""
