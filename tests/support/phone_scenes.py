"""Moments of the telephone under the camera, by name."""

from dataclasses import replace
from functools import cache

import cv2
import numpy as np

from drivers.camera.mock_phone import phone
from kiosk.domain.annotation import AddStroke, Canvas, StrokeId, Tool
from kiosk.domain.guide import At, GuideId, StepId
from kiosk.domain.guiding import Guiding
from kiosk.domain.lying import Lying
from kiosk.domain.monitors import Plugged
from kiosk.domain.page import Page, phone_id
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.picture import Picture
from kiosk.domain.pose import Pose
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, EyeStatus, Health, KioskSnapshot, Mirror, Sharing, ToolRow
from kiosk.domain.visit import VisitState
from kiosk.eye.upright import Upright
from kiosk.vision.mirrored import SIDE_MM
from tests.support.guide_scenes import FULL

NUMBER = 501
SIZE = (71.5, 147.0)
PAGE = Page(phone_id("van", NUMBER), *SIZE)
LIES = Lying(NUMBER, *SIZE, held=True, phone=True)
SEEN = replace(LIES, open=True)
AWAY = Lying(NUMBER, *SIZE, unknown=True, phone=True)
DARK = Lying(NUMBER, *SIZE, phone=True, dark=True)
CABLE = PhoneHelp(cable=True)
WAITED = Lying(phone=True, cable=True, dark=True)
UNPLUGGED = Lying(phone=True, cable=True, unplugged=True)
WIRED = Lying(NUMBER, SIDE_MM, SIDE_MM, held=True, open=True, phone=True, cable=True)
_LOCAL = EyeStatus(Gate.LOCAL, Health.OK)
_SENT = EyeStatus(Gate.SENT, Health.OK)
_SHOWN = (960, 1014)
"""The tray's part of a picture of 1920 by 1080."""


@cache
def _pixels(flat: bool) -> bytes:
    image = np.full((_SHOWN[1], _SHOWN[0], 3), 128, np.uint8)
    if not flat:
        motion = Upright(SIZE).view(_SHOWN) @ np.diag([1 / 6, 1 / 6, 1.0])
        cv2.warpPerspective(phone("settings", 6), motion, _SHOWN, dst=image, borderMode=cv2.BORDER_TRANSPARENT)
    return bytes(cv2.cvtColor(image, cv2.COLOR_BGR2BGRA).tobytes())


def phone_picture(flat: bool = False) -> Picture:
    """As the eye shows it: upright on grey; or nothing of it."""
    shares = np.diag([1 / _SHOWN[0], 1 / _SHOWN[1], 1.0]) @ Upright(SIZE).view(_SHOWN)
    a, b, c, d, e, f, g, h = (float(value) for value in (shares / shares[2, 2]).ravel()[:8])
    pose = None if flat else Pose(PAGE.id, (a, b, c, d, e, f, g, h))
    return Picture(bytearray(_pixels(flat)), *_SHOWN, 4 * _SHOWN[0], 1, 0.0, *_SHOWN, pose=pose)


def _marked() -> Canvas:
    """The clerk's ring round a row, and where to press."""
    canvas = Canvas().with_page(PAGE)
    strokes = (
        AddStroke(StrokeId(1, "office"), PAGE.id, Tool.CIRCLE, 0, ((6.0, 49.0), (65.0, 67.0))),
        AddStroke(StrokeId(2, "office"), PAGE.id, Tool.HERE, 0, ((62.0, 58.0),)),
    )
    return canvas.merged(strokes, "office")


def phone_scenes(home: KioskSnapshot, paper: KioskSnapshot) -> dict[str, KioskSnapshot]:
    """`paper` is a call over a sheet that is seen."""
    there = replace(paper, phone=PhoneHelp(), lying={"van": SEEN}, marks=_marked(), document=_SENT)
    asking = replace(there, sharing=Sharing(SharingState.ASKING, paper_shown=True), document=_LOCAL)
    hidden = replace(there, sharing=Sharing(SharingState.HIDDEN, paper_shown=True), document=EyeStatus())
    at = Guiding(At(GuideId("full"), StepId("lines")))
    alone = replace(home, visit=VisitState.ALONE, phone=PhoneHelp(), lying={"van": SEEN}, document=_LOCAL)
    alone = replace(alone, guiding=at, guides=FULL)
    both = Plugged(embedded=True, external=True)
    veiled = replace(SEEN, veiled=True)
    return {
        "call_face_understands": replace(paper, sharing=Sharing(), lying={"van": Lying()}, document=EyeStatus()),
        "call_phone": there,
        "call_phone_strip": replace(there, phone=PhoneHelp(strip=True)),
        "call_phone_looking": replace(there, tools=ToolRow.LOOK),
        "call_phone_drawing": replace(there, tools=ToolRow.DRAW),
        "call_phone_lay": replace(asking, lying={"van": AWAY}),
        "call_phone_dark": replace(asking, lying={"van": DARK}),
        "call_phone_asking": replace(asking, asked=NUMBER),
        "call_phone_typing": replace(there, phone=PhoneHelp(typing=True), lying={"van": veiled}),
        "call_phone_hidden": hidden,
        "call_phone_may_cable": replace(asking, lying={"van": AWAY}, cable=True),
        "call_cable_wait": replace(asking, lying={"van": WAITED}, phone=CABLE, cable=True),
        "call_cable_silent": replace(asking, lying={"van": UNPLUGGED}, phone=CABLE, cable=True),
        "call_cable_asking": replace(asking, lying={"van": WIRED}, phone=CABLE, cable=True, asked=NUMBER),
        "phone": alone,
        "phone_class": replace(alone, monitors=both, phone_outside=True),
        "phone_may_class": replace(alone, monitors=both),
        "phone_lay": replace(alone, lying={"van": AWAY}),
        "phone_may_cable": replace(alone, lying={"van": AWAY}, cable=True),
        "cable_wait": replace(alone, lying={"van": WAITED}, phone=CABLE, cable=True),
        "phone_dark": replace(alone, lying={"van": DARK}),
        "phone_typing": replace(alone, phone=PhoneHelp(typing=True), lying={"van": veiled}),
    }


def desk_phone_scenes(call: DeskSnapshot) -> dict[str, DeskSnapshot]:
    """The clerk's side."""
    there = replace(
        call, sharing=Sharing(theirs=SharingState.OPEN), phone=PhoneHelp(), lying={"van": SEEN}, marks=_marked()
    )
    asked = replace(there, sharing=Sharing(theirs=SharingState.ASKING), mirror=Mirror("call.paper.asking", letters=2))
    return {
        "desk_phone": there,
        "desk_phone_typing": replace(there, phone=PhoneHelp(typing=True), lying={"van": replace(SEEN, veiled=True)}),
        "desk_phone_asking": replace(asked, lying={"van": DARK}),
        "desk_cable_wait": replace(asked, phone=CABLE, lying={"van": WAITED}),
    }
