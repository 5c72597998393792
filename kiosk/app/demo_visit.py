"""The visit that a demo plays by itself: which key is touched, and what must be true before the next one."""

from collections.abc import Callable
from dataclasses import dataclass

from drivers.mock_room.state import Screen, Thing
from drivers.mock_room.verbs import RoomVerbs


@dataclass(frozen=True)
class Step:
    """Something happens in the pretend `room`; `seat` touches `key` (empty: nobody touches), or draws on a paper; then
    `until` must become true of each seat's words."""

    name: str
    seat: str
    key: str
    until: dict[str, dict[str, str]]
    look: bool = False
    draws: tuple[str, tuple[tuple[float, float], ...]] | None = None
    painted: tuple[str, ...] = ()
    room: Callable[[RoomVerbs], None] | None = None


TICK = ((0.42, 0.27), (0.44, 0.29), (0.46, 0.305), (0.5, 0.26), (0.54, 0.22))
FRAME = ((0.3, 0.33), (0.5, 0.36), (0.76, 0.39))

NAME = ((75.0, 63.0), (82.0, 60.0), (80.0, 69.0), (90.0, 61.0), (92.0, 69.0), (99.0, 62.0))
NUMBER = (
    (60.0, 74.0),
    (63.0, 66.0),
    (63.0, 76.0),
    (74.0, 67.0),
    (80.0, 67.0),
    (74.0, 76.0),
    (81.0, 76.0),
    (90.0, 66.0),
)
CARD = Thing("card", x_mm=30.0, y_mm=60.0, turn_deg=8.0)
HELD = {"kiosk": {"van_sheet": "open juminhyo"}, "desk": {"van_sheet": "open juminhyo"}}
SHARP = {"kiosk": {"van_sheet": "open juminhyo"}, "desk": {"van_sheet": "open juminhyo", "sharp": "True"}}

PHONE = Thing("phone", x_mm=6.0, y_mm=4.0, turn_deg=7.0, page="settings")
MOVED_PHONE = Thing("phone", x_mm=-2.0, y_mm=1.0, turn_deg=-2.0, page="settings")
OTHER_PAGE = Thing("phone", x_mm=-2.0, y_mm=1.0, turn_deg=-2.0, page="letters")
DARK_PHONE = Thing("phone", x_mm=-2.0, y_mm=1.0, turn_deg=-2.0, page="off")
ROW = ((0.3, 0.335), (0.38, 0.37), (0.45, 0.425))
PHONE_STAYS = {"kiosk": {"phone": "seen", "mine": "open"}, "desk": {"phone": "seen"}}
CABLE_SEEN = {"kiosk": {"phone": "cable seen", "mine": "open"}, "desk": {"phone": "cable seen", "theirs": "open"}}
PHONE_SEEN = {"kiosk": {"phone": "seen"}, "desk": {"phone": "seen"}}


def _nudge(room: RoomVerbs) -> None:
    """The sheet slides and is turned a little, and what is drawn on it goes with it."""
    room.nudge("van", 14.0, -4.0)
    room.turn("van", 4.0)


def _lay_a_form_with_a_number(room: RoomVerbs) -> None:
    room.swap("van", "form.inkan-shomei")
    room.write("van", NUMBER)


def _lay_a_phone(room: RoomVerbs) -> None:
    room.place("van", None)
    room.lay("van", PHONE)


VISIT: tuple[Step, ...] = (
    Step("01-home", "kiosk", "", {"kiosk": {"screen": "home", "hub": "online"}, "desk": {"hub": "online"}}),
    Step("01-on-duty", "desk", "key.duty", {"desk": {"duty": "True"}}),
    Step("02-guide", "kiosk", "topic.mynumber", {"kiosk": {"screen": "guide", "guide": "mynumber/menu"}}),
    Step("02-read-aloud", "kiosk", "key.aloud", {"kiosk": {"aloud": "reading lit"}}, look=True),
    Step("02-read-no-more", "kiosk", "key.aloud", {"kiosk": {"aloud": "read"}}),
    Step("02-guide-pickup", "kiosk", "key.guide.choice.1", {"kiosk": {"guide": "card-pickup/who"}}),
    Step("02-confirm", "kiosk", "key.guide.talk", {"kiosk": {"screen": "confirm"}}),
    Step("03-waiting", "kiosk", "key.connect", {"kiosk": {"screen": "waiting"}, "desk": {"waiting": "1"}}),
    Step("04-called", "desk", "key.answer", {"kiosk": {"screen": "called"}, "desk": {"call": "ringing"}}),
    Step(
        "05-talking",
        "kiosk",
        "key.start_talking",
        {"kiosk": {"screen": "call_face", "face_gate": "SENT"}, "desk": {"call": "talking"}},
        look=True,
        painted=("kiosk.far_face", "desk.far_face"),
    ),
    Step("05-guides", "desk", "key.tab.guide", {"desk": {"guides": "True", "guide": "card-pickup/who"}}),
    Step(
        "05-guide-led",
        "desk",
        "key.guide.card-renew",
        {"kiosk": {"screen": "call_guide", "guide": "card-renew/what"}, "desk": {"guide": "card-renew/what"}},
    ),
    Step("05-guide-gone-on", "kiosk", "key.guide.choice.1", {"desk": {"guide": "card-renew/cert"}}),
    Step("05-guide-pointed", "desk", "key.guide.line.0", {"kiosk": {"guide": "card-renew/cert 0"}}),
    Step("05-guide-aside", "kiosk", "key.back", {"kiosk": {"screen": "call_face"}}),
    Step("05-papers", "desk", "key.tab.van", {"desk": {"guides": "False"}}),
    Step(
        "06-paper",
        "kiosk",
        "key.show_paper",
        {
            "kiosk": {"screen": "call_paper", "document_gate": "SENT", "van_sheet": "open juminhyo"},
            "desk": {"theirs": "open", "van_sheet": "open juminhyo", "sharp": "True"},
        },
        look=True,
        painted=("desk.far_document",),
    ),
    Step("07-pen", "kiosk", "key.tools.draw", {"kiosk": {"tool": "pen"}}),
    Step(
        "07-resident-draws", "kiosk", "", {"kiosk": {"marks": "1"}, "desk": {"marks": "1"}}, draws=("own_paper", TICK)
    ),
    Step("07-circle", "desk", "key.tool.circle", {"desk": {"tool": "circle"}}),
    Step(
        "07-both-drew",
        "desk",
        "",
        {"kiosk": {"marks": "2"}, "desk": {"marks": "2"}},
        look=True,
        draws=("their_paper", FRAME),
    ),
    Step("07-pen-put-down", "kiosk", "key.tools.close", {"kiosk": {"tool": ""}}),
    Step("07-nudged", "kiosk", "", SHARP, look=True, room=_nudge),
    Step("07-wrote", "kiosk", "", SHARP, look=True, room=lambda room: room.write("van", NAME)),
    Step(
        "07-field-lit",
        "kiosk",
        "",
        {"kiosk": {"lit": "visitor-name"}, "desk": {"lit": "visitor-name"}},
        look=True,
        draws=("own_paper", ((0.5, 0.26),)),
    ),
    Step("07-sample", "kiosk", "key.sample", {"kiosk": {"sample": "True"}, "desk": {"sample": "True"}}),
    Step("07-sample-put-away", "kiosk", "key.sample", {"kiosk": {"sample": "False"}, "desk": {"sample": "False"}}),
    Step(
        "07-missing",
        "kiosk",
        "key.missing",
        {"kiosk": {"missing": "some"}, "desk": {"missing": "some"}},
        look=True,
    ),
    Step("07-missing-put-away", "kiosk", "key.missing", {"kiosk": {"missing": ""}, "desk": {"missing": ""}}),
    Step("07-card-on-it", "kiosk", "", HELD, look=True, room=lambda room: room.lay("van", CARD)),
    Step("07-card-taken", "kiosk", "", HELD, room=lambda room: room.lift("van", "card")),
    Step("08-look-closer", "kiosk", "key.tools.look", {"kiosk": {"tools": "look"}}),
    Step("08-larger", "kiosk", "key.zoom_in", {"kiosk": {"zoom": "1"}}, look=True),
    Step(
        "08-together",
        "kiosk",
        "key.together",
        {"kiosk": {"together": "True"}, "desk": {"together": "True", "zoom": "1"}},
    ),
    Step("08-apart", "kiosk", "key.together", {"kiosk": {"together": "False"}, "desk": {"together": "False"}}),
    Step("08-outside", "kiosk", "key.show_outside", {"kiosk": {"outside": "van"}}),
    Step("08-not-outside", "kiosk", "key.hide_outside", {"kiosk": {"outside": ""}}),
    Step(
        "08-taken-home",
        "kiosk",
        "key.take_page",
        {"kiosk": {"taken": "1"}, "desk": {"van_sheet": "open juminhyo", "sharp": "True"}},
        look=True,
    ),
    Step("08-closed", "kiosk", "key.tools.close", {"kiosk": {"tools": "closed"}}),
    Step("08-white-page", "kiosk", "key.open_board", {"kiosk": {"front": "board"}, "desk": {"front": "board"}}),
    Step("08-kana", "kiosk", "key.kana", {"kiosk": {"kana": "True"}}),
    Step("08-typed-fu", "kiosk", "key.kana.ふ", {"kiosk": {"typed": "1"}}),
    Step("08-typed-ta", "kiosk", "key.kana.た", {"kiosk": {"typed": "2"}}),
    Step("08-typed-ri", "kiosk", "key.kana.り", {"kiosk": {"typed": "3"}}),
    Step("08-said", "kiosk", "key.kana.send", {"kiosk": {"lines": "1"}, "desk": {"lines": "1"}}, look=True),
    Step("08-kana-closed", "kiosk", "key.kana.close", {"kiosk": {"kana": "False"}}),
    Step("08-white-page-closed", "kiosk", "key.back", {"kiosk": {"front": "van"}, "desk": {"front": "van"}}),
    Step(
        "09-letter",
        "kiosk",
        "",
        {"kiosk": {"van_sheet": "covered"}, "desk": {"van_sheet": "covered"}},
        look=True,
        room=lambda room: room.swap("van", "tsuchi"),
    ),
    Step(
        "09-letter-laid-open",
        "kiosk",
        "key.show_paper",
        {"kiosk": {"mine": "asking", "document_gate": "LOCAL", "van_sheet": "open"}, "desk": {"theirs": "asking"}},
        look=True,
    ),
    Step(
        "09-letter-shown",
        "kiosk",
        "key.sheet.yes",
        {"kiosk": {"mine": "open", "document_gate": "SENT"}, "desk": {"theirs": "open", "van_sheet": "open"}},
        look=True,
    ),
    Step(
        "09-number-form",
        "kiosk",
        "",
        {seat: {"van_sheet": "open inkan-shomei"} for seat in ("kiosk", "desk")},
        room=_lay_a_form_with_a_number,
    ),
    Step(
        "09-number-lit",
        "kiosk",
        "",
        {"kiosk": {"lit": "card-number"}, "desk": {"lit": "card-number"}},
        draws=("own_paper", ((0.49, 0.25),)),
    ),
    Step(
        "09-number-asked-for",
        "desk",
        "key.ask_field",
        {"kiosk": {"private": "wanted card-number"}, "desk": {"private": "wanted card-number"}},
    ),
    Step(
        "09-number-laid-open",
        "kiosk",
        "key.field.show",
        {"kiosk": {"private": "asked card-number", "document_gate": "LOCAL"}, "desk": {"theirs": "asking"}},
    ),
    Step(
        "09-number-shown",
        "kiosk",
        "key.sheet.yes",
        {
            "kiosk": {"private": "sent card-number", "document_gate": "SENT"},
            "desk": {"private": "sent card-number", "theirs": "open", "sharp": "False"},
        },
        look=True,
    ),
    Step(
        "09-number-hidden",
        "kiosk",
        "key.field.close",
        {"kiosk": {"private": "", "document_gate": "SENT"}, "desk": {"private": ""}},
    ),
    Step("09-paper-hidden", "kiosk", "key.hide_paper", {"kiosk": {"mine": "hidden"}, "desk": {"theirs": "hidden"}}),
    Step("09-paper-put-away", "kiosk", "key.back", {"kiosk": {"screen": "call_face"}}),
    Step(
        "09-phone-laid-open",
        "kiosk",
        "key.show_phone",
        {"kiosk": {"mine": "asking", "document_gate": "LOCAL", "phone": "seen"}, "desk": {"theirs": "asking"}},
        look=True,
        room=_lay_a_phone,
    ),
    Step(
        "09-phone-shown",
        "kiosk",
        "key.sheet.yes",
        {"kiosk": {"mine": "open", "document_gate": "SENT", "phone": "seen"}, "desk": {"phone": "seen"}},
        look=True,
    ),
    Step(
        "09-phone-ring",
        "desk",
        "",
        {"kiosk": {"phone": "seen", "marks": "3"}, "desk": {"marks": "3"}},
        look=True,
        draws=("their_paper", ROW),
    ),
    Step("09-phone-moved", "kiosk", "", PHONE_STAYS, look=True, room=lambda room: room.lay("van", MOVED_PHONE)),
    Step("09-phone-page", "kiosk", "", PHONE_STAYS, look=True, room=lambda room: room.lay("van", OTHER_PAGE)),
    Step(
        "09-phone-dark",
        "kiosk",
        "",
        {"kiosk": {"phone": "dark", "mine": "asking", "document_gate": "LOCAL"}, "desk": {"theirs": "asking"}},
        look=True,
        room=lambda room: room.lay("van", DARK_PHONE),
    ),
    Step(
        "09-phone-again",
        "kiosk",
        "key.sheet.yes",
        {"kiosk": {"mine": "open", "document_gate": "SENT"}, "desk": {"theirs": "open", "phone": "seen"}},
        room=lambda room: room.lay("van", OTHER_PAGE),
    ),
    Step(
        "09-phone-secret",
        "kiosk",
        "key.phone.secret",
        {"kiosk": {"phone": "typing"}, "desk": {"phone": "typing"}},
        look=True,
    ),
    Step("09-phone-secret-typed", "kiosk", "key.phone.typed", PHONE_SEEN),
    Step(
        "09-phone-lifted",
        "kiosk",
        "",
        {"kiosk": {"phone": "away", "mine": "asking"}, "desk": {"theirs": "asking"}},
        room=lambda room: room.lift("van", "phone"),
    ),
    Step(
        "09-cable-chosen",
        "kiosk",
        "key.phone.cable",
        {"kiosk": {"phone": "cable dark", "document_gate": "LOCAL"}, "desk": {"theirs": "asking"}},
        look=True,
    ),
    Step(
        "09-cable-connected",
        "kiosk",
        "",
        {"kiosk": {"phone": "cable seen", "mine": "asking"}},
        look=True,
        room=lambda room: room.connect("van", Screen("talk")),
    ),
    Step("09-cable-shown", "kiosk", "key.sheet.yes", CABLE_SEEN, look=True),
    Step(
        "09-cable-turned",
        "kiosk",
        "",
        CABLE_SEEN,
        look=True,
        room=lambda room: room.connect("van", Screen("talk", across=True)),
    ),
    Step("09-phone-hidden", "kiosk", "key.hide_paper", {"kiosk": {"mine": "hidden"}, "desk": {"theirs": "hidden"}}),
    Step(
        "09-phone-taken-away",
        "kiosk",
        "key.back",
        {"kiosk": {"screen": "call_face", "phone": ""}, "desk": {"phone": ""}},
        room=lambda room: room.connect("van", None),
    ),
    Step(
        "10-clerks-paper-laid-open",
        "desk",
        "key.show_paper",
        {"desk": {"mine": "asking", "document_gate": "LOCAL", "office_sheet": "open"}, "kiosk": {"theirs": "asking"}},
    ),
    Step(
        "10-clerks-paper",
        "desk",
        "key.sheet.yes",
        {
            "desk": {"mine": "open", "document_gate": "SENT"},
            "kiosk": {"theirs": "open", "screen": "call_paper", "office_sheet": "open", "sharp": "True"},
        },
        look=True,
        painted=("kiosk.far_document",),
    ),
    Step("11-hold", "desk", "key.hold", {"kiosk": {"screen": "hold", "face_gate": "SHUT"}}),
    Step("12-back-from-hold", "desk", "key.resume", {"kiosk": {"call": "talking"}}),
    Step("13-outcome", "desk", "key.outcome.done", {"desk": {"outcome": "done"}}),
    Step("14-finish", "desk", "key.end_call", {"kiosk": {"screen": "finish", "slip_sides": "2"}, "desk": {"call": ""}}),
    Step("14-slip-large", "kiosk", "key.slip.see", {"kiosk": {"slip_large": "1"}}),
    Step("14-copy", "kiosk", "key.slip.turn", {"kiosk": {"slip_large": "2"}}, look=True),
    Step("14-slip-closed", "kiosk", "key.slip.close", {"kiosk": {"slip_large": "0"}}),
    Step("15-slip-printed", "kiosk", "key.print", {"kiosk": {"slip": "done"}}),
    Step("16-wiped", "kiosk", "key.finish", {"kiosk": {"visit": "home", "screen": "home"}}),
)
