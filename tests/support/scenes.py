"""Literal snapshots of every moment of a visit, as flows would make them."""

import dataclasses
from datetime import datetime
from functools import cache

from kiosk.domain.annotation import AddStroke, Canvas, Pointer, StrokeId, Tool
from kiosk.domain.call import CallState, EndReason
from kiosk.domain.ids import CallId, ClerkId, Side, TicketId, VisitId
from kiosk.domain.monitors import Area, Monitor, Placement, Plugged, Showing
from kiosk.domain.page import Point, tray_id
from kiosk.domain.printing import PrintState, SlipStatus
from kiosk.domain.privacy import Gate
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import (
    Call,
    DeskSnapshot,
    EyeStatus,
    Health,
    Hint,
    HubState,
    KioskSnapshot,
    LineQuality,
    LineStatus,
    Look,
    Mirror,
    Question,
    Sharing,
    SoundStatus,
    TheirDevices,
    Ticket,
    Van,
    Waiting,
)
from kiosk.domain.taken_page import TakenPage
from kiosk.domain.visit import VisitState
from tests.support.aozora import AOBA, AOZORA, MORE_TOPICS, SHIMIN, TOPICS
from tests.support.attendant_scenes import attendant_scenes
from tests.support.booking_scenes import booking_scenes, desk_slot_scenes, slot_scenes
from tests.support.card_days_scenes import card_days_scenes
from tests.support.circular_scenes import circular_scenes
from tests.support.guide_scenes import desk_guide_scenes, guide_scenes
from tests.support.lending_scenes import desk_lending_scenes, lent_scenes
from tests.support.page_list_scenes import page_list_scenes
from tests.support.phone_scenes import desk_phone_scenes, phone_scenes
from tests.support.photo_scenes import photo_scenes
from tests.support.promise_scenes import desk_promise_scenes, promised_scenes
from tests.support.sheet_scenes import BOARD, TALK, desk_sheet_scenes, on_board, sheet_scenes
from tests.support.showing_scenes import SEEN, desk_showing_scenes, showing_scenes

MORNING = datetime(2026, 11, 21, 10, 20)
OPEN = EyeStatus(Gate.SENT, Health.OK)
SHUT = EyeStatus(Gate.SHUT, Health.OK)
LOCAL = EyeStatus(Gate.LOCAL, Health.OK)
GOOD = LineStatus(LineQuality.GOOD, 82.0, 0.003)

USB_SOUND = SoundStatus(
    Health.OK, microphone="Jabra SPEAK 510 USB: Audio", loudspeaker="PHILIPS 243B9: USB Audio", checked=True
)
HOME = KioskSnapshot(
    city=AOZORA,
    clock=MORNING,
    hub=HubState.ONLINE,
    stop=AOBA,
    serving_number=12,
    next_number=13,
    face=SHUT,
    document=SHUT,
    sound=SoundStatus(Health.OK),
)
CONFIRM = dataclasses.replace(HOME, visit=VisitState.ASKING, visit_id=VisitId("v1"), topic=TOPICS[1], section=SHIMIN)
WAITING = dataclasses.replace(
    CONFIRM, visit=VisitState.WAITING, ticket=Ticket(TicketId("t1"), 12, ahead=1, estimate_min=6)
)
CALL = Call(CallId("c1"), CallState.TALKING, "佐藤", "市民課", number=12, connected=True, generation=1)
CALLED = dataclasses.replace(WAITING, call=dataclasses.replace(CALL, state=CallState.RINGING, connected=False))
TALKING = dataclasses.replace(WAITING, visit=VisitState.TALKING, ticket=None, call=CALL, face=OPEN, line=GOOD)
PAPER = dataclasses.replace(TALKING, sharing=Sharing(SharingState.OPEN, paper_shown=True), document=OPEN)


def drawn(canvas: Canvas, author: Side, surface: Side, tool: Tool, *points: Point) -> Canvas:
    """The canvas with one more stroke on the page of a side's document camera."""
    stroke = AddStroke(StrokeId(canvas.clock + 1, author), tray_id(surface), tool, 0, points)
    return canvas.merged([stroke], author)


def marked(surface: Side) -> Canvas:
    """Marks of both ends on one page, with every tool."""
    canvas = drawn(Canvas(), "office", surface, Tool.PEN, (180, 45), (186, 53), (202, 36))
    canvas = drawn(canvas, "office", surface, Tool.HIGHLIGHTER, (70, 82), (120, 82))
    canvas = drawn(canvas, "van", surface, Tool.CIRCLE, (60, 150), (122, 172))
    canvas = drawn(canvas, "office", surface, Tool.ARROW, (215, 245), (160, 205))
    canvas = drawn(canvas, "van", surface, Tool.PEN, (140, 105), (150, 100), (160, 112), (170, 98), (180, 108))
    return drawn(canvas, "office", surface, Tool.HERE, (110, 240))


BOTH = dataclasses.replace(PAPER, sharing=Sharing(SharingState.OPEN, SharingState.OPEN, paper_shown=True))
LOST = LineStatus(LineQuality.LOST, None, None, lost_for_s=12.0, voice_heard=False)
TROUBLE = dataclasses.replace(
    PAPER,
    call=dataclasses.replace(CALL, state=CallState.RECONNECTING, connected=False),
    line=LOST,
    face=LOCAL,
    document=LOCAL,
    last_paper_at=datetime(2026, 11, 21, 10, 32),
)
FINISH = dataclasses.replace(
    HOME, visit=VisitState.FINISHING, visit_id=VisitId("v1"), topic=TOPICS[1], outcome=AOZORA.outcomes[1]
)


def _page_scenes() -> dict[str, KioskSnapshot]:
    sheets = sheet_scenes(PAPER, BOTH, TALKING, marked("van"))
    return _with_marks() | sheets | showing_scenes(PAPER) | guide_scenes(HOME, WAITING, TALKING) | _services()


def _services() -> dict[str, KioskSnapshot]:
    slots = booking_scenes(HOME, WAITING) | slot_scenes(TALKING, PAPER, FINISH) | lent_scenes(TALKING, PAPER, FINISH)
    slots |= promised_scenes(TALKING, PAPER, FINISH)
    return (
        slots | photo_scenes(HOME, WAITING) | circular_scenes(HOME) | card_days_scenes(HOME) | phone_scenes(HOME, PAPER)
    )


def _with_marks() -> dict[str, KioskSnapshot]:
    change = dataclasses.replace
    return {
        "call_paper_marks": change(PAPER, marks=marked("van"), tool=Tool.PEN),
        "call_paper_marks_attendant": change(
            PAPER, marks=marked("van"), attendant_called=True, pointers=(Pointer("office", tray_id("van"), 200, 150),)
        ),
        "call_both_papers_marks": change(
            PAPER,
            sharing=Sharing(SharingState.OPEN, SharingState.OPEN, paper_shown=True),
            marks=drawn(marked("van"), "van", "office", Tool.CIRCLE, (60, 60), (140, 100)),
        ),
    }


def _shed_scenes() -> dict[str, KioskSnapshot]:
    """A machine that has no time to draw the own face."""
    shown = {"call_face_shed": TALKING, "call_paper_shed": PAPER}
    return {name: dataclasses.replace(scene, preview_off=True) for name, scene in shown.items()}


def _sound_scenes() -> dict[str, KioskSnapshot]:
    change = dataclasses.replace
    return {
        "home_sound": change(HOME, attendant_called=True, sound=USB_SOUND),
        "call_face_sound": change(TALKING, sound=change(USB_SOUND, health=Health.LOST, volume=5)),
    }


COPIES = (TakenPage(101, 210.0, 297.0), TakenPage(102, 210.0, 297.0))
_UNSTAFFED = dataclasses.replace(WAITING, ticket=Ticket(TicketId("t1"), 12, ahead=0, staffed=False))


def _slip_scenes() -> dict[str, KioskSnapshot]:
    """The slip, printed with everything that paper can do, or seen large."""
    change, made = dataclasses.replace, SlipStatus(printer=True, sides=1)
    return {
        "finish_slip": change(FINISH, slip=made),
        "finish_handed_over": change(FINISH, slip=change(made, state=PrintState.HANDED_OVER)),
        "finish_out_of_paper": change(FINISH, attendant_called=True, slip=change(made, state=PrintState.OUT_OF_PAPER)),
        "waiting_call_back": change(_UNSTAFFED, slip=SlipStatus(printer=True)),
        "finish_no_printer": change(FINISH, slip=SlipStatus(sides=2)),
        "finish_copies": change(FINISH, slip=change(made, sides=3), taken=COPIES),
        "finish_copies_large": change(FINISH, slip=change(made, sides=3, large=2), taken=COPIES),
        "finish_large": change(FINISH, slip=SlipStatus(sides=2, large=1)),
    }


@cache
def kiosk_scenes() -> dict[str, KioskSnapshot]:
    """A name for each moment that looks different from the others."""
    change = dataclasses.replace
    return {
        "home": HOME,
        "home_eight": change(HOME, city=change(AOZORA, topics=(*TOPICS, *MORE_TOPICS))),
        "home_away": change(HOME, hub=HubState.OFFLINE, face=change(SHUT, mock=True)),
        "home_attendant": change(HOME, attendant_called=True),
        "home_languages": change(HOME, choosing_language=True),
        "call_paper_languages": change(PAPER, choosing_language=True),
        "confirm": CONFIRM,
        "confirm_attendant": change(CONFIRM, attendant_called=True),
        "confirm_away": change(CONFIRM, hub=HubState.OFFLINE, hint=Hint.HUB_AWAY),
        "confirm_refused": change(CONFIRM, hub=HubState.REFUSED),
        "confirm_question": change(CONFIRM, question=Question.STILL_THERE),
        "waiting": WAITING,
        "waiting_next": change(WAITING, topic=TOPICS[0], ticket=Ticket(TicketId("t1"), 12, ahead=0)),
        "waiting_unasked": change(WAITING, ticket=None),
        "waiting_passed_on": change(WAITING, ticket=Ticket(TicketId("t1"), 12, ahead=0, passed_on=True)),
        "waiting_unstaffed": change(WAITING, ticket=Ticket(TicketId("t1"), 12, ahead=0, staffed=False)),
        "waiting_aside": change(WAITING, ticket=Ticket(TicketId("t1"), 12, ahead=0, set_aside=True)),
        "waiting_question": change(WAITING, question=Question.LEAVE_QUEUE),
        "waiting_attendant": change(WAITING, attendant_called=True),
        "called": CALLED,
        "called_busy": change(CALLED, call=change(CALL, state=CallState.CONNECTING)),
        "call_face": TALKING,
        "call_face_asked": change(TALKING, sharing=Sharing(SharingState.OFFERED)),
        "call_face_hidden": change(TALKING, face_hidden=True, face=SHUT),
        "call_face_attendant": change(TALKING, attendant_called=True),
        "call_face_question": change(TALKING, question=Question.END_CALL),
        "call_paper": PAPER,
        "call_paper_demo": change(PAPER, face=change(OPEN, mock=True)),
        "call_paper_hidden": change(PAPER, sharing=Sharing(SharingState.HIDDEN, paper_shown=True), document=SHUT),
        "call_paper_attendant": change(PAPER, attendant_called=True, line=change(GOOD, quality=LineQuality.WEAK)),
        "call_their_paper": change(TALKING, sharing=Sharing(theirs=SharingState.OPEN)),
        "call_both_papers": change(PAPER, sharing=Sharing(SharingState.OPEN, SharingState.OPEN, paper_shown=True)),
        **_page_scenes(),
        **(_sound_scenes() | _shed_scenes() | _slip_scenes() | attendant_scenes(HOME, TALKING, FINISH)),
        "hold": change(TALKING, call=change(CALL, state=CallState.HOLDING), face=SHUT),
        "trouble": TROUBLE,
        "trouble_asking": change(TROUBLE, sharing=Sharing(SharingState.ASKING, paper_shown=True), lying={"van": SEEN}),
        "trouble_board": change(TROUBLE, board=BOARD, front="board", writing=TALK, marks=on_board()),
        "trouble_face": change(TROUBLE, sharing=Sharing(), document=SHUT),
        "trouble_stale": change(
            TROUBLE, sharing=Sharing(theirs=SharingState.OPEN), line=change(LOST, lost_for_s=61.0), document=SHUT
        ),
        "finish": FINISH,
        "finish_rated": change(FINISH, rating="good", outcome=AOZORA.outcomes[0]),
        "finish_lost": change(
            FINISH, outcome=None, call=change(CALL, state=CallState.ENDED, ended_because=EndReason.LOST)
        ),
        "wiping": change(HOME, visit=VisitState.WIPING, look=Look()),
        "measure": change(HOME, profile="measure"),
        "home_unkept": change(HOME, log_kept=False),
        "call_paper_unkept": change(
            PAPER, log_kept=False, profile="measure", line=change(GOOD, quality=LineQuality.WEAK)
        ),
        "confirm_unkept": change(CONFIRM, log_kept=False, hub=HubState.OFFLINE, face=change(SHUT, mock=True)),
    }


def signage_scenes() -> dict[str, KioskSnapshot]:
    """A name for each moment of the external monitor."""
    scenes = kiosk_scenes()
    noted = tuple(
        dataclasses.replace(service, note=note)
        for service, note in zip(AOZORA.services, ("", "午前だけ", "", "11月は お休みです", "午後1時から"), strict=True)
    )
    return {name: scenes[name] for name in ("home", "home_attendant", "home_away", "measure")} | {
        "notes": dataclasses.replace(HOME, city=dataclasses.replace(AOZORA, services=noted))
    }


OUTSIDE = dataclasses.replace(PAPER, outside="van", outside_page=tray_id("van"), monitors=Plugged(external=True))


def external_scenes() -> dict[str, tuple[KioskSnapshot, Placement]]:
    """The external window with what it may paint: signage, papers, and what it says of the monitors themselves."""
    change = dataclasses.replace
    theirs = change(
        OUTSIDE, sharing=Sharing(theirs=SharingState.OPEN), outside="office", outside_page=tray_id("office")
    )
    unknown = Monitor("edid:Dell Inc./DELL P2418HT/7MT0186418HL", Area(0, 0, 1920, 1080))
    paper, lost, circular = (Placement(one) for one in (Showing.PAPER, Showing.TROUBLE, Showing.CIRCULAR))
    scenes = kiosk_scenes()
    return {name: (snapshot, Placement(Showing.SIGNAGE)) for name, snapshot in signage_scenes().items()} | {
        "paper": (change(OUTSIDE, marks=marked("van")), paper),
        "paper_demo": (change(OUTSIDE, face=change(OPEN, mock=True)), paper),
        "circular": (scenes["circular_page_outside"], circular),
        "circular_large": (scenes["circular_page_large_outside"], circular),
        "circular_text": (scenes["circular_text_outside"], circular),
        "their_paper": (change(theirs, marks=marked("office")), paper),
        "phone": (scenes["phone_class"], Placement(Showing.PHONE)),
        "lost": (HOME, lost),
        "lost_in_call": (TALKING, lost),
        "setting_up": (HOME, Placement(Showing.SETTING_UP, unknown)),
    }


DESK = DeskSnapshot(
    city=AOZORA,
    clock=MORNING,
    hub=HubState.ONLINE,
    clerk=ClerkId("sato"),
    clerk_name="佐藤",
    section_name="市民課",
    on_duty=True,
    queue=(
        Waiting(TicketId("t2"), 13, "カードの更新", "青葉", 190),
        Waiting(TicketId("t3"), 14, "スマホの相談", "東部", 65),
    ),
    vans=(
        Van("1号車", "青葉", True, True),
        Van("madoguchi-kiosk-02", "みどり台", True, False),
        Van("3号車", "", False, False),
    ),
    face=SHUT,
    document=SHUT,
    sound=SoundStatus(Health.OK),
)
DESK_CALL = dataclasses.replace(
    DESK,
    call=dataclasses.replace(CALL, topic_title="書類を いっしょに 書く", stop_name="青葉地区 集会所", started_s=0.0),
    sharing=Sharing(theirs=SharingState.OPEN),
    face=OPEN,
    line=GOOD,
    mirror=Mirror("call.paper.open", letters=2),
)


CROWD = tuple(
    Waiting(TicketId(f"t{number}"), number, "マイナンバーカードの 受けとり", "みどり台", 60 * (40 - number))
    for number in range(13, 38)
)


@cache
def desk_scenes() -> dict[str, DeskSnapshot]:
    """A name for each moment of a desk."""
    change = dataclasses.replace
    return {
        "desk_idle": change(DESK, queue=()),
        "desk_queue": DESK,
        "desk_off_duty": change(DESK, on_duty=False, hub=HubState.OFFLINE),
        "desk_call": DESK_CALL,
        "desk_call_shed": change(DESK_CALL, preview_off=True),
        "desk_marks": change(
            DESK_CALL, marks=marked("van"), tool=Tool.CIRCLE, pointers=(Pointer("van", tray_id("van"), 200, 150),)
        ),
        "desk_own_paper": change(
            DESK_CALL, sharing=Sharing(SharingState.OPEN, SharingState.HIDDEN, paper_shown=True), document=OPEN
        ),
        "desk_hold": change(DESK_CALL, call=change(CALL, state=CallState.HOLDING), face=SHUT),
        "desk_trouble": change(
            DESK_CALL,
            call=change(CALL, state=CallState.RECONNECTING),
            line=LOST,
            mirror=change(DESK_CALL.mirror, attendant_called=True, question="left_seat"),
        ),
        "desk_outcome": change(DESK_CALL, must_choose_outcome=True, hint=Hint.CHOOSE_OUTCOME, outcome_code="done"),
        "desk_demo": change(DESK_CALL, face=change(OPEN, mock=True)),
        "desk_unkept": change(DESK_CALL, log_kept=False, face=change(OPEN, mock=True)),
        "desk_crowd": change(DESK, queue=CROWD),
        "desk_alerts": change(
            DESK_CALL,
            mirror=Mirror("screen_lost", 3, high_contrast=True, attendant_called=True, question="left_seat"),
            their_devices=TheirDevices(Health.LOST, Health.LOST, Health.LOST),
            hint=Hint.NO_OTHER_DESK,
        ),
        "desk_sound": change(DESK, sound=change(USB_SOUND, volume=4)),
        "desk_sound_lost": change(DESK_CALL, sound=change(USB_SOUND, health=Health.LOST)),
        "desk_over": change(DESK, call=change(CALL, state=CallState.ENDED), must_choose_outcome=True),
        "desk_locked": change(DESK, locked=True, on_duty=False),
        "desk_locked_call": change(DESK_CALL, locked=True),
        **desk_sheet_scenes(DESK_CALL, marked("van")),
        **desk_showing_scenes(DESK_CALL),
        **desk_phone_scenes(DESK_CALL),
        **desk_guide_scenes(DESK_CALL),
        **desk_slot_scenes(DESK_CALL),
        **desk_lending_scenes(DESK, DESK_CALL),
        **desk_promise_scenes(DESK_CALL),
        **page_list_scenes(DESK_CALL),
    }
