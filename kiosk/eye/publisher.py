"""The one place where pixels leave an eye: masked first, and only into the rings that the gate allows."""

import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from drivers.api.frame import Frame
from kiosk.domain.lying import Lying
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.eye.control import paints, sends
from kiosk.eye.paper_watch import Look, PaperWatch
from kiosk.eye.photo_watch import PhotoWatch
from kiosk.eye.plan import EyePlan, EyeReport, Seen
from kiosk.eye.rings import EyeRings
from kiosk.eye.spacing import Spacing
from kiosk.eye.still_watch import Sharp, StillWatch
from kiosk.eye.upright import Upright
from kiosk.vision.errands import Whole
from kiosk.vision.flat import fill_flat
from kiosk.vision.geometry import project
from kiosk.vision.mask import FLAT, cut_out, mask_outside
from kiosk.worker.ring import FrameMark, FrameRing

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class _Where:
    """The number of the sheet that is in a picture, 0 for none, and its pose there."""

    sheet: int
    pose: tuple[float, ...]


class Publisher:
    """Belongs to the child; one thread."""

    def __init__(self, plan: EyePlan, rings: EyeRings, first_number: int = 0, watch: PaperWatch | None = None) -> None:
        """`watch`, which is at its turn, for a plan with paper."""
        if (watch is None) is not (plan.paper is None):
            raise ValueError("a plan with paper needs somebody who watches it")
        self._plan = plan
        self._watch = watch
        self._stills = StillWatch(plan, rings.control, watch.slow) if watch is not None else None
        self._photo = PhotoWatch(Path(plan.face_model)) if plan.face_model else None
        self.news: list[EyeReport] = []
        self._where = _Where(0, ())
        self._control = rings.control
        self._paint = rings.paint
        self._send = rings.send
        self._number = first_number
        self._settled: Gate | None = None
        self._spacing = Spacing()
        self._drawn = True

    def glance(self) -> None:
        """Before a picture is looked at, or while none comes. `news` is then what is ready to be told."""
        gate, _ = self._control.gate()
        self.news = self._stills.glance() if self._stills is not None and sends(gate) else []

    def lost(self, at_ns: int) -> None:
        """There is no camera now. `news` is then what is to be told of resting sheets: nobody sees whether they do."""
        self.news = self._stills.moved(at_ns) if self._stills is not None else []

    def settle(self) -> Gate | None:
        """Follows the wanted gate: zeroes what it forbids, and what the own screen does not want any more. Returns the
        position if it is a new one."""
        drawn, self._drawn = self._drawn, self._control.drawn()
        if drawn and not self._drawn:
            self._paint.clear()
        gate, _ = self._control.gate()
        if gate is self._settled:
            return None
        if not paints(gate):
            self._paint.clear()
        if not sends(gate):
            self._send.clear()
        self._settled = gate
        return gate

    @property
    def for_screen(self) -> bool:
        """Whether what lies there shines, as far as anybody may see it."""
        phone = self._control.phone()
        return phone is not None and not phone.cable and paints(self._control.gate()[0])

    @property
    def cabled(self) -> bool:
        """Whether what comes through the cable is wanted in the camera's place."""
        phone = self._control.phone()
        return self._plan.cable is not None and phone is not None and phone.cable

    def unplugged(self) -> None:
        """There is nothing at the end of the cable."""
        if self._watch is not None:
            self._watch.unplugged()

    @property
    def lying(self) -> Lying | None:
        """What lies in the tray, if there is somebody who knows."""
        return self._watch.lying if self._watch is not None else None

    def skips(self, frame: Frame) -> bool:
        """Whether it is left out because fewer pictures are wanted. What the gate does not let through is none of
        these: a shut gate is followed at each picture, as ever."""
        gate, since_ns = self._control.gate()
        if not paints(gate) or int(frame.taken_s * 1e9) < since_ns:
            return False
        return not self._spacing.is_due(frame.taken_s, self._control.pace())

    def publish(self, frame: Frame, cabled: bool = False) -> Seen:
        """Puts one frame where the gate lets it; the frame's own pixels are overwritten by the mask. `cabled`: it came
        through the cable. `news` is then what is to be told of resting sheets."""
        begun_s = time.monotonic()
        taken_ns = int(frame.taken_s * 1e9)
        gate, since_ns = self._control.gate()
        phone = self._control.phone()
        self.news = []
        if cabled is not (phone is not None and phone.cable):
            return Seen(painted=False, sent=False)  # it is what was wanted a moment ago
        if not paints(gate) or taken_ns < since_ns:
            if self._watch is not None and not paints(gate):  # a picture from before the gate moved tells nothing
                self._watch.rest()
            if self._stills is not None and not paints(gate):
                self._stills.forget()
            if self._photo is not None:
                self._photo.rest()
            return Seen(painted=False, sent=False)
        self._number += 1
        pixels = self._fitted(frame.pixels)
        if self._plan.name == "document":
            pixels = self._masked(frame, pixels, phone)
        if self._photo is not None:
            self._judge(self._photo, pixels, frame.taken_s)
        sent = sends(gate) and self._publish_i420(pixels, taken_ns)
        painted = self._control.drawn() and self._publish_bgra(pixels, taken_ns)
        return Seen(painted, sent, time.monotonic() - begun_s)

    def _masked(self, frame: Frame, pixels: Pixels, phone: PhoneHelp | None) -> Pixels:
        """What may be seen of a document camera's picture, or of the cable's; nothing else has a tray."""
        whole = self._whole(frame)
        look = self._look(pixels, frame.taken_s, whole, phone)
        if look is not None:
            fill_flat(pixels, look.filled)
            self._where = self._placed(look)
        if phone is None or not phone.cable:
            mask_outside(pixels, self._plan.opening)
        if self._stills is not None and look is not None:
            self._rest(self._stills, Sharp(pixels, whole, int(frame.taken_s * 1e9)), look)
        if look is not None and look.upright is not None:
            return self._upright(pixels, look, look.upright)
        return cut_out(pixels, self._plan.opening)

    def _look(self, pixels: Pixels, at_s: float, whole: Whole | None, phone: PhoneHelp | None) -> Look | None:
        if self._watch is None:
            return None
        return self._watch.see(pixels, at_s, whole) if phone is None else self._watch.see_phone(pixels, at_s, phone)

    def _judge(self, photo: PhotoWatch, pixels: Pixels, taken_s: float) -> None:
        if not self._control.photo_checked():
            photo.rest()
            return
        judged = photo.see(pixels, taken_s)
        self.news = [judged] if judged is not None else []

    def _rest(self, stills: StillWatch, picture: Sharp, look: Look) -> None:
        gate, since_ns = self._control.gate()
        if gate not in (Gate.SENT, Gate.LOCAL):
            stills.forget()
        elif look.disclosed or look.upright is not None:  # never kept, neither here nor at the other end
            self.news = stills.moved(picture.taken_ns)
        elif picture.taken_ns >= since_ns:
            self.news = stills.see(picture, look) if sends(gate) else stills.wait(look, picture.taken_ns)

    def _publish_i420(self, pixels: Pixels, taken_ns: int) -> bool:
        height, width = pixels.shape[:2]
        slot = self._send.begin(width * height * 3 // 2).reshape(height * 3 // 2, width)
        cv2.cvtColor(pixels, cv2.COLOR_BGR2YUV_I420, dst=slot)
        return self._finish(self._send, taken_ns, (width, height))

    def _publish_bgra(self, pixels: Pixels, taken_ns: int) -> bool:
        width, height = painted_size((pixels.shape[1], pixels.shape[0]), self._control.wanted())
        if (width, height) != (pixels.shape[1], pixels.shape[0]):
            pixels = _resized(pixels, (width, height))
        slot = self._paint.begin(width * height * 4).reshape(height, width, 4)
        cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA, dst=slot)
        return self._finish(self._paint, taken_ns, (width, height))

    def _finish(self, ring: FrameRing, taken_ns: int, size: tuple[int, int]) -> bool:
        gate, since_ns = self._control.gate()  # it may have moved while the slot was being drawn
        allowed = sends(gate) if ring is self._send else paints(gate)
        if not allowed or taken_ns < since_ns:
            ring.abandon()
            return False
        ring.commit(FrameMark(self._number, taken_ns, size[0], size[1], gate, self._where.sheet, self._where.pose))
        return True

    def _placed(self, look: Look) -> "_Where":
        """Where the sheet lies in what is shown of the picture, in shares of that."""
        if look.plane is None or self._plan.opening is None:
            return _Where(0, ())
        left, top, right, bottom = self._plan.opening.in_pixels(self._plan.width, self._plan.height)
        width, height = right - left, bottom - top
        if look.upright is not None:
            whole = np.diag([1 / width, 1 / height, 1.0]) @ look.upright.view((width, height))
            return _Where(look.sheet, tuple((whole / whole[2, 2]).ravel()[:8].tolist()))
        shares = np.array([[1 / width, 0, (0.5 - left) / width], [0, 1 / height, (0.5 - top) / height], [0, 0, 1.0]])
        matrix = shares @ look.plane
        matrix /= matrix[2, 2]
        return _Where(look.sheet, tuple(matrix.ravel()[:8].tolist()))

    def _upright(self, pixels: Pixels, look: Look, upright: Upright) -> Pixels:
        """The masked picture as if the camera followed the telephone; flat where that is not seen."""
        size = self._plan.shown_size
        if look.plane is None:
            return np.full((size[1], size[0], 3), FLAT, np.uint8)
        view = upright.view(size)
        motion = view @ np.linalg.inv(look.plane)
        turned = cv2.warpPerspective(pixels, motion, size, flags=cv2.INTER_LINEAR, borderValue=(FLAT, FLAT, FLAT))
        outside = np.full((size[1], size[0]), 255, np.uint8)
        cv2.fillPoly(outside, [np.rint(project(view, upright.rounded()) * 16).astype(np.int32)], 0, shift=4)
        turned[outside > 0] = FLAT
        return np.asarray(turned, np.uint8)

    def _whole(self, frame: Frame) -> Whole | None:
        """The picture with more pixels than the eye looks at, if the camera gives them: sharp pictures are made of it,
        and numbers searched in it. Whoever asks gets one of his own, which he may mask."""
        if frame.whole is not None or frame.pixels.shape[1] <= self._plan.width:
            return frame.whole
        return frame.pixels.copy

    def _fitted(self, pixels: Pixels) -> Pixels:
        size = (self._plan.width, self._plan.height)
        return pixels if (pixels.shape[1], pixels.shape[0]) == size else fitted(pixels, size)


def fitted(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """(height, width, 3) pixels in a picture of `size` (width, height): whole, in their own shape, between black bars
    where a camera gives another shape than it was asked for."""
    height, width = pixels.shape[:2]
    scale = min(size[0] / width, size[1] / height)
    part = _resized(pixels, (max(1, round(width * scale)), max(1, round(height * scale))))
    if (part.shape[1], part.shape[0]) == size:
        return part
    left, top = (size[0] - part.shape[1]) // 2, (size[1] - part.shape[0]) // 2
    right, bottom = size[0] - part.shape[1] - left, size[1] - part.shape[0] - top
    return np.asarray(cv2.copyMakeBorder(part, top, bottom, left, right, cv2.BORDER_CONSTANT), np.uint8)


def _resized(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def painted_size(size: tuple[int, int], wanted: tuple[int, int] | None) -> tuple[int, int]:
    """`size` made smaller, in its own shape, until it just covers `wanted`; never made larger."""
    if wanted is None:
        return size
    scale = max(wanted[0] / size[0], wanted[1] / size[1])
    return size if scale >= 1 else (round(size[0] * scale), round(size[1] * scale))
