"""What a reader's child promises, whatever it is given to read."""
