"""All that a person can ask of the counter. Screens emit these and nothing else."""

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.aloud_intents import AloudIntent
from kiosk.domain.attendant_intents import PanelIntent
from kiosk.domain.booking_intents import BookingIntent
from kiosk.domain.card_days_intents import CardDaysIntent
from kiosk.domain.chosen_slot import AnswerSlot
from kiosk.domain.circular_intents import CircularIntent
from kiosk.domain.guide_intents import GuideIntent, ShowGuides, TalkToClerk
from kiosk.domain.ids import TicketId, TopicId
from kiosk.domain.lending_desk import LendingIntent
from kiosk.domain.phone_intents import PhoneIntent
from kiosk.domain.photo_intents import PhotoIntent
from kiosk.domain.practice import TriedGesture
from kiosk.domain.promised_call import PromiseIntent
from kiosk.domain.sheet_intents import SheetIntent, ShowPage


@dataclass(frozen=True)
class Touched:
    """The glass was touched somewhere without a meaning of its own; restarts the idle clock."""


@dataclass(frozen=True)
class ChooseTopic:
    """A topic card was touched."""

    topic: TopicId


@dataclass(frozen=True)
class Confirm:
    """つなぐ: the resident has read what is sent and wants to be connected."""


@dataclass(frozen=True)
class GoBack:
    """もどる. In a call it closes the open tool, never the call."""


@dataclass(frozen=True)
class GoHome:
    """さいしょにもどる."""


@dataclass(frozen=True)
class LeaveQueue:
    """やめる on the waiting screen; asks once."""


@dataclass(frozen=True)
class QueueAgain:
    """Asks for the place again after the ticket was set aside."""


@dataclass(frozen=True)
class StartTalking:
    """話しはじめる: a clerk has answered and the resident is there."""


@dataclass(frozen=True)
class ShowPaper:
    """紙を見せる: opens this side's document camera to the other end."""


@dataclass(frozen=True)
class LetBeSeen:
    """見せる or 見せない: the answer while a sheet lies open on the own screen alone."""

    yes: bool


@dataclass(frozen=True)
class HidePaper:
    """紙をかくす: acts in the eye, at once."""


@dataclass(frozen=True)
class ShowOutside:
    """大きな画面にも うつす: the paper in front of the resident goes to the external monitor, too."""


@dataclass(frozen=True)
class HideOutside:
    """大きな画面から けす."""


@dataclass(frozen=True)
class AskForPaper:
    """The clerk asks to see the paper; the resident decides."""


@dataclass(frozen=True)
class HideFace:
    """顔をかくす."""


@dataclass(frozen=True)
class ShowFace:
    """顔を見せる."""


@dataclass(frozen=True)
class Louder:
    """One step up of five; from the top back to the lowest."""


@dataclass(frozen=True)
class SetVolume:
    """How loud the other end is, 1 to 5; the trial tone then tells how loud that is."""

    step: int


@dataclass(frozen=True)
class CheckSound:
    """Opens or closes the panel in which one sees whether the microphone hears, and hears whether there is sound."""

    on: bool


@dataclass(frozen=True)
class TrySound:
    """試しの音: as loud as the other end's voice would be."""


@dataclass(frozen=True)
class EndCall:
    """話をおわる at the kiosk (asks once); 終了 at the desk (asks for the outcome if none is chosen)."""


@dataclass(frozen=True)
class Answer:
    """The answer to the question that stands on the screen."""

    yes: bool


@dataclass(frozen=True)
class CallAttendant:
    """係の人をよぶ."""


@dataclass(frozen=True)
class CancelAttendant:
    """The call of the attendant was a mistake."""


@dataclass(frozen=True)
class AttendantCame:
    """うかがいました."""


@dataclass(frozen=True)
class ShowPhoneNumber:
    """電話番号を見る, in trouble."""


@dataclass(frozen=True)
class Rate:
    """One of three faces; optional."""

    face: Literal["good", "fair", "bad"]


@dataclass(frozen=True)
class Finish:
    """おわる on the finish screen: wipes."""


@dataclass(frozen=True)
class LargerLetters:
    """文字を大きく: three steps, then back to the first."""


@dataclass(frozen=True)
class ToggleContrast:
    """見やすい色."""


@dataclass(frozen=True)
class OpenLanguages:
    """🌐: asks in which language the counter shall speak."""


@dataclass(frozen=True)
class ChooseLanguage:
    """One of `kiosk.domain.languages.LANGUAGES` was touched."""

    language: str


@dataclass(frozen=True)
class TakeDuty:
    """The clerk takes calls from now on, or not."""

    on: bool


@dataclass(frozen=True)
class AnswerNext:
    """応答: the clerk takes the given ticket, or the next one."""

    ticket: TicketId | None = None


@dataclass(frozen=True)
class Hold:
    """保留."""


@dataclass(frozen=True)
class Resume:
    """End of 保留."""


@dataclass(frozen=True)
class PassOn:
    """ほかの窓口へ: another desk of the section takes the call over."""


@dataclass(frozen=True)
class WriteNotes:
    """メモ: what the clerk has written down so far, as a whole."""

    text: str


@dataclass(frozen=True)
class ShowPhrases:
    """よく使う文: the list comes, or goes."""

    on: bool


@dataclass(frozen=True)
class Lock:
    """The clerk leaves the desk: nothing of a resident stays on the screen."""


@dataclass(frozen=True)
class Unlock:
    """The clerk is back."""


@dataclass(frozen=True)
class ChooseOutcome:
    """対応結果: a code of the city's list."""

    code: str


@dataclass(frozen=True)
class ResidentLeft:
    """席をはなれた: the clerk says that nobody is at the counter any more."""


@dataclass(frozen=True)
class PrintSlip:
    """控えを 印刷する."""


@dataclass(frozen=True)
class PrintBooking:
    """紙に 印刷する: the chosen slot of a health check, with telephone number and code."""


@dataclass(frozen=True)
class PrintCallBack:
    """あとで 電話してもらう: two sheets on which name and number are written by hand."""


@dataclass(frozen=True)
class CancelPrint:
    """印刷を やめる."""


@dataclass(frozen=True)
class SeeSlip:
    """控えを 大きく 見る: a side of the paper, counted from 1; 0 closes it."""

    side: int


@dataclass(frozen=True)
class TakePage:
    """印刷に のせる: the own sheet of that number goes home on paper, or not any more."""

    number: int
    on: bool


@dataclass(frozen=True)
class LeavePages:
    """うつしを 印刷しない: no sheet goes home on paper after all."""


SlipIntent = PrintSlip | PrintBooking | PrintCallBack | CancelPrint | SeeSlip | TakePage | LeavePages
SoundIntent = SetVolume | CheckSound | TrySound

Intent = (
    Touched
    | ChooseTopic
    | Confirm
    | GoBack
    | GoHome
    | LeaveQueue
    | QueueAgain
    | StartTalking
    | ShowPaper
    | LetBeSeen
    | HidePaper
    | ShowOutside
    | HideOutside
    | AskForPaper
    | HideFace
    | ShowFace
    | Louder
    | SoundIntent
    | SlipIntent
    | BookingIntent
    | PhoneIntent
    | PhotoIntent
    | TriedGesture
    | CardDaysIntent
    | AnswerSlot
    | LendingIntent
    | PromiseIntent
    | CircularIntent
    | PanelIntent
    | EndCall
    | Answer
    | CallAttendant
    | CancelAttendant
    | AttendantCame
    | ShowPhoneNumber
    | Rate
    | Finish
    | LargerLetters
    | ToggleContrast
    | OpenLanguages
    | ChooseLanguage
    | TakeDuty
    | AnswerNext
    | Hold
    | Resume
    | PassOn
    | WriteNotes
    | ShowPhrases
    | Lock
    | Unlock
    | ChooseOutcome
    | ResidentLeft
    | TalkToClerk
    | ShowGuides
    | GuideIntent
    | AloudIntent
    | SheetIntent
    | ShowPage
)
