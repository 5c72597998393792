"""The doctor's lines about monitors: each with its identity, as it is copied into the settings."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from drivers.api.errors import DeviceMissing
from kiosk.app.monitors import bindings_of, monitor_of, open_display
from kiosk.app.settings import EndSettings
from kiosk.domain.monitors import Bindings, Monitor, look


def look_at_monitors(settings: EndSettings, config: Path) -> Iterator[tuple[str, bool, str]]:
    """What was looked at, whether it is well, and what was seen. Raises BadFile or DeviceError."""
    monitors, bindings = _plugged(settings, config), bindings_of(settings)
    for number, monitor in enumerate(monitors, start=1):
        area = monitor.area
        words = f'"{monitor.identity}"、{area.width}×{area.height}、位置 ({area.x}, {area.y}){_role(monitor, bindings)}'
        yield f"画面 {number}", True, words
    if not bindings.embedded:
        yield "画面の 役わり", True, '決まっていません。窓口の 端末なら 上の " " の中を [monitors] に 書いてください'
        return
    found = look(monitors, bindings)
    for name, bound, there in (
        ("利用者の 画面", bindings.embedded, found.embedded),
        ("外向きの 画面", bindings.external, found.external),
    ):
        if bound:
            yield (
                name,
                there,
                "つながっています" if there else f'"{bound}" が ないか、二つあるか、ほかの画面と 重なっています',
            )


def _plugged(settings: EndSettings, config: Path) -> list[Monitor]:
    display = open_display(settings, config)
    tie = None if display.mock else tie_to_window_system()
    display.open(_nobody)
    try:
        return [monitor_of(screen) for screen in display.screens()]
    finally:
        display.close()
        del tie


def tie_to_window_system() -> object:
    """What must live as long as screens are asked for. Raises DeviceMissing where Qt would end the program instead."""
    told = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in told):
        raise DeviceMissing("画面は この端末の 前で 調べてください（DISPLAY が ありません）")
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["madoguchi-doctor"])


def _nobody() -> None:
    """The doctor looks once."""


def _role(monitor: Monitor, bindings: Bindings) -> str:
    if monitor.identity == bindings.embedded:
        return "、利用者の 画面"
    return "、外向きの 画面" if monitor.identity == bindings.external else "、だれのものか 決まっていません"
