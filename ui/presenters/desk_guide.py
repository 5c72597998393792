"""Guides at the desk: which one the resident is in, at which step, what it says there, and where it leads."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain import guide_intents as asks
from kiosk.domain.call import CallState
from kiosk.domain.guide import BETWEEN, At, Guide, Step
from kiosk.domain.guiding import Guiding
from kiosk.domain.languages import JAPANESE
from kiosk.domain.lighting import LIT_SIDE, form_seen
from kiosk.domain.readings import plain
from kiosk.domain.sheet_intents import TouchField
from kiosk.domain.snapshot import DeskSnapshot
from ui.presenters.guide_days import with_days
from ui.presenters.parts import KeyKind, KeyView, Text


@dataclass(frozen=True)
class DeskGuideView:
    """Titles at the left, the steps of the one that is open beside them, the present step at the right: `lines` to be
    pointed at, `bring` to be ticked, `ways` on. `facts` are for the clerk alone: sources, day, what is not confirmed.
    `shown` takes the guide from the resident's screen, or brings it there.
    """

    state: str
    live: bool
    guides: tuple[KeyView, ...]
    steps: tuple[KeyView, ...]
    title: str
    lines: tuple[KeyView, ...]
    bring: tuple[KeyView, ...]
    ways: tuple[KeyView, ...]
    facts: str
    doubt: str
    shown: KeyView | None
    keys: tuple[KeyView, ...]


def guide_tab(snapshot: DeskSnapshot, text: Text, number: int) -> KeyView:
    """ガイド, behind the tabs of the shared surfaces."""
    kind = KeyKind.CHOSEN if snapshot.guides_shown else KeyKind.QUIET
    wish = asks.ShowGuides(not snapshot.guides_shown)
    return KeyView("key.tab.guide", text("desk.tab.guide"), wish, "guide", kind, shortcut=f"Ctrl+{number}")


def present_desk_guide(snapshot: DeskSnapshot, text: Text) -> DeskGuideView | None:
    """None while the tab is not in front. Without a call there is nobody to lead, and the texts can be read."""
    if not snapshot.guides_shown:
        return None
    guiding = snapshot.guiding
    guide = snapshot.guides.guide(guiding.at.guide) if guiding is not None else None
    step = snapshot.guides.step(guiding.at) if guiding is not None else None
    live = snapshot.call is not None and snapshot.call.state is not CallState.ENDED
    entries = (topic.guide for topic in snapshot.city.topics)
    shown = live and guiding is not None and guiding.shown
    return DeskGuideView(
        state=_state(guiding, live, text),
        live=shown,
        guides=tuple(_title(one, guide) for one in snapshot.guides.led_to_from(entries)),
        steps=tuple(_step(guide, index, one, step) for index, one in enumerate(guide.steps, 1)) if guide else (),
        title=step.title if step else text("desk.guide.choose"),
        lines=_lines(guiding, step, snapshot.clock.date()),
        bring=_bring(guiding, step),
        ways=_ways(guiding, step),
        facts=_facts(step, text),
        doubt=text("desk.guide.doubt", what=step.confirming) if step is not None and step.confirming else "",
        shown=_shown(guiding, text) if guiding is not None else None,
        keys=_keys(snapshot, guiding, step, text),
    )


def _state(guiding: Guiding | None, live: bool, text: Text) -> str:
    if not live:
        return text("desk.guide.no_call")
    if guiding is None:
        return text("desk.guide.none")
    return text("desk.guide.shown") if guiding.shown else text("desk.guide.aside")


def _title(one: Guide, open_one: Guide | None) -> KeyView:
    first = At(one.id, one.steps[0].id)
    kind = KeyKind.CHOSEN if one is open_one else KeyKind.QUIET
    return KeyView(f"key.guide.{one.id}", plain(one.title), asks.OpenGuide(first), "guide", kind)


def _step(guide: Guide, number: int, one: Step, here: Step | None) -> KeyView:
    kind = KeyKind.CHOSEN if one is here else KeyKind.QUIET
    icon = "here" if one is here else ""
    words = f"{number}. {plain(one.name)}"
    return KeyView(f"key.guide.step.{one.id}", words, asks.OpenGuide(At(guide.id, one.id)), icon, kind)


def _lines(guiding: Guiding | None, step: Step | None, today: date) -> tuple[KeyView, ...]:
    if guiding is None or step is None:
        return ()
    return tuple(
        KeyView(
            f"key.guide.line.{index}",
            plain(with_days(words, today, JAPANESE)),
            asks.PointAtLine(guiding.at, index),
            "point",
            KeyKind.TOOL if guiding.line == index else KeyKind.QUIET,
        )
        for index, words in enumerate(step.lines)
    )


def _bring(guiding: Guiding | None, step: Step | None) -> tuple[KeyView, ...]:
    if guiding is None or step is None:
        return ()
    there = guiding.ticked_here()
    return tuple(
        KeyView(
            f"key.guide.bring.{index}",
            plain(words),
            asks.TickThing(guiding.at, index),
            "box_checked" if index in there else "box",
            KeyKind.TOOL if index in there else KeyKind.QUIET,
        )
        for index, words in enumerate(step.bring)
    )


def _ways(guiding: Guiding | None, step: Step | None) -> tuple[KeyView, ...]:
    if guiding is None or step is None:
        return ()
    return tuple(
        KeyView(f"key.guide.choice.{index}", plain(one.words), asks.ChooseWay(guiding.at, index), "arrow_right")
        for index, one in enumerate(step.choices)
    )


def _facts(step: Step | None, text: Text) -> str:
    if step is None:
        return ""
    return text("desk.guide.facts", sources="・".join(step.sources), day=step.checked_on.isoformat())


def _keys(snapshot: DeskSnapshot, guiding: Guiding | None, step: Step | None, text: Text) -> tuple[KeyView, ...]:
    """Back, on, and the field of which the step speaks."""
    if guiding is None or step is None:
        return ()
    back, on = asks.GoBackInGuide(guiding.at), asks.GoOn(guiding.at)
    keys: list[KeyView | None] = []
    if guiding.trail:
        keys.append(KeyView("key.guide.back", text("desk.guide.back"), back, "back", shortcut="Alt+Left"))
    if not step.choices and step.ends is None:
        keys.append(KeyView("key.guide.next", text("desk.guide.next"), on, "arrow_right", shortcut="Alt+Right"))
    keys.append(_field(snapshot, step, text))
    return tuple(key for key in keys if key is not None)


def _shown(guiding: Guiding, text: Text) -> KeyView:
    """One shortcut takes it from the resident's screen, and brings it back."""
    if guiding.shown:
        words = text("desk.guide.put_aside")
        return KeyView("key.guide.aside", words, asks.PutGuideAside(), "close", shortcut="F11")
    here = asks.OpenGuide(guiding.at)
    return KeyView("key.guide.show", text("desk.guide.show"), here, "eye", KeyKind.FILLED, shortcut="F11")


def _field(snapshot: DeskSnapshot, step: Step, text: Text) -> KeyView | None:
    """The field of which the step speaks, while its form lies open in the van: a touch lights it at both ends."""
    form_id, _, field_id = step.form.partition(BETWEEN)
    form = form_seen(snapshot.lying.get(LIT_SIDE), snapshot.forms)
    if form is None or form.id != form_id:
        return None
    field = next((one for one in form.fields if one.id == field_id), None)
    if field is None:
        return None
    middle = (field.box.x + field.box.width / 2, field.box.y + field.box.height / 2)
    lit = snapshot.lit is not None and snapshot.lit.field == field.id
    kind = KeyKind.TOOL if lit else KeyKind.QUIET
    return KeyView("key.guide.field", text("desk.guide.field"), TouchField(LIT_SIDE, *middle), "here", kind)
