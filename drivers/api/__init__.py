"""What a device promises."""
