"""The files of one demo run: settings of three programs, tokens and registry, in a folder only this user can enter."""

import json
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from drivers.mock_room.state import Place
from kiosk.app.demo_checks import dated
from kiosk.app.demo_layout import Box, Layout
from kiosk.app.places import assets
from kiosk.app.registry_file import DeviceRow, enrol
from kiosk.wire.hub import Profile

CLERK = '[[clerks]]\nid = "sato"\nname = "佐藤"\nsection = "shimin"\n'
CHECKS = "health-checks.csv"
LENT = (
    "[[lending.items]]",
    'id = "phone"',
    "days = 14",
    'names.ja = "スマートフォン"',
    'names.en = "Smartphone"',
    'names.vi = "Điện thoại thông minh"',
    'names.zh-Hans = "智能手机"',
    "[[lending.items]]",
    'id = "watch"',
    "days = 28",
    'names.ja = "見守《みまも》りの 腕時計《うでどけい》"',
    'names.en = "Wellness watch"',
    'names.vi = "Đồng hồ theo dõi sức khỏe"',
    'names.zh-Hans = "健康监测手表"',
)
"""What the pretend city lends; its numbers are forgotten with the run."""
TRAY = (0.25, 0.03, 0.5, 0.94)
"""Where the pretend document camera sees its tray."""
PAPERS: dict[Place, str] = {"van": "form.juminhyo", "office": "mycard"}
"""What lies on the trays when a demo begins."""


@dataclass(frozen=True)
class Sights:
    """What the cameras of one end give: sizes in pixels, pictures a second. Pretended ones can draw a readable time
    code, and the document camera's own pictures can be wider; where an address is given, the camera is a network camera
    there."""

    face: tuple[int, int, int] = (1280, 720, 15)
    document: tuple[int, int, int] = (1280, 720, 15)
    timecode: bool = False
    face_url: str = ""
    document_url: str = ""
    document_source: int = 0


@dataclass(frozen=True)
class Sounds:
    """Sound devices of one end by the names that PortAudio knows, and the latency asked of each."""

    input: str
    output: str
    latency_ms: int = 20


@dataclass(frozen=True)
class Run:
    """What one run is: its profile, its windows, what each end sees, and what it hears if that is not pretended. With
    `paper` the kiosk's eye understands what lies in its tray, with `desk_paper` the desk's; their cameras have to be
    calibrated. `voice` is the keeper that reads aloud in the kiosk; without one it is silent."""

    layout: Layout
    profile: Profile = "demo"
    kiosk: Sights = field(default_factory=Sights)
    desk: Sights = field(default_factory=Sights)
    paper: bool = False
    desk_paper: bool = False
    kiosk_sounds: Sounds | None = None
    desk_sounds: Sounds | None = None
    voice: str = ""


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

    @property
    def calibration(self) -> Path:
        """What was learned of the van's document camera."""
        return self.root / "document.toml"

    @property
    def desk_calibration(self) -> Path:
        """What was learned of the office's."""
        return self.root / "desk-document.toml"

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
        "[health_checks]",
        f'list = "{CHECKS}"',
        'phone = "0000-00-1240"',
        'web = "https://kenshin.aozora.example.jp/yoyaku?waku={number}"',
        "[lending]",
        'ledger = "lending.db"',
        *LENT,
        "[log]",
        'level = "warning"',
    ]
    (folder.root / CHECKS).write_text(dated(assets() / "city" / "aozora-health-checks.csv", date.today()), "utf-8")
    folder.settings("hub").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_end_settings(folder: RunFolder, run: Run, port: int) -> None:
    """Kiosk and desk of a run; devices are pretended where the run does not say otherwise."""
    desk_windows = ["[windows]", f"desk = {_scaled(run.layout.desk, run.layout.desk_scale)}"]
    kiosk_paper = _paper(folder.calibration) + _CABLE if run.paper else []
    desk_paper = _paper(folder.desk_calibration) if run.desk_paper else []
    for program, devices, windows in (
        (
            "kiosk",
            _devices("van", run.kiosk, run.kiosk_sounds) + _voice(run.voice) + kiosk_paper,
            _monitors(run.layout),
        ),
        ("desk", _devices("office", run.desk, run.desk_sounds) + desk_paper, desk_windows),
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
            *([] if program == "desk" else ["[circulars]", f"folder = {_text(assets() / 'circulars')}"]),
            *devices,
            "[tray]",
            *(f"{side} = {share}" for side, share in zip(("left", "top", "width", "height"), TRAY, strict=True)),
            "[mock_room]",
            f"address = {_text(folder.room)}",
            *windows,
            "[log]",
            'level = "warning"',
        ]
        folder.settings(program).write_text("\n".join(lines) + "\n", encoding="utf-8")


_CABLE = ["[devices.phone_cable]", 'driver = "mock"', 'scene = "cable"']


def _paper(calibration: Path) -> list[str]:
    return ["[paper]", f"calibration = {_text(calibration)}"]


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


def _devices(place: str, sights: Sights, sounds: Sounds | None) -> list[str]:
    return [
        *_size("face", sights.face),
        *_size("document", sights.document),
        *_camera("face", place, sights.timecode, sights.face_url),
        *_camera("document", place, sights.timecode, sights.document_url),
        *([f"source_width = {sights.document_source}"] if sights.document_source else []),
        *_sound(place, sounds),
        *(["[devices.printer]", 'driver = "mock"'] if place == "van" else []),
    ]


def _camera(eye: str, place: str, timecode: bool, url: str) -> list[str]:
    table = f"[devices.{eye}_camera]"
    if url:
        return [table, 'driver = "http"', f"url = {_text(url)}"]
    pretended = f"timecode = {str(timecode).lower()}"
    return [table, pretended, 'driver = "mock"', f'scene = "{eye}"', f'place = "{place}"']


def _sound(place: str, sounds: Sounds | None) -> list[str]:
    if sounds is None:
        return ["[devices.sound]", 'driver = "mock"', f'place = "{place}"']
    names = [_text(sounds.input), _text(sounds.output)]
    return [
        "[devices.sound]",
        'driver = "portaudio"',
        f"input = {names[0]}",
        f"output = {names[1]}",
        f"latency_ms = {sounds.latency_ms}",
        "[measure]",
        f"sound_devices = [{', '.join(names)}]",
    ]


def _voice(name: str) -> list[str]:
    return ["[devices.speech]", f"driver = {_text(name)}"] if name else []


def _size(eye: str, size: tuple[int, int, int]) -> list[str]:
    return [f"[video.{eye}]", f"width = {size[0]}", f"height = {size[1]}", f"fps = {size[2]}"]


def _text(value: object) -> str:
    """A TOML string: JSON's escapes are TOML's, too."""
    return json.dumps(str(value), ensure_ascii=False)


def _scaled(box: Box, scale: float) -> list[int]:
    """Qt places scaled windows by their unscaled size, and by the display's own position."""
    return [round(box.x / scale), round(box.y / scale), round(box.width / scale), round(box.height / scale)]
