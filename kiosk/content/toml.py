"""TOML into typed values; what is wrong is said with file, line, key, and what would be allowed."""

import functools
import re
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_AT = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_PART = re.compile(r"\.?([A-Za-z0-9_-]+)|\[(\d+|\.\.\.)\]")
_TABLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"@-]+)\s*=")


class BadFile(Exception):
    """A file that people write is wrong. The text is for them: file, line, key, what is allowed."""


def read_toml(path: Path, shape: type[T]) -> T:
    """The file's content as `shape`. Raises BadFile, also when there is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadFile(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: cannot be read ({type(error).__name__})") from None
    return parse_toml(text, shape, str(path))


def parse_toml(text: str, shape: type[T], name: str) -> T:
    """TOML text as `shape`; `name` stands for the file in what is said. Raises BadFile."""
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{name}: not TOML: {error}") from None
    stray = _stray_key(tree, shape, [])
    if stray is not None:
        said = where(text, stray, name) + "there is no such key"
        raise BadFile(said + _or_rather(_allowed(shape, stray[:-1])))
    try:
        return msgspec.convert(tree, shape, strict=True)
    except msgspec.ValidationError as error:
        raise BadFile(_in_words(str(error), text, shape, name)) from None


def _in_words(message: str, text: str, shape: Any, name: str) -> str:
    at = _AT.search(message)
    said = message[: at.start()] if at else message
    path = _parts(at["path"]) if at else []
    missing = re.search(r"missing required field `([^`]+)`", said)
    if missing:
        said = f"the key '{missing[1]}' is missing"
    return where(text, path, name) + said + _or_rather([] if missing else _allowed(shape, path))


def where(text: str, path: list[str | int], name: str) -> str:
    """The beginning of what is said about a key: file, line, key."""
    line = _line_of(text, path)
    key = ".".join(str(p) for p in path)
    return f"{name}" + (f", line {line}" if line else "") + (f": {key}: " if key else ": ")


def _or_rather(allowed: list[str]) -> str:
    return f"; allowed here: {', '.join(allowed)}" if allowed else ""


def _stray_key(tree: Any, shape: Any, path: list[str | int]) -> list[str | int] | None:
    """The path of the first key that `shape` does not know (dataclasses would let it pass in silence)."""
    keys = _fields(shape)
    if isinstance(tree, dict):
        for key, value in tree.items():
            if keys and key not in keys:
                return [*path, key]
            stray = _stray_key(value, _step(shape, key), [*path, key]) if isinstance(value, dict | list) else None
            if stray is not None:
                return stray
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            stray = _stray_key(value, _step(shape, index), [*path, index]) if isinstance(value, dict | list) else None
            if stray is not None:
                return stray
    return None


@functools.cache
def _fields(shape: Any) -> list[str]:
    """Keys of the struct or dataclass behind `shape` (also `X | None`); none for everything else."""
    if typing.get_origin(shape) in (typing.Union, types.UnionType):
        return sorted({key for arm in typing.get_args(shape) for key in _fields(arm)})
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct):
        return sorted(field.encode_name for field in msgspec.structs.fields(shape))
    if isinstance(shape, type) and hasattr(shape, "__dataclass_fields__"):
        return sorted(shape.__dataclass_fields__)
    return []


def _parts(path: str) -> list[str | int]:
    found: list[str | int] = []
    for word, index in _PART.findall(path):
        if word:
            found.append(word)
        elif index.isdigit():
            found.append(int(index))
    return found


def _allowed(shape: Any, path: list[str | int]) -> list[str]:
    """Keys of the struct, or words of the Literal, at `path` within `shape`."""
    for part in path:
        shape = _step(shape, part)
    if typing.get_origin(shape) is typing.Literal:
        return [str(word) for word in typing.get_args(shape)]
    return _fields(shape)


def _step(shape: Any, part: str | int) -> Any:
    origin = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        arms = (_step(arm, part) for arm in typing.get_args(shape) if arm is not types.NoneType)
        return next((arm for arm in arms if arm is not None), None)
    if isinstance(part, int) or origin in (dict, list, tuple):
        args = typing.get_args(shape)
        return args[-1] if origin is dict else (args[0] if args else None)
    return _hints(shape).get(part)


@functools.cache
def _hints(shape: Any) -> dict[Any, Any]:
    """The types of a class's attributes; none for what has none."""
    try:
        return typing.get_type_hints(shape, include_extras=False)
    except TypeError:
        return {}


def _line_of(text: str, path: list[str | int]) -> int | None:
    """The line on which the last part of `path` stands, or else the nearest table that holds it."""
    table: list[str | int] = []
    counts: dict[str, int] = {}
    best: tuple[int, int] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if head := _TABLE.match(line):
            words = head[2].replace('"', "")
            table = list(words.split("."))
            if head[1] == "[[":
                counts[words] = counts.get(words, -1) + 1
                table.append(counts[words])
            here = table
        elif key := _KEY.match(line):
            here = [*table, *key[1].replace('"', "").split(".")]
        else:
            continue
        depth = _common(here, path)
        if depth == len(here) and depth and (best is None or depth > best[0]):
            best = (depth, number)
    return best[1] if best else None


def _common(here: list[str | int], path: list[str | int]) -> int:
    depth = 0
    for mine, wanted in zip(here, path, strict=False):
        if mine != wanted:
            break
        depth += 1
    return depth
