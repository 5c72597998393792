"""What the strip of a demo says: which key comes next, from the state words of both ends."""

from collections.abc import Mapping

Words = Mapping[str, str]


def next_hint(kiosk: Words, desk: Words) -> str:
    """The id of the strip's text."""
    if not kiosk.get("hub") == desk.get("hub") == "online":
        return "demo.next.starting"
    if desk.get("must_choose") == "True":
        return "demo.next.choose_outcome"
    return _BY_SCREEN.get(kiosk.get("screen", ""), _in_call)(kiosk, desk)


def _in_call(kiosk: Words, desk: Words) -> str:
    if kiosk.get("mine") == "offered":
        return "demo.next.show_paper_asked"
    if kiosk.get("mine") == "closed" and kiosk.get("theirs") != "open":
        return "demo.next.show_paper"
    return "demo.next.end_call"


def _home(kiosk: Words, desk: Words) -> str:
    return "demo.next.choose_topic" if desk.get("duty") == "True" else "demo.next.duty"


def _guide(kiosk: Words, desk: Words) -> str:
    return "demo.next.talk_to_clerk"


def _booking(kiosk: Words, desk: Words) -> str:
    return "demo.next.book"


def _circulars(kiosk: Words, desk: Words) -> str:
    return "demo.next.read"


def _confirm(kiosk: Words, desk: Words) -> str:
    return "demo.next.connect"


def _waiting(kiosk: Words, desk: Words) -> str:
    return "demo.next.answer"


def _called(kiosk: Words, desk: Words) -> str:
    return "demo.next.start_talking"


def _hold(kiosk: Words, desk: Words) -> str:
    return "demo.next.resume"


def _trouble(kiosk: Words, desk: Words) -> str:
    return "demo.next.wait"


def _finish(kiosk: Words, desk: Words) -> str:
    return "demo.next.finish"


_BY_SCREEN = {
    "home": _home,
    "guide": _guide,
    "booking": _booking,
    "booking_code": _booking,
    "phone": _guide,
    "photo": _guide,
    "card_days": _guide,
    "circulars": _circulars,
    "circular_search": _circulars,
    "circular_page": _circulars,
    "circular_text": _circulars,
    "confirm": _confirm,
    "waiting": _waiting,
    "called": _called,
    "hold": _hold,
    "trouble": _trouble,
    "wiping": _trouble,
    "finish": _finish,
}
