"""The files of one demo run: settings of three programs, tokens and registry, in a folder only this user can enter."""

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from drivers.mock_room.state import Place
from kiosk.app.demo_layout import Box, Layout
from kiosk.app.places import assets
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.wire.hub import Profile

CLERK = '[[clerks]]\nid = "sato"\nname = "佐藤"\nsection = "shimin"\n'
TRAY = (0.25, 0.03, 0.5, 0.94)
"""Where the pretend document camera sees its tray."""
PAPERS: dict[Place, str] = {"van": "juminhyo", "office": "mycard"}
"""What lies on the trays when a demo begins."""


@dataclass(frozen=True)
class Sights:
    """What the pretended cameras of one end give: sizes in pixels, pictures a second, and a readable time code."""

    face: tuple[int, int, int] = (1280, 720, 15)
    document: tuple[int, int, int] = (1280, 720, 15)
    timecode: bool = False


@dataclass(frozen=True)
class Run:
    """What one run is: its profile, its windows, and what each end sees."""

    layout: Layout
    profile: Profile = "demo"
    kiosk: Sights = field(default_factory=Sights)
    desk: Sights = field(default_factory=Sights)


@dataclass(frozen=True)
class RunFolder:
    """Paths of one run."""

    root: Path

    @property
    def room(self) -> Path:
        """The pretend world's socket."""
        return self.root / "room" / "room.sock"

    @property
    def seats(self) -> Path:
        """The socket at which the actors report."""
        return self.root / "seats.sock"

    def settings(self, program: str) -> Path:
        """The settings file of hub, kiosk or desk."""
        return self.root / f"{program}.toml"


def make_run_folder(measure: bool = False) -> RunFolder:
    """A new folder of mode 0700 with registry and tokens for one kiosk and one desk."""
    folder = RunFolder(Path(tempfile.mkdtemp(prefix="madoguchi-demo-")))
    registry = folder.root / "registry.toml"
    registry.write_text(CLERK, encoding="utf-8")
    enrol(registry, DeviceRow("demo-kiosk", "kiosk", "", "", measure=measure), folder.root / "kiosk.token")
    enrol(registry, DeviceRow("demo-desk", "desk", "", "", clerk="sato", measure=measure), folder.root / "desk.token")
    return folder


def write_hub_settings(folder: RunFolder, profile: Profile = "demo", port: int = 0) -> None:
    """The hub of a run: this machine only, the run's profile only."""
    lines = [
        f"city = {_text(assets() / 'city' / 'aozora.toml')}",
        'registry = "registry.toml"',
        'ticket_key = "ticket.key"',
        f"port = {port}",
        f'profiles = ["{profile}"]',
        "[log]",
        'level = "warning"',
    ]
    folder.settings("hub").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_end_settings(folder: RunFolder, run: Run, port: int) -> None:
    """Kiosk and desk of a run, all devices pretended."""
    layout = run.layout
    for program, place, sights, windows in (
        ("kiosk", "van", run.kiosk, _monitors(layout)),
        ("desk", "office", run.desk, ["[windows]", f"desk = {_scaled(layout.desk, layout.desk_scale)}"]),
    ):
        lines = [
            f'profile = "{run.profile}"',
            "[hub]",
            f'url = "ws://127.0.0.1:{port}/v1"',
            f'device = "demo-{program}"',
            f'token_file = "{program}.token"',
            *(['stop = "aoba"'] if program == "kiosk" else []),
            "[city]",
            f"file = {_text(assets() / 'city' / 'aozora.toml')}",
            *_devices(place, sights),
            "[tray]",
            *(f"{side} = {share}" for side, share in zip(("left", "top", "width", "height"), TRAY, strict=True)),
            "[mock_room]",
            f"address = {_text(folder.room)}",
            *windows,
            "[log]",
            'level = "warning"',
        ]
        folder.settings(program).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _monitors(layout: Layout) -> list[str]:
    """Two pretended monitors: rectangles of the desktop on which the demo runs."""
    return [
        "[devices.display]",
        'driver = "mock"',
        f"embedded = {_scaled(layout.embedded, layout.kiosk_scale)}",
        f"external = {_scaled(layout.external, layout.kiosk_scale)}",
        "[monitors]",
        'embedded = "name:embedded"',
        'external = "name:external"',
    ]


def _devices(place: str, sights: Sights) -> list[str]:
    timecode = f"timecode = {str(sights.timecode).lower()}"
    return [
        *_size("face", sights.face),
        *_size("document", sights.document),
        "[devices.face_camera]",
        timecode,
        'driver = "mock"',
        'scene = "face"',
        f'place = "{place}"',
        "[devices.document_camera]",
        timecode,
        'driver = "mock"',
        'scene = "document"',
        f'place = "{place}"',
        "[devices.sound]",
        'driver = "mock"',
        f'place = "{place}"',
    ]


def _size(eye: str, size: tuple[int, int, int]) -> list[str]:
    return [f"[video.{eye}]", f"width = {size[0]}", f"height = {size[1]}", f"fps = {size[2]}"]


def _text(value: object) -> str:
    """A TOML string: JSON's escapes are TOML's, too."""
    return json.dumps(str(value), ensure_ascii=False)


def _scaled(box: Box, scale: float) -> list[int]:
    """Qt places scaled windows by their unscaled size, and by the display's own position."""
    return [round(box.x / scale), round(box.y / scale), round(box.width / scale), round(box.height / scale)]
