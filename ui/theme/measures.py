"""Places that every resident screen shares, in logical pixels of a 1920 × 1080 canvas."""

WIDTH_PX = 1920
HEIGHT_PX = 1080
EDGE_PX = 40
GAP_PX = 28
STRIP_PX = 80
MARGIN_PX = 16
CARD_RADIUS_PX = 20
KEY_RADIUS_PX = 16
LIP_PX = 8
PRESSED_LIP_PX = 3
SLIP_PX = 29
"""8 mm at 3.6 px per mm: a finger that slips this far out of a key still meant the key."""
ONE_TAP_MS = 400
"""Taps that follow each other within this time are one tap."""


def bar_height(tall: bool) -> int:
    """Height of the bottom bar; `tall` where its words take two lines, or carry readings."""
    return 184 if tall else 136


def bar_key_height(tall: bool) -> int:
    """Height of a key in the bottom bar."""
    return 156 if tall else 108
