"""The photo check: the own picture, one thing to do in large letters, and that nothing of it leaves."""

from dataclasses import dataclass
from typing import Final

from kiosk.domain.photo import PhotoCheck
from kiosk.domain.photo_intents import ClosePhoto
from kiosk.domain.snapshot import Health, KioskSnapshot
from ui.presenters.lamps import face_lamp
from ui.presenters.parts import KeyView, LampView, Text

MOST_ADVICE: Final = 3
"""More cannot be done at once."""


@dataclass(frozen=True)
class PhotoView:
    """`first` is to be done first, `others` after it. `fine`: nothing is left. `no_picture` stands in the picture's
    place, and instead of advice where there is no camera."""

    title: str
    first: str
    others: tuple[str, ...]
    fine: bool
    judge: str
    note: str
    no_picture: str
    lamp: LampView
    back: KeyView


def present_photo(snapshot: KioskSnapshot, text: Text) -> PhotoView:
    """What a resident sees of himself and reads."""
    check = snapshot.photo if snapshot.photo is not None else PhotoCheck()
    lost = snapshot.face.health is Health.LOST
    first, *others = _said(check, lost, text)
    fine = check.advice == () and not check.broken and not lost
    return PhotoView(
        title=text("photo.title"),
        first=first,
        others=tuple(others),
        fine=fine,
        judge=text("photo.judge"),
        note=text("photo.note"),
        no_picture=text("photo.lost") if lost else text("call.own_face_coming"),
        lamp=face_lamp(snapshot, text),
        back=KeyView("key.photo.back", text("guide.back"), ClosePhoto(), "back"),
    )


def _said(check: PhotoCheck, lost: bool, text: Text) -> tuple[str, ...]:
    if lost:
        return (text("photo.lost"),)
    if check.broken:
        return (text("photo.broken"),)
    if check.advice is None:
        return (text("photo.looking"),)
    return tuple(text(f"photo.{one}") for one in check.advice[:MOST_ADVICE]) or (text("photo.fine"),)
