"""The table of resident screens: for each name a presenter and a screen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.domain.snapshot import KioskSnapshot
from ui.presenters.booking import present_booking, present_booking_code
from ui.presenters.call import present_call_face, present_call_paper, present_hold
from ui.presenters.called import present_called
from ui.presenters.card_days import present_card_days
from ui.presenters.circulars import (
    present_circular_page,
    present_circular_search,
    present_circular_text,
    present_circulars,
)
from ui.presenters.confirm import present_confirm
from ui.presenters.finish import present_finish
from ui.presenters.guide import present_call_guide, present_guide
from ui.presenters.home import present_home
from ui.presenters.parts import Text
from ui.presenters.phone import present_phone
from ui.presenters.photo import present_photo
from ui.presenters.trouble import present_trouble
from ui.presenters.waiting import present_waiting
from ui.presenters.wiping import present_wiping
from ui.screens.resident.booking_code import BookingCodeScreen
from ui.screens.resident.call_face import CallFaceScreen
from ui.screens.resident.call_guide import CallGuideScreen
from ui.screens.resident.call_paper import CallPaperScreen
from ui.screens.resident.called import CalledScreen
from ui.screens.resident.circular_page import CircularPageScreen
from ui.screens.resident.circular_search import CircularSearchScreen
from ui.screens.resident.circular_text import CircularTextScreen
from ui.screens.resident.confirm import ConfirmScreen
from ui.screens.resident.finish import FinishScreen
from ui.screens.resident.guide import BookingScreen, CardDaysScreen, GuideScreen
from ui.screens.resident.hold import HoldScreen
from ui.screens.resident.home import HomeScreen
from ui.screens.resident.phone import PhoneScreen
from ui.screens.resident.photo import PhotoScreen
from ui.screens.resident.trouble import TroubleScreen
from ui.screens.resident.waiting import WaitingScreen
from ui.screens.resident.wiping import WipingScreen
from ui.screens.screen import Screen


@dataclass(frozen=True)
class Entry:
    """A presenter and the screen that shows its view."""

    present: Callable[[KioskSnapshot, Text], Any]
    screen: type[Screen[Any]]


RESIDENT: dict[str, Entry] = {
    "home": Entry(present_home, HomeScreen),
    "confirm": Entry(present_confirm, ConfirmScreen),
    "waiting": Entry(present_waiting, WaitingScreen),
    "called": Entry(present_called, CalledScreen),
    "call_face": Entry(present_call_face, CallFaceScreen),
    "call_paper": Entry(present_call_paper, CallPaperScreen),
    "guide": Entry(present_guide, GuideScreen),
    "booking": Entry(present_booking, BookingScreen),
    "booking_code": Entry(present_booking_code, BookingCodeScreen),
    "phone": Entry(present_phone, PhoneScreen),
    "photo": Entry(present_photo, PhotoScreen),
    "card_days": Entry(present_card_days, CardDaysScreen),
    "circulars": Entry(present_circulars, GuideScreen),
    "circular_search": Entry(present_circular_search, CircularSearchScreen),
    "circular_page": Entry(present_circular_page, CircularPageScreen),
    "circular_text": Entry(present_circular_text, CircularTextScreen),
    "call_guide": Entry(present_call_guide, CallGuideScreen),
    "hold": Entry(present_hold, HoldScreen),
    "trouble": Entry(present_trouble, TroubleScreen),
    "finish": Entry(present_finish, FinishScreen),
    "wiping": Entry(present_wiping, WipingScreen),
}
