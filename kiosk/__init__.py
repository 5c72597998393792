"""Everything of the counter that is not a picture on a screen and not a device."""
