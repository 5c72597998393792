"""A page of a telephone as we draw it ourselves: what stands on it, and what is touched there, and how."""

from dataclasses import dataclass
from typing import Final, Literal

PhoneKind = Literal["iphone", "android", "easy"]
"""What a telephone is like: the third are those with large keys for people who want few things."""
PHONE_KINDS: Final[tuple[PhoneKind, ...]] = ("iphone", "android", "easy")
Layout = Literal["list", "home", "talk", "question", "call", "photo"]
"""Rows below each other, named signs in a grid, what was said in a chat, a question with keys, a call that rings, a
picture that fills the page."""
Gesture = Literal["tap", "long", "swipe_up", "swipe_left", "spread"]


@dataclass(frozen=True)
class PhonePage:
    """`rows` are what stands there, in the order in which it is read, in the words of the telephone; `press` is the one
    that is touched, counted from 1, 0 for none of them, and `gesture` how."""

    of: PhoneKind
    layout: Layout
    title: str = ""
    rows: tuple[str, ...] = ()
    press: int = 0
    gesture: Gesture = "tap"
