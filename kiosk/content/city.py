"""The city's data file: names, topics, stops, hours and telephone numbers, checked before anything shows them."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kiosk.content.toml import BadFile, parse_toml
from kiosk.domain.city import City

_ACCENT = re.compile(r"^#[0-9A-Fa-f]{6}$")


def parse_city(text: str, name: str) -> City:
    """The city of a data file's text. Raises BadFile for a wrong key, a double id, or a name that leads nowhere."""
    city = parse_toml(text, City, name)
    problems = list(_problems(city))
    if problems:
        raise BadFile(f"{name}: " + "; ".join(problems))
    return city


def read_city(path: Path) -> tuple[City, str]:
    """The city of a file, and the file's text. Raises BadFile."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: the city's data file cannot be read ({type(error).__name__})") from None
    return parse_city(text, str(path)), text


def revision_of(text: str) -> str:
    """A short name for one version of the file."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _problems(city: City) -> Iterable[str]:
    for kind, ids in (
        ("sections", [s.id for s in city.sections]),
        ("topics", [str(t.id) for t in city.topics]),
        ("stops", [s.id for s in city.stops]),
        ("outcomes", [o.code for o in city.outcomes]),
    ):
        doubles = sorted(i for i, times in Counter(ids).items() if times > 1)
        if doubles:
            yield f"{kind}: used twice: {', '.join(doubles)}"
        if not ids:
            yield f"{kind}: there must be at least one"
    if len(city.topics) > 8:
        yield "topics: at most 8 fit on the home screen"
    for topic in city.topics:
        if city.section(topic.section) is None:
            yield f"topics: '{topic.id}' names the section '{topic.section}', which is not there"
    for opening in city.openings:
        if city.stop(opening.stop) is None:
            yield f"openings: the stop '{opening.stop}' is not there"
        if opening.closes <= opening.opens:
            yield f"openings: '{opening.stop}' on {opening.day} closes before it opens"
    if not _ACCENT.match(city.accent):
        yield f"accent: '{city.accent}' is not a colour like #115A36"
