"""スマホの 手伝い: a telephone in place of a paper, on the own screen alone or, after a second touch, for the clerk.

What the eye hides by itself is asked about anew before it goes out again: a telephone that was dark or away may show
something else than what its owner let be seen. So is one that comes by cable from then on, or lies on the table again.
"""

from dataclasses import replace

from kiosk.domain.lying import Lying
from kiosk.domain.outside import may_show_phone
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.phone_intents import (
    CoverStrip,
    PhoneIntent,
    PutPhoneAway,
    ShowPhone,
    ShowPhoneOutside,
    TypeSecret,
    UseCable,
)
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import Health, Hint, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core
from kiosk.flows.sharing import SharingFlow
from kiosk.wire.peer import PhoneShown

_LAID = (SharingState.ASKING, SharingState.OPEN, SharingState.HIDDEN)


class PhoneHelpFlow:
    """Keeps `phone` of the snapshot; the eye and the other end follow it."""

    def __init__(self, core: Core[KioskSnapshot], sharing: SharingFlow) -> None:
        self._core = core
        self._sharing = sharing
        self._asked: PhoneHelp | None = None
        self._shown_alone = 0
        self._opening = False
        core.store.listen(self._changed)

    def do(self, intent: PhoneIntent) -> None:
        """What the resident asked for."""
        phone = self._core.now.phone
        match intent:
            case ShowPhone():
                self._show()
            case PutPhoneAway():
                self._put_away()
            case UseCable(on) if phone is not None:
                self._connect(phone, on)
            case TypeSecret(on) if phone is not None:
                self._core.store.change(phone=replace(phone, typing=on))
            case CoverStrip(on) if phone is not None:
                self._core.store.change(phone=replace(phone, strip=on))
            case ShowPhoneOutside(on):
                self._core.store.change(phone_outside=on and may_show_phone(self._core.now))
            case _:
                pass

    def back(self) -> bool:
        """もどる, alone: the camera is shut again; False where no telephone is looked at."""
        there = self._core.now.phone is not None and self._core.now.visit is VisitState.ALONE
        if there:
            self._core.store.change(phone=None)
        return there

    def tell_all(self) -> None:
        """After each new generation."""
        self._tell(self._core.now.phone)

    def _show(self) -> None:
        now = self._core.now
        talks = now.visit is VisitState.TALKING and now.call is not None
        if "van" not in now.lying or not (talks or now.visit is VisitState.ALONE):
            return  # an eye that knows the tray alone finds no telephone: no key offers it
        if now.document.health is Health.LOST:
            self._core.hint(Hint.PAPER_CAMERA_AWAY)
        else:
            self._opening = True  # the eye looks for a telephone before anything is laid open
            self._core.store.change(phone=now.phone or PhoneHelp())
            if talks:
                self._sharing.show_paper()
            self._opening = False

    def _put_away(self) -> None:
        """In a call the paper that lies there then is asked about like any other."""
        now = self._core.now
        if now.phone is None:
            return
        if now.sharing.mine is SharingState.OPEN:
            self._sharing.lay_open()
        self._core.store.change(phone=None)

    def _connect(self, phone: PhoneHelp, cable: bool) -> None:
        """What was let be seen is not what comes now: it is asked about anew."""
        if cable is phone.cable or (cable and not self._core.now.cable):
            return
        if self._core.now.sharing.mine is SharingState.OPEN:
            self._sharing.lay_open()
        self._core.store.change(phone=replace(phone, cable=cable))

    def _changed(self, now: KioskSnapshot) -> None:
        if now.phone is not None and not (self._opening or _may_lie(now)):
            self._core.store.change(phone=None)
            return
        if now.phone_outside and not may_show_phone(now):
            self._core.store.change(phone_outside=False)
            return
        if now.phone != self._asked:
            self._follow(now.phone)
        lying = now.lying.get("van", Lying())
        if now.phone is not None and lying.phone and lying.cable is now.phone.cable:
            self._look_after(now, lying)

    def _follow(self, phone: PhoneHelp | None) -> None:
        if phone is None or self._asked is None or phone.cable is not self._asked.cable:
            self._close_alone()
        self._asked = phone
        self._core.ports.eyes.look_for_phone(phone)
        self._tell(phone)

    def _look_after(self, now: KioskSnapshot, lying: Lying) -> None:
        """Hidden by its eye, it is asked about anew. Who is alone has nobody to be asked about."""
        if now.visit is VisitState.ALONE and lying.held and lying.number != self._shown_alone:
            self._close_alone()
            self._shown_alone = lying.number
            self._core.ports.eyes.show_sheet(lying.number, True)
        elif now.sharing.mine is SharingState.OPEN and not (lying.held and lying.open):
            self._sharing.lay_open()

    def _close_alone(self) -> None:
        if self._shown_alone:
            self._core.ports.eyes.show_sheet(self._shown_alone, False)
            self._shown_alone = 0

    def _tell(self, phone: PhoneHelp | None) -> None:
        call = self._core.now.call
        if call is not None and call.connected:
            phone_or = phone or PhoneHelp()
            self._core.ports.media.send(PhoneShown(phone is not None, phone_or.typing, phone_or.strip, phone_or.cable))


def _may_lie(now: KioskSnapshot) -> bool:
    if now.visit is VisitState.ALONE:
        return True
    return now.visit is VisitState.TALKING and now.call is not None and now.sharing.mine in _LAID
