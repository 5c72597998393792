"""Reads the folders of guides: a guide.toml with steps and Japanese words, beside it a file of words per language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kiosk.content.guide_faults import GuideFault, faults_between, guide_faults, words_faults
from kiosk.content.readings import BadReading, read_readings
from kiosk.content.toml import BadFile, parse_toml, where
from kiosk.domain.guide import Guide, Guides, GuideWords, Source, Step, told
from kiosk.domain.languages import JAPANESE, LANGUAGES

GUIDE_FILE = "guide.toml"
SOURCES_FILE = "sources.toml"
PICTURES = "pictures"
MAX_PICTURE_BYTES = 100_000
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = frozenset({"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_WORDED = LANGUAGES[1:]


@dataclass(frozen=True)
class Sources:
    """The file in which all sources of a folder of guides stand."""

    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Written:
    """A guide as it was read, the text of its file, and where it and its words in other languages stand."""

    guide: Guide
    text: str
    file: Path
    words: Mapping[str, tuple[GuideWords, str, Path]]

    def said(self, fault: GuideFault) -> str:
        """A fault in words, with file and line."""
        text, file = (self.text, self.file) if not fault.language else self.words[fault.language][1:]
        return where(text, list(fault.path), str(file)) + fault.words


@dataclass(frozen=True)
class Shelf:
    """All guides of a counter: ours, where a city's own folder has no file of that name."""

    written: Mapping[str, Written]
    sources: Mapping[str, Source]
    pictures: Mapping[str, Path]
    said: tuple[str, ...] = ()
    """What is wrong, a line a fault."""
    gaps: tuple[str, ...] = ()
    """What is not translated; a resident reads it in Japanese."""

    def guides(self) -> Guides:
        """What flows and screens need of them."""
        by_language: dict[str, dict[str, Guide]] = {JAPANESE: {name: one.guide for name, one in self.written.items()}}
        for language in LANGUAGES[1:]:
            by_language[language] = {
                name: told(one.guide, one.words[language][0])
                for name, one in self.written.items()
                if language in one.words
            }
        return Guides(by_language)


def read_guides(*folders: Path) -> Shelf:
    """The guides of these folders; a file of a later folder stands for the one of the same name in those before.
    Raises BadFile with a line a fault, of all guides at once."""
    shelf = look_at_guides(*folders)
    if shelf.said:
        raise BadFile("\n".join(shelf.said))
    return shelf


def look_at_guides(*folders: Path) -> Shelf:
    """The same, for whoever wants to hear of gaps and of all that is wrong. Raises BadFile if there are no guides."""
    found = _layered(folders)
    names = sorted({file.parent.name for file in found.values() if file.name == GUIDE_FILE})
    if not names:
        raise BadFile(f"{folders[-1]}: there is no guide here; each has a folder of its own with a {GUIDE_FILE}")
    said: list[str] = [*_lonely(found, names)]
    written: dict[str, Written] = {}
    for name in names:
        try:
            written[name] = _read_guide(name, found)
        except BadFile as wrong:
            said.append(str(wrong))
    sources, wrong_sources = _read_sources(found)
    pictures = {file.stem: file for key, file in found.items() if key.startswith(f"{PICTURES}/")}
    said += [*wrong_sources, *_picture_faults(pictures)]
    gaps: list[str] = []
    for one in written.values():
        for fault in guide_faults(one.guide, sources.keys(), pictures.keys()):
            said.append(one.said(fault))
        for language in _WORDED:
            if language in one.words:
                for fault in words_faults(one.guide, one.words[language][0], language):
                    (gaps if fault.gap else said).append(one.said(fault))
            else:
                gaps.append(f"{one.file.parent / language}.toml: there is no such file; write the guide's words there")
    if len(written) == len(names):  # what leads into a guide that cannot be read is no fault of its own
        for name, fault in faults_between({name: one.guide for name, one in written.items()}):
            said.append(written[name].said(fault))
    return Shelf(written, sources, pictures, tuple(said), tuple(gaps))


def _layered(folders: Sequence[Path]) -> dict[str, Path]:
    """Every file by its name within its folder, the last folder's first."""
    found: dict[str, Path] = {}
    for folder in folders:
        if not folder.is_dir():
            raise BadFile(f"{folder}: there is no such folder of guides")
        for pattern in (SOURCES_FILE, "*/*.toml", f"{PICTURES}/*.svg"):
            found |= {str(file.relative_to(folder)): file for file in folder.glob(pattern)}
    return found


def _lonely(found: Mapping[str, Path], names: Sequence[str]) -> Iterator[str]:
    """Words without a guide: a folder that was copied in half."""
    for file in sorted(found.values()):
        if file.name not in (GUIDE_FILE, SOURCES_FILE) and file.suffix == ".toml":
            if file.parent.name not in names:
                yield f"{file}: there is no {GUIDE_FILE} for these words, neither here nor in the folders before"
            elif file.stem not in _WORDED:
                yield f"{file}: '{file.stem}' is none of the languages: {', '.join(_WORDED)}"


def _read_guide(name: str, found: Mapping[str, Path]) -> Written:
    file = found[f"{name}/{GUIDE_FILE}"]
    text = _text(file)
    guide = parse_guide(text, str(file))
    if guide.id != name:
        said = f"the guide '{guide.id}' stands in a folder named '{name}'"
        raise BadFile(where(text, ["id"], str(file)) + said)
    words: dict[str, tuple[GuideWords, str, Path]] = {}
    for language in _WORDED:
        if (other := found.get(f"{name}/{language}.toml")) is not None:
            text_there = _text(other)
            words[language] = parse_words(text_there, str(other)), text_there, other
    return Written(guide, text, file, words)


def parse_guide(text: str, name: str) -> Guide:
    """A guide of a file's text; of what it says only shape and readings are looked at. Raises BadFile."""
    guide = parse_toml(text, Guide, name)
    if not guide.steps:
        raise BadFile(f"{name}: a guide has at least one step")
    read = _reader(text, name)
    steps = tuple(_read_step(step, ["steps", index], read) for index, step in enumerate(guide.steps))
    return replace(guide, title=read(guide.title, ["title"]), steps=steps)


def parse_words(text: str, name: str) -> GuideWords:
    """A guide's words in another language. Raises BadFile."""
    words = parse_toml(text, GuideWords, name)
    read = _reader(text, name)
    steps = {step: _read_entry(said, ["steps", step], read) for step, said in words.steps.items()}
    return replace(words, title=read(words.title, ["title"]), steps=steps)


Reader = Callable[[str, list[str | int]], str]


def _reader(text: str, name: str) -> Reader:
    def read(written: str, path: list[str | int]) -> str:
        try:
            return read_readings(written)
        except BadReading as error:
            raise BadFile(f"{where(text, path, name)}{error}") from None

    return read


def _read_step(step: Step, path: list[str | int], read: Reader) -> Step:
    step = _read_entry(step, path, read)
    choices = tuple(
        replace(one, words=read(one.words, [*path, "choices", index])) for index, one in enumerate(step.choices)
    )
    return replace(step, choices=choices)


def _read_entry(entry: Any, path: list[str | int], read: Reader) -> Any:
    """Names, titles and sentences with their readings, of a step or of its words."""
    there = {one.name for one in fields(entry)}
    lists = [key for key in ("lines", "bring", "choices") if key in there and _all_texts(getattr(entry, key))]
    changed: dict[str, Any] = {key: read(getattr(entry, key), [*path, key]) for key in ("name", "title", "undo")}
    changed |= {key: tuple(read(one, [*path, key]) for one in getattr(entry, key)) for key in lists}
    return replace(entry, **changed)


def _all_texts(entries: tuple[Any, ...]) -> bool:
    """Whether these are words, and not choices with a target."""
    return all(isinstance(one, str) for one in entries)


def _read_sources(found: Mapping[str, Path]) -> tuple[dict[str, Source], list[str]]:
    file = found.get(SOURCES_FILE)
    if file is None:
        return {}, [f"{SOURCES_FILE}: there is none; a guide's facts name their sources in it"]
    try:
        text = _text(file)
        sources = parse_toml(text, Sources, str(file)).sources
    except BadFile as wrong:
        return {}, [str(wrong)]
    twice = sorted({one.id for one in sources if [other.id for other in sources].count(one.id) > 1})
    return {one.id: one for one in sources}, [f"{file}: '{one}' is there twice" for one in twice]


def _picture_faults(pictures: Mapping[str, Path]) -> Iterator[str]:
    for file in pictures.values():
        try:
            drawn = file.read_bytes()
        except OSError as error:
            yield f"{file}: cannot be read ({type(error).__name__})"
            continue
        if wrong := _wrong_drawing(drawn):
            yield f"{file}: {wrong}"


def _wrong_drawing(drawn: bytes) -> str:
    """What is wrong with an SVG; empty for one that draws everything itself. It must not name entities: reading those
    could take any amount of memory."""
    if len(drawn) > MAX_PICTURE_BYTES:
        return f"larger than {MAX_PICTURE_BYTES // 1000} kB"
    if b"<!" in drawn:
        return "a picture has no comment, type or entity in it"
    try:
        root = ElementTree.fromstring(drawn)  # noqa: S314  # without `<!` there is no entity that could grow
    except ElementTree.ParseError as error:
        return f"this is no SVG, or only a part of one ({error})"
    if root.tag != f"{_SVG}svg":
        return "this is no SVG"
    strange = sorted({one.tag.removeprefix(_SVG) for one in root.iter()} - _DRAWS)
    fetches = any(name.endswith("href") for one in root.iter() for name in one.attrib)
    if strange or fetches:
        what = ", ".join(strange) if strange else "a link"
        return f"a picture draws everything itself, out of {', '.join(sorted(_DRAWS))}; it has {what}"
    return ""


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{file}: cannot be read ({type(error).__name__})") from None
