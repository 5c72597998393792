"""What a key of the kana board does to the text typed so far: a letter, or a sign that changes the last letter."""

import unicodedata
from typing import Final

VOICED: Final = "゛"
HALF_VOICED: Final = "゜"
SMALL: Final = "小"
_COMBINING: Final = {VOICED: "\u3099", HALF_VOICED: "\u309a"}
_LARGE: Final = "あいうえおつやゆよわアイウエオツヤユヨワ"
_LITTLE: Final = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_SMALLER: Final = str.maketrans(_LARGE + _LITTLE, _LITTLE + _LARGE)


def typed(text: str, letter: str) -> str:
    """The text after a key. A sign that fits no last letter changes nothing; pressed twice it is taken back."""
    if letter == SMALL:
        return text[:-1] + text[-1:].translate(_SMALLER)
    if letter in _COMBINING:
        return text[:-1] + _marked(text[-1:], _COMBINING[letter])
    return text + letter


def _marked(last: str, mark: str) -> str:
    """か with ゛ is が; が with ゛ is か again; ば with ゜ is ぱ."""
    if not last:
        return ""
    bare = unicodedata.normalize("NFD", last)[:1]
    marked = unicodedata.normalize("NFC", bare + mark)
    if marked == last:
        return bare
    return marked if len(marked) == 1 else last
