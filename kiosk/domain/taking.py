"""Which sheet the resident can take home on paper now."""

from kiosk.domain.page import Page, sheet_number
from kiosk.domain.snapshot import KioskSnapshot
from kiosk.domain.surfaces import open_page
from kiosk.domain.taken_page import MOST_TAKEN, TakenPage


def sheet_in_front(now: KioskSnapshot) -> tuple[int, Page] | None:
    """The resident's own sheet that lies there, open for both, with its number. A tray in which no eye knows sheets
    has none, and of a telephone nothing goes home."""
    lying = now.lying.get("van")
    page = open_page(now, "van", "van") if now.front == "van" else None
    if page is None or lying is None or lying.phone or not (lying.held and lying.open):
        return None
    number = sheet_number(page.id, "van")
    return (number, page) if number is not None else None


def taken(now: KioskSnapshot, number: int) -> TakenPage | None:
    """That sheet, if it goes home already."""
    return next((one for one in now.taken if one.number == number), None)


def takable(now: KioskSnapshot) -> TakenPage | None:
    """The sheet in front with the marks that are on it, if it could go home and does not yet."""
    found = sheet_in_front(now)
    if found is None or not now.slip.printer or len(now.taken) >= MOST_TAKEN:
        return None
    number, page = found
    if taken(now, number) is not None:
        return None
    return TakenPage(number, page.width_mm, page.height_mm, now.marks.on(page.id))
