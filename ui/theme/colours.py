"""The colours by what they are for; high contrast is a second table, so no painter knows which one is shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """Roles to `#rrggbb`. Ratios of every text pair are computed by a test from `TEXT_PAIRS`."""

    ground: str = "#FAF6EE"
    card: str = "#FFFFFF"
    bar: str = "#EFE8DA"
    ink: str = "#1A1A1A"
    ink_2: str = "#4D4D4D"
    main: str = "#00428C"
    on_main: str = "#FFFFFF"
    main_pressed: str = "#00316A"
    main_lip: str = "#00234B"
    main_tint: str = "#DCF0FF"
    state: str = "#115A36"
    state_tint: str = "#E6F5EC"
    on_state: str = "#FFFFFF"
    state_dot: str = "#8FD1AC"
    band: str = "#0C472A"
    on_band: str = "#FFFFFF"
    attention_edge: str = "#8B3200"
    attention_word: str = "#6D2700"
    attention_fill: str = "#FFEEE2"
    end: str = "#A90000"
    end_pressed: str = "#FDE8E8"
    here: str = "#FFD43D"
    here_line: str = "#1A1A1A"
    here_fill: str = "#FFF0B3"
    topic_edge: str = "#6B6355"
    quiet_edge: str = "#4D4D4D"
    quiet_pressed: str = "#E3DAC8"
    hairline: str = "#DDD3C1"
    off_tile: str = "#EFE8DA"
    screen_off: str = "#E4DCCB"
    masked: str = "#808080"


NORMAL = Colours()

_BLACK, _YELLOW = "#000000", "#FFD43D"

HIGH_CONTRAST = Colours(
    ground=_BLACK,
    card=_BLACK,
    bar=_BLACK,
    ink=_YELLOW,
    ink_2=_YELLOW,
    main=_YELLOW,
    on_main=_BLACK,
    main_pressed="#E0B000",
    main_lip="#B58F12",
    main_tint=_BLACK,
    state=_YELLOW,
    state_tint=_BLACK,
    on_state=_BLACK,
    state_dot=_BLACK,
    band=_BLACK,
    on_band=_YELLOW,
    attention_edge=_YELLOW,
    attention_word=_YELLOW,
    attention_fill=_BLACK,
    end=_YELLOW,
    end_pressed="#3A3000",
    here=_YELLOW,
    here_line=_BLACK,
    here_fill="#3A3000",
    topic_edge=_YELLOW,
    quiet_edge=_YELLOW,
    quiet_pressed="#3A3000",
    hairline=_YELLOW,
    off_tile=_BLACK,
    screen_off=_BLACK,
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "ground"),
    ("ink", "card"),
    ("ink", "bar"),
    ("ink", "here_fill"),
    ("ink", "quiet_pressed"),
    ("ink", "screen_off"),
    ("ink_2", "ground"),
    ("ink_2", "card"),
    ("on_main", "main"),
    ("on_main", "main_pressed"),
    ("main", "card"),
    ("main", "ground"),
    ("main", "main_tint"),
    ("state", "card"),
    ("state", "ground"),
    ("state", "state_tint"),
    ("on_state", "state"),
    ("on_band", "band"),
    ("attention_word", "attention_fill"),
    ("attention_edge", "attention_fill"),
    ("attention_edge", "card"),
    ("attention_word", "card"),
    ("end", "card"),
    ("here_line", "here"),
)
"""Every pair (word, what it stands on) that a screen may use."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1. Source: WCAG 2.2, "relative luminance"."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def band_of(accent: str, colours: Colours) -> str:
    """The signage band: the city's accent where white stays readable on it (7:1), else the counter's own green."""
    readable = colours is NORMAL and contrast(accent, colours.on_band) >= 7.0
    return accent if readable else colours.band
