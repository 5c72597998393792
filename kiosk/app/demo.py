"""The program `demo`: kiosk, desk and hub on one computer with pretend devices, for one person in both roles."""

import os
import sys
from functools import partial
from pathlib import Path

from drivers.api.errors import DeviceError
from drivers.catalogue import voice_installed
from drivers.mock_room.server import RoomServer
from drivers.mock_room.verbs import RoomVerbs
from kiosk.app.demo_actors import ActorFailed, Actors, forget_run
from kiosk.app.demo_calibration import calibrate
from kiosk.app.demo_files import PAPERS, Run, RunFolder, Sights, make_run_folder, write_end_settings, write_hub_settings
from kiosk.app.demo_hands import Hands
from kiosk.app.demo_layout import Box, Layout, lay_out, lay_out_headless
from kiosk.app.demo_script import Heard, Script
from kiosk.app.virtual_screen import NoScreen, virtual_screen

WATCH_EVERY_MS = 300
SIGHTS = Sights(document=(1920, 1080, 10), document_source=2880)
"""Forms are known and numbers found from about 3 pixels a millimetre on; fewer fill much that is no number. Print of 8
points can be read from about 4.5 on."""


def run_demo(headless: bool, out: Path) -> int:
    """Opens the demo, or plays it on a virtual screen where there is no display."""
    no_display = sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    folder = make_run_folder()
    try:
        with RoomServer(folder.room) as server:
            calibrate(server, SIGHTS.document, folder.calibration)
            calibrate(server, SIGHTS.document, folder.desk_calibration, "office")
            for place, paper in PAPERS.items():
                server.room.place(place, paper)
            return _play(folder, out, server.room) if headless or no_display else _open(folder, server.room)
    except (ActorFailed, NoScreen, DeviceError) as failed:
        sys.stderr.write(f"demo: {failed}\n")
        return 1
    finally:
        forget_run(folder.root)


def _start(actors: Actors, folder: RunFolder, layout: Layout, display: dict[str, str]) -> None:
    write_hub_settings(folder)
    voice = "openjtalk" if voice_installed() else "mock"
    run = Run(layout, kiosk=SIGHTS, desk=SIGHTS, paper=True, desk_paper=True, voice=voice)
    write_end_settings(folder, run, actors.start_hub())
    actors.start_end("kiosk", layout.kiosk_scale, display)
    actors.start_end("desk", layout.desk_scale, display)


def _play(folder: RunFolder, out: Path, room: RoomVerbs) -> int:
    layout, (width, height) = lay_out_headless()
    heard = Heard()
    with virtual_screen(width, height) as display:
        actors = Actors(folder, heard.hear)
        try:
            _start(actors, folder, layout, display)
            report = Script(actors, heard, out, room).play()
        finally:
            actors.stop()
    steps = report["steps"]
    count = len(steps) if isinstance(steps, list) else 0
    sys.stdout.write(f"demo: {count} steps played; pictures and report.json are in {out}\n")
    return 0


def _open(folder: RunFolder, room: RoomVerbs) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from kiosk.app.loops import GuiPost
    from kiosk.app.places import assets
    from kiosk.app.signals import StopSignals
    from kiosk.content.texts import read_texts
    from ui.presenters.demo import next_hint
    from ui.theme.fonts import register_fonts
    from ui.windows.demo_strip import DemoStrip

    app = QApplication(["madoguchi-demo"])
    register_fonts(assets() / "fonts")
    text = read_texts(assets() / "locale", "ja")
    free = app.primaryScreen().availableGeometry()
    layout = lay_out(Box(free.x(), free.y(), free.width(), free.height()))
    hands = Hands(room, PAPERS["van"])
    keys = (
        (text("demo.hand.paper"), hands.other_paper),
        (text("demo.hand.phone"), hands.phone),
        (text("demo.hand.page"), hands.other_page),
        (text("demo.hand.cable"), hands.cable),
    )
    strip = DemoStrip(text("demo.mark"), keys)
    strip.setGeometry(layout.strip.x, layout.strip.y, layout.strip.width, layout.strip.height)
    strip.say(text("demo.next.starting"))
    strip.show()
    strip.closed.connect(app.quit)
    signals = StopSignals(app.quit)
    heard, post = Heard(), GuiPost()

    def show_next() -> None:
        words = heard.words
        strip.say(text(next_hint(words.get("kiosk", {}), words.get("desk", {}))))

    def hear(seat: str, message: object) -> None:
        heard.hear(seat, message)  # type: ignore[arg-type]
        post.post(show_next)

    actors = Actors(folder, hear)
    watch = QTimer(interval=WATCH_EVERY_MS)
    watch.timeout.connect(partial(_quit_when_one_ended, actors, app))
    try:
        _start(actors, folder, layout, {})
        watch.start()
        app.exec()
    finally:
        watch.stop()
        hands.end()
        actors.stop()
        del signals
    return 0


def _quit_when_one_ended(actors: Actors, app: object) -> None:
    if actors.ended() is not None:
        app.quit()  # type: ignore[attr-defined]
