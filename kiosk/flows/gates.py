"""Keeps every eye's gate and the voice line where the privacy rules say, after each change of the truth."""

from kiosk.domain.call import CallState
from kiosk.domain.ids import EYES, EyeName, Role
from kiosk.domain.privacy import Gate, Scene, decide_gate
from kiosk.domain.snapshot import Ends, KioskSnapshot
from kiosk.domain.visit import VisitState
from kiosk.flows.core import Core
from kiosk.flows.store import Snap


def scene_of(snapshot: Ends, role: Role) -> Scene:
    """What the decision rests on. A desk counts as talking while its call lives."""
    call = snapshot.call
    live = call is not None and call.state is not CallState.ENDED
    embedded_lost = photo = phone = False
    if isinstance(snapshot, KioskSnapshot):
        visit = snapshot.visit
        embedded_lost = not snapshot.monitors.embedded
        photo = snapshot.photo is not None
        phone = snapshot.phone is not None
    else:
        visit = VisitState.TALKING if live and role == "desk" else VisitState.HOME
    return Scene(
        visit=visit,
        call=call.state if call is not None and live else None,
        sharing=snapshot.sharing.mine,
        face_hidden=snapshot.face_hidden,
        embedded_lost=embedded_lost,
        photo=photo,
        phone=phone,
    )


class GateFlow:
    """Decides anew at each snapshot; asks an eye only when the answer changed."""

    def __init__(self, core: Core[Snap]) -> None:
        self._core = core
        self._wanted: dict[EyeName, Gate] = dict.fromkeys(EYES, Gate.SHUT)
        self._line_open = False
        core.store.listen(self._changed)

    def _changed(self, snapshot: Snap) -> None:
        scene = scene_of(snapshot, self._core.role)
        for eye in EYES:
            gate = decide_gate(eye, scene)
            if gate is not self._wanted[eye]:
                self._wanted[eye] = gate
                self._core.ports.eyes.set_gate(eye, gate)
        line_open = scene.call in (CallState.TALKING, CallState.RECONNECTING) and scene.visit is VisitState.TALKING
        if line_open is not self._line_open:
            self._line_open = line_open
            self._core.ports.ear.open_line(line_open)

    def forget(self) -> None:
        """After a wipe the eyes start shut; say the same here."""
        self._wanted = dict.fromkeys(EYES, Gate.SHUT)
        self._line_open = False
