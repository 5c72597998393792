"""The parent half of an eye: what the rest of the program knows of a camera that lives in its own process."""

import threading
import time
from collections.abc import Callable

from kiosk.domain.lying import Lying
from kiosk.domain.page import PAGES, PageId, phone_id, sheet_id
from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.photo import PhotoCheck
from kiosk.domain.picture import Picture, Slot
from kiosk.domain.pose import BadPose, Pose, whole
from kiosk.domain.privacy import Gate
from kiosk.domain.shedding import Beat
from kiosk.domain.snapshot import Health
from kiosk.domain.still import Coming as Awaited
from kiosk.domain.still import Resting, StillPiece
from kiosk.eye.beat import BeatCount
from kiosk.eye.control import paints, sends
from kiosk.eye.frames import FrameSource, Report, SentFrame
from kiosk.eye.plan import NUMBERS_EACH as SHEETS_EACH
from kiosk.eye.plan import (
    PHONES_FROM,
    Coming,
    EyePlan,
    Judged,
    Lies,
    Looking,
    Lost,
    Opened,
    Piece,
    Rests,
    Seen,
    Settled,
    Skipped,
    Trying,
    Unplugged,
    decode_report,
    encode,
)
from kiosk.eye.rings import EyeRings
from kiosk.eye.stills import StillNews, StillQueue
from kiosk.worker.ring import FrameMark, RingFrame
from kiosk.worker.worker import Worker, WorkerPlan

BEGINS_WITHIN_S = 8.0
"""A child that is not warm yet has its libraries to load, while all the others load theirs."""
FRAME_EVERY_S = 1.0
"""A camera that is open and gives no frame for so long is taken to hang."""
LOOKS_WITHIN_S = 5.0
"""For one picture of an eye that understands paper: where there is no time for it, it sees fewer and lives on."""
OPENING_S = 20.0
"""Some cameras take so long to open (Media Foundation on Windows)."""
FIRST_FRAME_S = 3.0
_NUMBERS_EACH = 1 << 32


class Eye:
    """All methods may be called by any thread and return at once, but for `stop` (up to a second) and `renew`.

    The wanted gate survives a child that is replaced because it hung or died; `renew` and `start` shut it. So do the
    pace and whether the own screen gets pictures; nothing but whoever asked for them changes these.
    `on_report`, and the listeners of `paint` and `send`, are called on the watch thread (those of `paint` also on the
    thread that closes the gate) and must return at once; so must `on_lying` (what lies in the tray, if the plan has
    paper), `on_beat` (once a second while the camera is there) and `on_judged` (see `check_photo`).
    """

    def __init__(
        self,
        plan: EyePlan,
        on_report: Callable[[Report], None],
        on_lying: Callable[[Lying], None] | None = None,
        on_beat: Callable[[Beat], None] | None = None,
        on_judged: Callable[[PhotoCheck], None] = lambda check: None,
    ) -> None:
        self.paint = Slot()
        self.send = FrameSource(self._newest_sent)
        self.stills = StillQueue(self._want_first, self._begin_again)
        self._plan = plan
        page = PAGES.get(PageId(plan.page))
        self._field_ids = plan.paper.field_ids if plan.paper is not None else ()
        self._tray = whole(page) if page is not None and plan.paper is None else None
        self._on_report = on_report
        self._on_lying = on_lying
        self._on_beat = on_beat
        self._on_judged = on_judged
        self._photo = False
        self._phone: PhoneHelp | None = None
        self._beat = BeatCount()
        self._pace = 0
        self._drawn = True
        self._lock = threading.RLock()  # a listener may call the eye
        self._rings: EyeRings | None = None
        self._gate = Gate.SHUT
        self._since_ns = 0
        self._painted_number = 0
        self._children = 0
        self._deadline_s = 0.0
        self._report = Report(plan.name, Gate.SHUT, Health.STARTING, mock=False)
        self._worker = Worker(WorkerPlan(f"eye-{plan.name}", "kiosk.eye.child", encode(plan)), _Watched(self))

    def start(self) -> None:
        """Starts the child, which opens the camera behind the shut gate; starting twice does nothing."""
        if not self._worker.running:
            self.set_gate(Gate.SHUT)
        self._worker.start()

    def stop(self) -> None:
        """Ends everything and leaves no shared memory; stopping twice does nothing."""
        self.set_gate(Gate.SHUT)
        self._worker.stop()

    def set_gate(self, gate: Gate) -> None:
        """Closing holds from this moment on, whatever the child does; a report confirms when it has followed."""
        with self._lock:
            if gate is self._gate:
                return
            self._gate = gate
            self._since_ns = time.monotonic_ns()
            if gate is Gate.SENT or gate is Gate.LOCAL:  # LOCAL while the line is lost: nobody hid anything
                self.stills.hold(not sends(gate))
            else:
                self.stills.close()
            if self._rings is not None:
                self._rings.control.set_gate(gate, self._since_ns, self.stills.closings)
            if not paints(gate):
                self.paint.clear()

    def pace(self, per_s: int) -> None:
        """Looks at so many pictures a second, at most; 0: at as many as planned."""
        with self._lock:
            self._pace = per_s
            if self._rings is not None:
                self._rings.control.set_pace(per_s)

    def draw(self, on: bool) -> None:
        """Whether `paint` gets pictures where the gate lets it; the last one goes at once when it does not any more."""
        with self._lock:
            self._drawn = on
            if self._rings is not None:
                self._rings.control.draw(on)
            if not on:
                self.paint.clear()

    def check_photo(self, on: bool) -> None:
        """Whether `on_judged` is told how somebody would look on a photo, while the own screen may have a picture."""
        with self._lock:
            self._photo = on
            if self._rings is not None:
                self._rings.control.check_photo(on)

    def look_for_phone(self, phone: PhoneHelp | None) -> None:
        """Whether a telephone lies there in place of a paper, and what of it stays covered. What was seen before holds
        no more from this moment on, whatever the child does."""
        with self._lock:
            if phone == self._phone:
                return
            self._phone = phone
            if self._rings is not None:
                self._rings.control.look_for_phone(phone)
            self._put_out()

    def _put_out(self) -> None:
        """No picture that was taken up to now passes any more."""
        with self._lock:
            self._since_ns = time.monotonic_ns()
            if self._rings is not None:
                self._rings.control.again_since(self._since_ns)
            self.paint.clear()

    def show_sheet(self, number: int, shown: bool) -> None:
        """Lets a sheet be seen wherever the gate lets a picture go, or not any more. A number that a child before this
        one gave is nobody's: nothing opens."""
        child, sheet = divmod(number, SHEETS_EACH)
        with self._lock:
            if self._rings is not None and child == self._children:
                self._rings.control.show_sheet(sheet, shown)

    def show_field(self, number: int, field: str) -> None:
        """Lets one private field of a sheet be seen, and closes any other; an empty `field` closes it. What no form
        has, or a child before this one numbered, opens nothing."""
        child, sheet = divmod(number, SHEETS_EACH)
        place = self._field_ids.index(field) + 1 if field in self._field_ids else 0
        with self._lock:
            if self._rings is not None:
                place = place if child == self._children else 0
                self._rings.control.show_field(sheet, place)

    def renew(self, within_s: float = 0.0) -> bool:
        """Shuts the gate, zeroes every picture, and has the child replaced by a fresh one that has seen nothing.

        Waits up to `within_s`; True once the old child and its shared memory are gone.
        """
        self.set_gate(Gate.SHUT)
        self.check_photo(False)
        self.look_for_phone(None)
        with self._lock:
            if self._rings is not None:
                self._rings.zero()
        return self._worker.renew(within_s)

    # --- on the watch thread ----------------------------------------------------------------------

    def _outfit(self) -> bytes:
        rings = EyeRings.create(self._plan)
        with self._lock:
            rings.control.set_pace(self._pace)
            rings.control.draw(self._drawn)
            rings.control.check_photo(self._photo)
            rings.control.look_for_phone(self._phone)
            rings.control.set_gate(self._gate, time.monotonic_ns(), self.stills.closings)
            self._rings = rings
            self._beat = BeatCount()
            self._children += 1
            self._expect_within(BEGINS_WITHIN_S)
            return encode(rings.outfit(self._children * _NUMBERS_EACH, self._children))

    def _heard(self, message: bytes) -> float:
        match decode_report(message):
            case Trying(mock):
                self._expect_within(OPENING_S)
                self._tell(mock=mock)
            case Opened():
                self._expect_within(FIRST_FRAME_S)
            case Looking():
                self._expect_within(LOOKS_WITHIN_S)
            case Seen(painted, sent, looked_s):
                self._expect_within(FRAME_EVERY_S)
                self._tell(health=Health.OK)
                self._pass_on(painted, sent)
                self._count(looked_s)
            case Unplugged():  # of the cable's device: the child lives, and the camera is not asked
                self._expect_within(FRAME_EVERY_S)
                self._put_out()
                self._count(None)
            case Skipped():  # a sign of a living camera like any other frame
                self._expect_within(FRAME_EVERY_S)
                self._tell_beat(self._beat.skipped(self._wanted_per_s, time.monotonic()))
            case Lost():
                self._expect_within(FRAME_EVERY_S)
                self._tell(health=Health.LOST)
                self._count(None)
            case Judged(advice, broken):
                if self._photo:
                    self._on_judged(PhotoCheck(advice, broken))
            case Lies(lying):
                self._tell_lying(lying)
            case Piece(taken_ns, piece):
                self._tell_still(piece, taken_ns)
            case Rests(taken_ns, sheet):
                self._tell_still(Resting(sheet), taken_ns)
            case Coming(taken_ns, sheet):
                self._tell_still(Awaited(sheet), taken_ns)
            case Settled(gate):  # no sign of a living camera: the deadline stays
                self._tell(gate=gate)
        return self._deadline_s - time.monotonic()

    def _expect_within(self, limit_s: float) -> None:
        self._deadline_s = time.monotonic() + limit_s

    def _retired(self, lost: bool) -> None:
        with self._lock:
            rings, self._rings = self._rings, None
        if rings is not None:
            rings.destroy()
        if self._plan.paper is not None:
            self._tell_lying(Lying())
            with self._lock:
                self.stills.close()
                self.stills.hold(not sends(self._gate))
        self._tell(gate=Gate.SHUT, health=Health.LOST if lost else Health.STARTING)

    def _pass_on(self, painted: bool, sent: bool) -> None:
        with self._lock:
            if self._rings is not None:
                self._rings.control.want(self.paint.wanted)
            frame = self._rings.paint.newest(self._painted_number) if painted and self._rings else None
            if frame is not None and self._drawn and self._allows(frame, paints):
                self._painted_number = frame.mark.number
                self.paint.put(self._picture(frame))
        if sent:
            self.send.tell()

    @property
    def _wanted_per_s(self) -> float:
        return min(self._plan.fps, self._pace or self._plan.fps)

    def _count(self, looked_s: float | None) -> None:
        now_s = time.monotonic()
        beat = self._beat
        self._tell_beat(beat.excused(now_s) if looked_s is None else beat.looked(looked_s, self._wanted_per_s, now_s))

    def _tell_beat(self, beat: Beat | None) -> None:
        if beat is not None and self._on_beat is not None:
            self._on_beat(beat)

    def _tell_still(self, news: StillNews, taken_ns: int) -> None:
        with self._lock:
            moves = isinstance(news, Resting) and not news.sheet
            if (moves and paints(self._gate)) or (sends(self._gate) and taken_ns >= self._since_ns):
                self.stills.put(news)
            elif isinstance(news, StillPiece):  # the child takes it for sent
                self._begin_again(news.sheet)

    # --- any thread -------------------------------------------------------------------------------

    def _want_first(self, first_bytes: int) -> None:
        with self._lock:
            if self._rings is not None:
                self._rings.control.want_first(first_bytes)

    def _begin_again(self, number: int) -> None:
        child, sheet = divmod(number, SHEETS_EACH)
        with self._lock:
            if self._rings is not None and child == self._children:
                self._rings.control.begin_again(sheet)

    def _newest_sent(self, after_number: int) -> SentFrame | None:
        with self._lock:
            frame = self._rings.send.newest(after_number) if self._rings is not None else None
            if frame is None or not self._allows(frame, sends):
                return None
        mark = frame.mark
        return SentFrame(mark.number, mark.taken_ns / 1e9, mark.width, mark.height, frame.pixels, self._pose(mark))

    def _allows(self, frame: RingFrame, allows: Callable[[Gate], bool]) -> bool:
        return allows(self._gate) and frame.mark.taken_ns >= self._since_ns

    def _picture(self, frame: RingFrame) -> Picture:
        mark = frame.mark
        return Picture(
            data=frame.pixels,
            width=mark.width,
            height=mark.height,
            stride=mark.width * 4,
            number=mark.number,
            taken_s=mark.taken_ns / 1e9,
            source_width=self._plan.shown_size[0],
            source_height=self._plan.shown_size[1],
            pose=self._pose(mark),
        )

    def _pose(self, mark: FrameMark) -> Pose | None:
        """Where a page lies in a picture: the tray is all of it; a sheet, where the child saw it."""
        if self._plan.paper is None or not mark.sheet:
            return self._tray
        a, b, c, d, e, f, g, h = mark.pose
        page_id = phone_id if mark.sheet % SHEETS_EACH >= PHONES_FROM else sheet_id
        try:
            return Pose(page_id(self._plan.paper.side, mark.sheet), (a, b, c, d, e, f, g, h))
        except BadPose:
            return None

    def _tell_lying(self, lying: Lying) -> None:
        if self._on_lying is not None:
            self._on_lying(lying)

    def _tell(self, gate: Gate | None = None, health: Health | None = None, mock: bool | None = None) -> None:
        old = self._report
        new = Report(
            old.eye,
            old.gate if gate is None else gate,
            old.health if health is None else health,
            old.mock if mock is None else mock,
        )
        if new != old:
            self._report = new
            self._on_report(new)


class _Watched:
    """The eye as its worker sees it."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye

    def outfit(self) -> bytes:
        return self._eye._outfit()

    def heard(self, report: bytes) -> float:
        return self._eye._heard(report)

    def retired(self, lost: bool) -> None:
        self._eye._retired(lost)
