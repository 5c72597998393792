"""After the call: what was done, what comes next, an optional opinion, and the way out."""

from dataclasses import dataclass

from kiosk.domain import intents
from kiosk.domain.call import EndReason
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.parts import KeyKind, KeyView, Line, Text


@dataclass(frozen=True)
class FinishView:
    """`done` are ticked lines, `next` what to bring or expect; `rated` thanks for a touch."""

    heading: str
    done: tuple[Line, ...]
    next: tuple[Line, ...]
    rate: str
    rate_helping: str
    faces: tuple[KeyView, ...]
    finish: KeyView


def present_finish(snapshot: KioskSnapshot, text: Text) -> FinishView:
    """Opinion and end are fenced off from each other."""
    outcome = snapshot.outcome
    rated = snapshot.rating is not None
    return FinishView(
        heading=text("finish.lost") if _was_lost(snapshot) else text("finish.heading"),
        done=(Line("check", outcome.done),) if outcome and outcome.done else (),
        next=_next(snapshot, text),
        rate=text("finish.rated") if rated else text("finish.rate"),
        rate_helping="" if rated else text("finish.rate.optional"),
        faces=(
            _face("good", text("finish.good"), snapshot.rating),
            _face("fair", text("finish.fair"), snapshot.rating),
            _face("bad", text("finish.bad"), snapshot.rating),
        ),
        finish=KeyView("key.finish", text("finish.finish"), intents.Finish(), "check", KeyKind.FILLED),
    )


def _was_lost(snapshot: KioskSnapshot) -> bool:
    return snapshot.call is not None and snapshot.call.ended_because in (EndReason.LOST, EndReason.FAILED)


def _next(snapshot: KioskSnapshot, text: Text) -> tuple[Line, ...]:
    phone = Line("phone", text("finish.phone", phone=snapshot.city.phone))
    if _was_lost(snapshot):
        return (phone,)
    outcome = snapshot.outcome
    return (Line("bag", outcome.next), phone) if outcome and outcome.next else (phone,)


def _face(face: str, words: str, rating: str | None) -> KeyView:
    kind = KeyKind.CHOSEN if rating == face else KeyKind.OUTLINE
    wishes = {"good": intents.Rate("good"), "fair": intents.Rate("fair"), "bad": intents.Rate("bad")}
    return KeyView(f"key.rate.{face}", words, wishes[face], f"face_{face}", kind)
