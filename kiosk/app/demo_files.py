"""The files of one demo run: settings of three programs, tokens and registry, in a folder only this user can enter."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from drivers.mock_room.state import Place
from kiosk.app.demo_layout import Box, Layout
from kiosk.app.places import assets
from kiosk.app.registry_file import DeviceRow, enrol

CLERK = '[[clerks]]\nid = "sato"\nname = "佐藤"\nsection = "shimin"\n'
TRAY = (0.25, 0.03, 0.5, 0.94)
"""Where the pretend document camera sees its tray."""
PAPERS: dict[Place, str] = {"van": "juminhyo", "office": "mycard"}
"""What lies on the trays when a demo begins."""


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


def make_run_folder() -> RunFolder:
    """A new folder of mode 0700 with registry and tokens for one kiosk and one desk."""
    folder = RunFolder(Path(tempfile.mkdtemp(prefix="madoguchi-demo-")))
    registry = folder.root / "registry.toml"
    registry.write_text(CLERK, encoding="utf-8")
    enrol(registry, DeviceRow("demo-kiosk", "kiosk", "", ""), folder.root / "kiosk.token")
    enrol(registry, DeviceRow("demo-desk", "desk", "", "", clerk="sato"), folder.root / "desk.token")
    return folder


def write_hub_settings(folder: RunFolder, port: int = 0) -> None:
    """The hub of a demo: this machine only, the profile 'demo' only."""
    lines = [
        f"city = {_text(assets() / 'city' / 'aozora.toml')}",
        'registry = "registry.toml"',
        f"port = {port}",
        'profiles = ["demo"]',
        "[log]",
        'level = "warning"',
    ]
    folder.settings("hub").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_end_settings(folder: RunFolder, layout: Layout, port: int) -> None:
    """Kiosk and desk of a demo, all devices pretended."""
    for program, place, windows in (
        ("kiosk", "van", {"embedded": layout.embedded, "external": layout.external}),
        ("desk", "office", {"desk": layout.desk}),
    ):
        scale = layout.kiosk_scale if program == "kiosk" else layout.desk_scale
        lines = [
            'profile = "demo"',
            "[hub]",
            f'url = "ws://127.0.0.1:{port}/v1"',
            f'device = "demo-{program}"',
            f'token_file = "{program}.token"',
            *(['stop = "aoba"'] if program == "kiosk" else []),
            "[city]",
            f"file = {_text(assets() / 'city' / 'aozora.toml')}",
            *_devices(place),
            "[tray]",
            *(f"{side} = {share}" for side, share in zip(("left", "top", "width", "height"), TRAY, strict=True)),
            "[mock_room]",
            f"address = {_text(folder.room)}",
            "[windows]",
            'mode = "placed"',
            *(f"{name} = {_scaled(box, scale)}" for name, box in windows.items()),
            "[log]",
            'level = "warning"',
        ]
        folder.settings(program).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _devices(place: str) -> list[str]:
    return [
        "[devices.face_camera]",
        'driver = "mock"',
        'scene = "face"',
        f'place = "{place}"',
        "[devices.document_camera]",
        'driver = "mock"',
        'scene = "document"',
        f'place = "{place}"',
        "[devices.sound]",
        'driver = "mock"',
        f'place = "{place}"',
    ]


def _text(value: object) -> str:
    """A TOML string: JSON's escapes are TOML's, too."""
    return json.dumps(str(value), ensure_ascii=False)


def _scaled(box: Box, scale: float) -> list[int]:
    """Qt places scaled windows by their unscaled size, and by the display's own position."""
    return [round(box.x / scale), round(box.y / scale), round(box.width / scale), round(box.height / scale)]
