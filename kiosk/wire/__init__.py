"""What the two ends and the hub say to each other."""
