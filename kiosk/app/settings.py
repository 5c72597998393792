"""Settings of every program: what a file may say, with types; see `kiosk.content.toml` for how errors read."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.content.toml import BadFile, read_toml
from kiosk.domain.health_checks import MAX_WEB, NUMBER
from kiosk.domain.lending import MAX_DAYS
from kiosk.domain.privacy import IdleRules
from kiosk.wire.hub import Profile

OptionValue = str | int | float | bool
Place = tuple[int, int, int, int]
"""A rectangle of the desktop: x, y, width, height in pixels."""
Share = Annotated[float, Meta(ge=0, le=1)]
Length = Annotated[float, Meta(gt=10, le=600)]
Even = Annotated[int, Meta(ge=160, le=4096, multiple_of=2)]


class Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parent of all tables: an unknown key is an error."""


class HubLine(Strict, frozen=True):
    """[hub]: where the hub is and who this device is. The token itself never stands here."""

    url: str
    device: str
    token_file: str | None = None
    stop: str | None = None


class CityFiles(Strict, frozen=True):
    """[city]: the file that came with the installation, and where the hub's newer one is kept for offline. `guides` is
    the city's own folder of guides: its files stand for ours. `lexicon` is the city's own list of how words are
    said: its readings stand for ours."""

    file: str
    kept: str | None = None
    guides: str | None = None
    lexicon: str | None = None


class Devices(Strict, frozen=True):
    """[devices.*]: a keeper's name as `driver`, and the options that the keeper knows. Without a printer slips
    are shown large; without `speech` a kiosk reads nothing aloud, and says so. `phone_cable` is a stick that gives a
    telephone's own picture; without it telephones lie on the table."""

    face_camera: dict[str, OptionValue]
    document_camera: dict[str, OptionValue]
    sound: dict[str, OptionValue]
    speech: dict[str, OptionValue] | None = None
    display: dict[str, OptionValue | Place] = msgspec.field(default_factory=lambda: {"driver": "qt_screens"})
    printer: dict[str, OptionValue] | None = None
    phone_cable: dict[str, OptionValue] | None = None


class Tray(Strict, frozen=True):
    """[tray]: the rectangle of the picture that 紙を見せる opens, as shares of its width and height."""

    left: Share = 0.12
    top: Share = 0.08
    width: Share = 0.76
    height: Share = 0.84


class Paper(Strict, frozen=True):
    """[paper]: lets the document camera's eye understand what lies in the tray. `calibration` is the file that
    `main.py calibrate` wrote for this camera; `sizes` are the sheets in use, width and height in millimetres; `forms`
    is a folder of known forms, without it our own."""

    calibration: str
    sizes: tuple[tuple[Length, Length], ...] = ((210.0, 297.0), (85.6, 53.98))
    forms: str | None = None


class PictureSize(Strict, frozen=True):
    """[video.face] and [video.document]."""

    width: Even = 1280
    height: Even = 720
    fps: Annotated[int, Meta(ge=1, le=30)] = 15


class Video(Strict, frozen=True):
    """[video]."""

    face: PictureSize = PictureSize()
    document: PictureSize = PictureSize()


class Windows(Strict, frozen=True):
    """[windows]: where a desk's window stands at first (x, y, width, height)."""

    desk: Place | None = None


class Monitors(Strict, frozen=True):
    """[monitors]: a kiosk's monitors by identity, as `doctor` lists them. What is named here must not change places:
    the embedded one shows what only the resident may see."""

    embedded: str = ""
    external: str = ""


class Attendant(Strict, frozen=True):
    """[attendant]: the file that `main.py attendant-number` writes; without it the attendant's panel cannot be opened,
    and says so."""

    number_file: str | None = None


class CircularFolder(Strict, frozen=True):
    """[circulars]: what the hub has is shown, and kept in the folder `cache`; a `folder` of this kiosk's own, with a
    circulars.toml and the files that it names (PDF, HTML), stands before it and is read anew whenever somebody opens
    them. Without the table the circulars' topic leads to a clerk."""

    folder: str | None = None
    cache: Annotated[str, Meta(min_length=1)] = "circulars-from-hub"


class Log(Strict, frozen=True):
    """[log]: a folder for rotating files; without it the log goes to standard error."""

    folder: str | None = None
    level: Literal["debug", "info", "warning", "error"] = "info"


class MockRoom(Strict, frozen=True):
    """[mock_room]: the address of the pretend world; without it a mock refuses to start."""

    address: str


class Measure(Strict, frozen=True):
    """[measure]: the only sound devices that an unattended run may use (virtual sinks)."""

    sound_devices: tuple[str, ...] = ()


class EndSettings(Strict, frozen=True):
    """A kiosk's or a desk's file."""

    hub: HubLine
    city: CityFiles
    devices: Devices
    profile: Profile = "normal"
    tray: Tray = Tray()
    paper: Paper | None = None
    video: Video = Video()
    windows: Windows = Windows()
    monitors: Monitors = Monitors()
    idle: IdleRules = msgspec.field(default_factory=IdleRules)
    attendant: Attendant = Attendant()
    circulars: CircularFolder | None = None
    log: Log = Log()
    mock_room: MockRoom | None = None
    measure: Measure = Measure()


class Ice(Strict, frozen=True):
    """[[ice]]: STUN or TURN by host name."""

    urls: str
    username: str = ""
    credential: str = ""


class HealthChecks(Strict, frozen=True):
    """[health_checks]: `list` is the city's table (CSV) or calendar (.ics) of what can be booked, read anew whenever it
    changes. `phone` is where residents book themselves, `web` the address of the city's own booking, with `{number}`
    where the slot's goes."""

    list: str
    phone: Annotated[str, Meta(pattern=r"^[0-9][0-9-]{4,22}[0-9]$")]
    web: Annotated[str, Meta(pattern=r"^https://[!-~]{1,192}$")] | None = None


class ServedCirculars(Strict, frozen=True):
    """[circulars] of a hub: a folder as a kiosk's own, read anew whenever it changes, told to all kiosks."""

    folder: str


class Item(Strict, frozen=True):
    """[[lending.items]]: a kind of thing, for how many days it is lent, and its names by language, `ja` among them."""

    id: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}$")]
    days: Annotated[int, Meta(ge=1, le=MAX_DAYS)]
    names: dict[str, str]


class Lending(Strict, frozen=True):
    """[lending]: what the city lends, and the file in which the hub keeps its loans: numbers, items and days."""

    ledger: Annotated[str, Meta(min_length=1)]
    items: tuple[Item, ...]


class HubSettings(Strict, frozen=True):
    """The hub's file. Without certificate and key it listens on this machine only; without a journal it forgets who
    waits when it is restarted, and without a ticket key it does not believe the kiosks that know it."""

    city: str
    registry: str
    journal: str | None = None
    ticket_key: str | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535)] = 8765
    certificate: str | None = None
    key: str | None = None
    inside_port: Annotated[int, Meta(ge=0, le=65535)] | None = None
    profiles: tuple[Profile, ...] = ("normal",)
    ice: tuple[Ice, ...] = ()
    health_checks: HealthChecks | None = None
    circulars: ServedCirculars | None = None
    lending: Lending | None = None
    log: Log = Log()


def read_end_settings(path: Path) -> EndSettings:
    """A kiosk's or desk's settings; relative paths in it count from the file. Raises BadFile."""
    settings = read_toml(path, EndSettings)
    for name in ("face_camera", "document_camera", "sound", "display", "printer", "phone_cable"):
        device = getattr(settings.devices, name)
        if device is not None and not isinstance(device.get("driver"), str):
            raise BadFile(f'{path}: devices.{name}: needs driver = "name of a keeper"')
    own = settings.circulars.folder if settings.circulars is not None else None
    if own is not None and settings.circulars is not None and _same(path, own, settings.circulars.cache):
        raise BadFile(f"{path}: circulars.cache: what is not the hub's goes from it: it is a folder of its own")
    if settings.monitors.embedded and settings.monitors.embedded == settings.monitors.external:
        raise BadFile(f"{path}: monitors: embedded and external name the same monitor")
    return settings


def read_hub_settings(path: Path) -> HubSettings:
    """The hub's settings. Raises BadFile."""
    settings = read_toml(path, HubSettings)
    if (settings.certificate is None) != (settings.key is None):
        raise BadFile(f"{path}: certificate and key belong together: give both or neither")
    web = settings.health_checks.web if settings.health_checks is not None else None
    if web is not None and (web.count(NUMBER) != 1 or len(web) > MAX_WEB):
        said = f"has {NUMBER} in it once, and at most {MAX_WEB} letters"
        raise BadFile(f"{path}: health_checks.web: '{web}': an address of a booking {said}")
    return settings


def _same(path: Path, one: str, another: str) -> bool:
    return beside(path, one) == beside(path, another)


def beside(settings_file: Path, name: str) -> Path:
    """A path of a settings file: relative ones count from the file's folder."""
    return (settings_file.parent / name).resolve()
