"""Paper and face: what this end shows, what the other end says that it shows."""

import dataclasses
from collections.abc import Callable

from kiosk.domain.ids import side_of
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.sharing import SHARING, SharingEffect, SharingEvent, SharingState
from kiosk.domain.snapshot import Health, Hint, Sharing, TheirDevices
from kiosk.flows.core import Core
from kiosk.flows.store import Snap
from kiosk.wire.peer import Devices, Face, Paper, PaperPlease, PhoneShown


class SharingFlow:
    """Steps the table `SHARING` for this end's paper; keeps the other end's word about theirs."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self.on_call_ended: Callable[[], None] = _nothing

    def show_paper(self) -> None:
        """紙を見せる: at once, or where the eye understands paper on the own screen first. Without a camera it says so
        instead of showing an empty frame."""
        understood = side_of(self._core.role) in self._core.now.lying
        if self._core.now.document.health is Health.LOST:
            self._core.hint(Hint.PAPER_CAMERA_AWAY)
        elif self._post(SharingEvent.LAID_OPEN if understood else SharingEvent.OPENED):
            self._show_tool(True)

    def lay_open(self) -> None:
        """What the other end sees goes back to the own screen alone."""
        self._post(SharingEvent.LAID_OPEN)

    def let_be_seen(self) -> None:
        """What lies open on the own screen goes out."""
        self._post(SharingEvent.OPENED)

    def hide_paper(self) -> None:
        """紙をかくす."""
        self._post(SharingEvent.HID)

    def covered(self) -> None:
        """Something is about to stand over lamp and 紙をかくす: what could not be hidden then is hidden now."""
        if self._core.now.sharing.mine is SharingState.OPEN:
            self.hide_paper()

    def close_tool(self) -> None:
        """もどる in a call: the paper goes from the screen, and with it from the other end."""
        self._post(SharingEvent.CLOSED)
        self._show_tool(False)

    def ask_for_paper(self) -> None:
        """The clerk asks; only the resident opens."""
        self._core.ports.media.send(PaperPlease())

    def asked_for_paper(self) -> None:
        """The other end asks for this end's paper."""
        if self._post(SharingEvent.ASKED):
            self._core.ports.ear.tone("turn")

    def hide_face(self, hidden: bool) -> None:
        """顔をかくす, or not any more."""
        self._core.store.change(face_hidden=hidden)
        self._core.ports.media.send(Face(hidden=hidden))

    def theirs(self, paper: Paper) -> None:
        """The other end's paper: shown while open; its last picture is overwritten when it closes or hides, and while
        another sheet is asked about."""
        state = SharingState(paper.state)
        self._core.store.change(sharing=dataclasses.replace(self._core.now.sharing, theirs=state))
        if state is SharingState.ASKING:
            self._core.ports.media.put_aside("document")
        elif state is not SharingState.OPEN:
            self._core.ports.media.forget("document")

    def their_phone(self, message: PhoneShown) -> None:
        """A telephone lies there in place of a paper, comes by cable, or not any more. What was seen before that, or
        before its owner types a secret, is overwritten."""
        now = self._core.now
        phone = PhoneHelp(message.typing, message.strip, message.cable) if message.on else None
        if phone == now.phone:
            return  # said again after a reconnection
        other = phone is None or now.phone is None or phone.cable is not now.phone.cable
        self._core.store.change(phone=phone)
        if other or (phone is not None and phone.typing):
            self._core.ports.media.put_aside("document")

    def their_face(self, face: Face) -> None:
        """The other end hides or shows its face."""
        call = self._core.now.call
        if call is not None:
            self._core.store.change(call=dataclasses.replace(call, their_face_hidden=face.hidden))
        if face.hidden:
            self._core.ports.media.forget("face")

    def tell_all(self) -> None:
        """After each new generation: the other end may have missed what changed meanwhile."""
        now = self._core.now
        self._core.ports.media.send(Paper(now.sharing.mine.value))
        self._core.ports.media.send(Face(hidden=now.face_hidden))
        self._core.ports.media.send(
            Devices(face=now.face.health.value, document=now.document.health.value, sound=now.sound.health.value)
        )

    def call_ended(self) -> None:
        """Nothing of a call stays open."""
        self._post(SharingEvent.CALL_ENDED)
        self._core.store.change(sharing=Sharing(), face_hidden=False, their_devices=TheirDevices(), phone=None)
        self.on_call_ended()

    def _show_tool(self, shown: bool) -> None:
        self._core.store.change(sharing=dataclasses.replace(self._core.now.sharing, paper_shown=shown))

    def _post(self, event: SharingEvent) -> bool:
        sharing = self._core.now.sharing
        if not SHARING.takes(sharing.mine, event):
            return False
        state, effects = SHARING.step(sharing.mine, event)
        self._core.store.change(sharing=dataclasses.replace(sharing, mine=state))
        if SharingEffect.TELL_SHARING in effects:
            self._core.ports.media.send(Paper(state.value))
        return True


def _nothing() -> None:
    return None
