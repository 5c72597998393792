"""One thread for OpenCV, as in an eye: tests run side by side."""

import cv2

cv2.setNumThreads(1)
