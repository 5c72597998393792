"""The cameras that this machine sees, with the names by which settings call them."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from drivers.api.errors import DeviceMissing
from drivers.api.seen import SeenCamera

SYSTEM = Path("/sys/class/video4linux")
DEVICES = Path("/dev")
_TRIED = 4
"""So many numbers are tried where the system tells no names."""


def seen_cameras() -> list[SeenCamera]:
    """On Linux as the system tells; elsewhere (not verified on a real machine) whatever opens by number."""
    return list(_on_linux() if sys.platform == "linux" else _by_number())


def number_of(device: str | int) -> int:
    """The number behind a path, a name or a number as settings give it. Raises DeviceMissing."""
    if isinstance(device, int):
        return device
    if device.startswith("/"):
        found = re.fullmatch(r"video(\d+)", Path(device).resolve().name)
        if found is None or not Path(device).exists():
            raise DeviceMissing(f"camera {device}: there is no such device")
        return int(found[1])
    return _number_of_name(device)


def _number_of_name(name: str) -> int:
    if sys.platform != "linux":
        raise DeviceMissing(f"camera {name!r}: this system tells no names of cameras; set device to a number")
    found = [camera for camera in _on_linux() if camera.name == name]
    if not found:
        there = ", ".join(repr(camera.name) for camera in _on_linux()) or "none at all"
        raise DeviceMissing(f"camera {name!r}: there is no such camera; there are {there}")
    if len(found) > 1:
        paths = ", ".join(camera.device for camera in found)
        raise DeviceMissing(f"camera {name!r}: there are {len(found)} of this name; set device to one of {paths}")
    return found[0].number


def _on_linux() -> Iterator[SeenCamera]:
    """One for each camera: the further nodes of a camera, for facts about its pictures, are left out."""
    nodes = sorted(SYSTEM.glob("video*"), key=lambda node: int(node.name.removeprefix("video")))
    for node in nodes:
        if _text(node / "index") in ("", "0"):
            number = int(node.name.removeprefix("video"))
            yield SeenCamera(number, _text(node / "name"), _stable_path(node.name), verified=True)


def _stable_path(node: str) -> str:
    """By the camera's serial number; by its plug if it has none; else the node, which another plug may change."""
    for folder in ("by-id", "by-path"):
        for link in sorted((DEVICES / "v4l" / folder).glob("*")):
            if link.resolve().name == node:
                return str(link)
    return str(DEVICES / node)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _by_number() -> Iterator[SeenCamera]:
    import cv2  # only here: on Linux no camera needs to be opened

    from drivers.camera.quiet import keep_quiet

    keep_quiet()
    for number in range(_TRIED):
        capture = cv2.VideoCapture(number)
        if capture.isOpened():
            yield SeenCamera(number, "", str(number), verified=False)
        capture.release()
