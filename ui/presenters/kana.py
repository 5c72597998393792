"""The kana board: planes of letters, 五十音 first, and the line that is being typed. It predicts and keeps nothing."""

from dataclasses import dataclass
from typing import Final

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


def present_kana(snapshot: KioskSnapshot, text: Text) -> KanaView | None:
    """The kana board; None while it is closed."""
    if not snapshot.kana_shown or not snapshot.board.open:
        return None
    names = {
        "kana": text("kana.letters.kana"),
        "katakana": text("kana.letters.katakana"),
        "digits": text("kana.letters.digits"),
        "latin": text("kana.letters.latin"),
    }
    plane = min(max(snapshot.kana_plane, 0), len(_PLANES) - 1)
    return KanaView(
        draft=snapshot.draft,
        empty=text("kana.empty"),
        rows=tuple(tuple(map(_letter, row)) for row in _PLANES[plane][1]),
        planes=tuple(_plane(number, name, names[name], number == plane) for number, (name, _) in enumerate(_PLANES)),
        erase=KeyView("key.kana.erase", text("kana.erase"), Untype(), "", KeyKind.OUTLINE),
        space=KeyView("key.kana.space", text("kana.space"), TypeKana(" "), "", KeyKind.QUIET),
        send=KeyView("key.kana.send", text("kana.send"), SayDraft(), "send", KeyKind.FILLED),
        close=KeyView("key.kana.close", text("kana.close"), OpenKana(on=False), "", KeyKind.QUIET),
    )


def _letter(letter: str) -> KeyView | None:
    if letter == _FREE:
        return None
    sign = letter in (VOICED, HALF_VOICED, SMALL)
    kind = KeyKind.CHOSEN if sign else KeyKind.QUIET
    return KeyView(f"key.kana.{letter}", letter, TypeKana(letter), "", kind, language=JAPANESE)


def _plane(number: int, name: str, words: str, chosen: bool) -> KeyView:
    kind = KeyKind.TOOL if chosen else KeyKind.QUIET
    language = JAPANESE if name in ("kana", "katakana") else ""
    return KeyView(f"key.kana.plane.{number}", words, OpenKana(on=True, plane=number), "", kind, language=language)
