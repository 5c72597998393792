"""What a person reads whose file is wrong: the file, the line, the key, and what would be allowed."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta

from kiosk.content.toml import BadFile, parse_toml, read_toml


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    size: Annotated[int, Meta(ge=1, le=5)] = 1
    colour: Literal["red", "blue"] = "red"


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    inner: Inner = msgspec.field(default_factory=Inner)
    rows: tuple[Inner, ...] = ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'name = "x"\nnmae = "y"\n',
            ["f.toml, line 2: nmae: there is no such key", "allowed here: inner, name, rows"],
        ),
        ("\n[inner]\nsize = 2\n", ["the key 'name' is missing"]),
        ('name = "x"\n[inner]\nsize = 9\n', ["line 3", "inner.size", "<= 5"]),
        ('name = "x"\n[inner]\ncolour = "green"\n', ["line 3", "inner.colour", "allowed here: red, blue"]),
        (
            'name = "x"\n[[rows]]\nsize = 1\n[[rows]]\nszie = 1\n',
            ["line 5: rows.1.szie", "allowed here: colour, size"],
        ),
        ("name = 3\n", ["line 1", "name", "Expected `str`, got `int`"]),
        ("name = \n", ["not TOML"]),
    ],
)
def test_a_wrong_file_is_said_with_place_and_remedy(text: str, said: list[str]) -> None:
    with pytest.raises(BadFile) as caught:
        parse_toml(text, Outer, "f.toml")
    for words in said:
        assert words in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="there is no such file"):
        read_toml(tmp_path / "none.toml", Outer)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadFile, match="cannot be read"):
        read_toml(tmp_path / "x.toml", Outer)
