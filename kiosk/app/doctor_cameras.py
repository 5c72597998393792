"""The doctor's lines about cameras: which this machine sees, and how the two in the settings do. Nothing is kept."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from drivers.api.camera import Camera
from drivers.api.errors import DeviceError
from drivers.catalogue import open_keeper, seen_cameras
from kiosk.app.cameras import cable_plan, eye_plan
from kiosk.app.picture_figures import BLACK, brightness, in_words, sharpness
from kiosk.app.settings import EndSettings
from kiosk.domain.ids import EyeName
from kiosk.eye.plan import EyePlan

MEASURE_S = 2.0
FIRST_FRAME_WITHIN_S = 3.0
ANSWER_WITHIN_S = 30.0
"""Some cameras take 20 s to open; one that hangs must not hold up the doctor."""
_SLOW = 0.5


@dataclass(frozen=True)
class Look:
    """What a camera showed. `size` is width and height in pixels, `came` the size in which the camera itself gave its
    pictures; `brightness` and `sharpness` as in picture_figures."""

    size: tuple[int, int]
    fps: float
    brightness: float
    sharpness: float | None
    first_s: float
    came: str


def list_cameras() -> Iterator[tuple[str, bool, str]]:
    """What was looked at, whether it is well, and the words that settings need."""
    cameras = seen_cameras()
    for number, camera in enumerate(cameras, start=1):
        device = f'device = "{camera.device}"' if camera.verified else f"device = {camera.number}"
        doubt = "" if camera.verified else "（番号で 見つけました。差しかえると 変わります）"
        yield f"カメラ {number}", True, "、".join(filter(None, [camera.name, device])) + doubt
    if not cameras:
        yield "カメラ", True, "この端末に つながっている カメラは ありません（ネットワークの カメラは ここに 出ません）"


def look_at_camera(settings: EndSettings, config: Path, eye: EyeName) -> str:
    """What the camera in the settings shows, as its eye would open it. Raises BadFile, or DeviceError with what is to
    be done."""
    plan = eye_plan(settings, config, eye)
    camera = open_keeper("camera", plan.driver, plan.keeper_options)
    look = _look_within(camera, ANSWER_WITHIN_S)
    words = _words(look, plan) + ("（練習用）" if camera.mock else "")
    if look.brightness < BLACK:
        raise DeviceError(f"{words}。映像が まっ黒です。レンズの ふたを 外して、明かりを つけてください")
    if look.fps < plan.fps * _SLOW:
        raise DeviceError(
            f"{words}。毎秒 {plan.fps} 枚を 頼みましたが 遅いです。部屋を 明るくするか、つなぐ口を 変えてください"
        )
    return words


def look_at_cable(settings: EndSettings, config: Path) -> str:
    """What comes through the telephone's cable; black is well: no telephone is connected. Raises as for a camera."""
    cable, plan = cable_plan(settings, config), eye_plan(settings, config, "document")
    if cable is None:
        return "ありません"
    camera = open_keeper("camera", cable.driver, cable.options)
    look = _look_within(camera, ANSWER_WITHIN_S)
    words = _words(look, plan) + ("（練習用）" if camera.mock else "")
    if look.brightness < BLACK:
        words += "。スマホは つながっていません"
    if look.fps < plan.fps * _SLOW:
        raise DeviceError(f"{words}。毎秒 {plan.fps} 枚を 頼みましたが 遅いです。USB 3 の口に つないでください")
    return words


def _words(look: Look, plan: EyePlan) -> str:
    size = f"{look.size[0]}×{look.size[1]}"
    came = f"（カメラは {look.came}）" if look.came not in ("", size) else ""
    seen = in_words(look.brightness, look.sharpness)
    words = f"{size}{came}、毎秒 {look.fps:.1f} 枚、{seen}、最初の映像まで {look.first_s:.2f} 秒"
    if look.size[0] * plan.height != look.size[1] * plan.width:
        words += f"、{plan.width}×{plan.height} と 形が ちがうので 黒い帯が つきます"
    elif look.size[0] < plan.width:
        words += f"、頼んだ {plan.width}×{plan.height} より 小さいので ぼやけます"
    return words


def _look_within(camera: Camera, limit_s: float) -> Look:
    """In a thread that is left behind when the camera hangs: nothing else ends a driver's call."""
    answers: SimpleQueue[Look | DeviceError] = SimpleQueue()

    def look() -> None:
        try:
            answers.put(_look(camera))
        except DeviceError as wrong:
            answers.put(wrong)

    threading.Thread(target=look, name="look-at-camera", daemon=True).start()
    try:
        answer = answers.get(timeout=limit_s)
    except Empty:
        raise DeviceError("カメラから 返事が ありません。ケーブルを 抜いて、差し直してください") from None
    if isinstance(answer, DeviceError):
        raise answer
    return answer


def _look(camera: Camera) -> Look:
    begun_s = monotonic()
    camera.open()
    try:
        first = camera.wait(FIRST_FRAME_WITHIN_S)
        if first is None:
            raise DeviceError("映像が 来ません。ケーブルを 確かめてください")
        first_s = monotonic() - begun_s
        frames, last, end_s = 0, first, monotonic() + MEASURE_S
        while (left_s := end_s - monotonic()) > 0:
            frame = camera.wait(left_s)
            if frame is not None:
                frames, last = frames + 1, frame
        height, width = last.pixels.shape[:2]
        fps = frames / (last.taken_s - first.taken_s) if frames else 0.0
        light, focus = brightness(last.pixels), sharpness(last.pixels)
        return Look((width, height), fps, light, focus, first_s, camera.health().detail)
    finally:
        camera.close()
