"""When city hall rings back, in the words of the resident: on the screen, aloud, and on paper."""

from kiosk.domain.promised_call import PartOfDay, PromisedCall
from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.dates import DATES
from ui.presenters.parts import Text


def promised_title(section: str, city: str, text: Text) -> str:
    """Who rings; the city where the section is not known."""
    return text("promised.title", section=section or city)


def promised_when(call: PromisedCall, language: str, text: Text, with_year: bool = False) -> str:
    """The day and its half."""
    dates = DATES[language]
    day = dates.full_date(call.day) if with_year else dates.month_day(call.day)
    morning = call.part is PartOfDay.MORNING
    return text("promised.morning", day=day) if morning else text("promised.afternoon", day=day)


def promised_line(snapshot: KioskSnapshot, text: Text) -> str:
    """Both in one line; empty where nothing was promised."""
    if snapshot.promised is None:
        return ""
    when = promised_when(snapshot.promised, snapshot.look.language, text)
    return text("promised.line", title=title_of(snapshot, text), when=when)


def title_of(snapshot: KioskSnapshot, text: Text) -> str:
    """Who rings, of the call of the moment or the last one."""
    section = snapshot.call.section_name if snapshot.call is not None else ""
    return promised_title(section, snapshot.city.name, text)
