"""The kana board: planes of letters, 五十音 first, and the line that is being typed. It predicts and keeps nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kiosk.domain.intents import Intent
from kiosk.domain.kana import HALF_VOICED, SMALL, VOICED
from kiosk.domain.languages import JAPANESE
from kiosk.domain.sheet_intents import OpenKana, SayDraft, TypeKana, Untype
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Text

_HIRAGANA: Final = (
    "わらやまはなたさかあ゛",
    "をり みひにちしきい゜",
    "んるゆむふぬつすくう小",
    "ーれ めへねてせけえ、",
    "？ろよもほのとそこお。",
)
_DIGITS: Final = ("123", "456", "789", "-0/", ".、。")
_LATIN: Final = ("abcdefghijklm", "nopqrstuvwxyz", "ABCDEFGHIJKLM", "NOPQRSTUVWXYZ", ".,-@'?!()+:/&")
_FREE: Final = " "


@dataclass(frozen=True)
class KanaView:
    """`rows` of letters, None where a place is free; `planes` to choose between; what is done with the line."""

    draft: str
    empty: str
    rows: tuple[tuple[KeyView | None, ...], ...]
    planes: tuple[KeyView, ...]
    erase: KeyView
    space: KeyView
    send: KeyView
    close: KeyView


def katakana(letters: str) -> str:
    """The same letters in katakana; what is no hiragana stays."""
    return "".join(chr(ord(letter) + 0x60) if "ぁ" <= letter <= "ゖ" else letter for letter in letters)


_PLANES: Final = (
    ("kana", _HIRAGANA),
    ("katakana", tuple(map(katakana, _HIRAGANA))),
    ("digits", _DIGITS),
    ("latin", _LATIN),
)


def first_plane(language: str) -> int:
    """The letters that somebody who reads this language most likely writes with."""
    return 0 if language.startswith("ja") else len(_PLANES) - 1


@dataclass(frozen=True)
class Typing:
    """What a board is typed for: the line so far, the plane of letters, what an empty line says, and the wishes of
    the keys."""

    draft: str
    plane: int
    empty: str
    letter: Callable[[str], Intent]
    other_plane: Callable[[int], Intent]
    erase: Intent
    send: KeyView
    close: Intent


def present_kana(snapshot: KioskSnapshot, text: Text) -> KanaView | None:
    """The kana board of 筆談; None while it is closed."""
    if not snapshot.kana_shown or not snapshot.board.open:
        return None
    typing = Typing(
        draft=snapshot.draft,
        plane=snapshot.kana_plane,
        empty=text("kana.empty"),
        letter=TypeKana,
        other_plane=lambda plane: OpenKana(on=True, plane=plane),
        erase=Untype(),
        send=KeyView("key.kana.send", text("kana.send"), SayDraft(), "send", KeyKind.FILLED),
        close=OpenKana(on=False),
    )
    return kana_board(typing, text)


def kana_board(typing: Typing, text: Text) -> KanaView:
    """A board for whatever is typed."""
    names = {
        "kana": text("kana.letters.kana"),
        "katakana": text("kana.letters.katakana"),
        "digits": text("kana.letters.digits"),
        "latin": text("kana.letters.latin"),
    }
    plane = min(max(typing.plane, 0), len(_PLANES) - 1)
    planes = tuple(
        _plane(typing.other_plane(number), number, (name, names[name]), number == plane)
        for number, (name, _) in enumerate(_PLANES)
    )
    return KanaView(
        draft=typing.draft,
        empty=typing.empty,
        rows=tuple(tuple(_letter(letter, typing.letter) for letter in row) for row in _PLANES[plane][1]),
        planes=planes,
        erase=KeyView("key.kana.erase", text("kana.erase"), typing.erase, "", KeyKind.OUTLINE),
        space=KeyView("key.kana.space", text("kana.space"), typing.letter(" "), "", KeyKind.QUIET),
        send=typing.send,
        close=KeyView("key.kana.close", text("kana.close"), typing.close, "", KeyKind.QUIET),
    )


def _letter(letter: str, wish: Callable[[str], Intent]) -> KeyView | None:
    if letter == _FREE:
        return None
    sign = letter in (VOICED, HALF_VOICED, SMALL)
    kind = KeyKind.CHOSEN if sign else KeyKind.QUIET
    return KeyView(f"key.kana.{letter}", letter, wish(letter), "", kind, language=JAPANESE)


def _plane(wish: Intent, number: int, told: tuple[str, str], chosen: bool) -> KeyView:
    """`told`: the name of the plane and its word."""
    kind = KeyKind.TOOL if chosen else KeyKind.QUIET
    language = JAPANESE if told[0] in ("kana", "katakana") else ""
    return KeyView(f"key.kana.plane.{number}", told[1], wish, "", kind, language=language)
