"""The attendant's panel in words: the pad, how the devices do, and what may be done. No page and no name."""

from dataclasses import dataclass

from kiosk.domain.attendant_intents import (
    CheckNumber,
    ChooseStop,
    ClosePanel,
    EndVisit,
    EraseDigit,
    OpenPanel,
    PaperIsIn,
    Restart,
    ShowPart,
    TypeDigit,
)
from kiosk.domain.attendant_panel import MOST_DIGITS, AttendantPanel, NumberFound, PanelPart, PanelState
from kiosk.domain.intents import OpenLanguages
from kiosk.domain.printing import PrintState
from kiosk.domain.snapshot import KioskSnapshot, visit_under_way
from ui.presenters.attendant_devices import DeviceLine, device_lines
from ui.presenters.parts import KeyKind, KeyView, Text

STOPS_A_PAGE = 4
_TYPED, _UNTYPED = "●", "○"


@dataclass(frozen=True)
class PanelView:
    """What is said stands at the left, keys at the right in `columns`, those of `foot` in one row below them. `dots`: a
    full one for each digit typed. `wide`: the keys carry long names."""

    title: str
    said: str = ""
    dots: str = ""
    lines: tuple[DeviceLine, ...] = ()
    keys: tuple[KeyView, ...] = ()
    columns: int = 1
    foot: tuple[KeyView, ...] = ()
    wide: bool = False


def present_panel(snapshot: KioskSnapshot, text: Text) -> PanelView | None:
    """The panel; None while it is closed."""
    panel = snapshot.panel
    if not panel.shown:
        return None
    if panel.state is PanelState.UNAVAILABLE:
        missing = panel.found is NumberFound.MISSING
        said = _lines(
            text("panel.number.missing") if missing else text("panel.number.broken"),
            text("panel.number.closed"),
            text("panel.number.set") if missing else text("panel.number.look"),
        )
        return PanelView(text("panel.title"), said, foot=(_close(text),))
    if panel.state is not PanelState.OPEN:
        return _pad(panel, text)
    return {
        PanelPart.MAIN: _main,
        PanelPart.STOP: _stops,
        PanelPart.END_VISIT: _ending,
        PanelPart.RESTART: _restarting,
    }[panel.part](snapshot, text)


def panel_key(text: Text) -> KeyView:
    """係員の 画面, in the row while an attendant is called."""
    return KeyView("key.panel", text("panel.open"), OpenPanel(), "lock", KeyKind.QUIET)


def _pad(panel: AttendantPanel, text: Text) -> PanelView:
    """Digits in three columns, the tenth in the middle of the last row."""
    said = _lines(text("panel.number.staff"), text("panel.number.how"), text("panel.number.places"))
    if panel.state is PanelState.CHECKING:
        said = text("panel.number.checking")
    elif panel.state is PanelState.DELAYED:
        said = text("panel.number.wrong", seconds=panel.wait_s)
    digits = [
        KeyView(f"key.panel.digit.{place}", str(digit), TypeDigit(place), "", KeyKind.QUIET)
        for place, digit in enumerate(panel.order)
    ]
    erase = KeyView("key.panel.erase", text("panel.number.erase"), EraseDigit(), "", KeyKind.OUTLINE)
    check = KeyView("key.panel.check", text("panel.number.check"), CheckNumber(), "", KeyKind.FILLED)
    return PanelView(
        title=text("panel.number.title"),
        said=said,
        dots=_TYPED * panel.typed + _UNTYPED * (MOST_DIGITS - panel.typed),
        keys=(*digits[:9], erase, *digits[9:], check),
        columns=3,
        foot=(_close(text),),
    )


def _main(snapshot: KioskSnapshot, text: Text) -> PanelView:
    printing = snapshot.slip.state is PrintState.OUT_OF_PAPER
    paper = KeyView("key.panel.paper", text("panel.paper_in"), PaperIsIn(), "printer", KeyKind.FILLED)
    return PanelView(
        title=text("panel.title"),
        lines=device_lines(snapshot, text),
        keys=(
            *((paper,) if printing else ()),
            KeyView("key.panel.stop", text("panel.stop"), ShowPart(PanelPart.STOP), "van"),
            KeyView("key.panel.language", text("panel.language"), OpenLanguages(), "globe"),
            KeyView("key.panel.end", text("panel.end"), ShowPart(PanelPart.END_VISIT), "people"),
            KeyView("key.panel.restart", text("panel.restart"), ShowPart(PanelPart.RESTART), "again"),
        ),
        foot=(_close(text),),
    )


def _stops(snapshot: KioskSnapshot, text: Text) -> PanelView:
    stops = snapshot.city.stops
    pages = max(-(-len(stops) // STOPS_A_PAGE), 1)
    page = snapshot.panel.page % pages
    here = snapshot.stop.id if snapshot.stop else ""
    keys = [
        KeyView(
            f"key.panel.stop.{stop.id}",
            stop.name,
            ChooseStop(stop.id),
            "check" if stop.id == here else "",
            KeyKind.TOOL if stop.id == here else KeyKind.OUTLINE,
        )
        for stop in stops[page * STOPS_A_PAGE : (page + 1) * STOPS_A_PAGE]
    ]
    further = ShowPart(PanelPart.STOP, (page + 1) % pages)
    more = KeyView("key.panel.further", text("panel.stop.further"), further, "page_next", KeyKind.QUIET)
    return PanelView(
        title=text("panel.stop"),
        said=_lines(text("panel.stop.said"), text("panel.stop.back")),
        keys=tuple(keys),
        foot=(more, _back(text)) if pages > 1 else (_back(text),),
        wide=True,
    )


def _ending(snapshot: KioskSnapshot, text: Text) -> PanelView:
    if not visit_under_way(snapshot):
        return PanelView(text("panel.end"), text("panel.end.none"), foot=(_back(text),))
    yes = KeyView("key.panel.end.yes", text("panel.end.yes"), EndVisit(), "", KeyKind.END)
    return PanelView(text("panel.end.title"), text("panel.end.said"), keys=(yes,), foot=(_back(text),))


def _restarting(snapshot: KioskSnapshot, text: Text) -> PanelView:
    if visit_under_way(snapshot):
        return PanelView(text("panel.restart"), text("panel.restart.visit"), foot=(_back(text),))
    yes = KeyView("key.panel.restart.yes", text("panel.restart.yes"), Restart(), "again", KeyKind.END)
    return PanelView(text("panel.restart.title"), text("panel.restart.said"), keys=(yes,), foot=(_back(text),))


def _lines(*sentences: str) -> str:
    return "\n".join(sentences)


def _back(text: Text) -> KeyView:
    return KeyView("key.panel.back", text("panel.back"), ShowPart(PanelPart.MAIN), "back", KeyKind.QUIET)


def _close(text: Text) -> KeyView:
    return KeyView("key.panel.close", text("panel.close"), ClosePanel(), "close", KeyKind.QUIET)
