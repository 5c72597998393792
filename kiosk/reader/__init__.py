"""What the other end sends as pictures of a sheet that lies still is read in a child that may be killed, and laid over
the video as a page."""
