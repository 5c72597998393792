"""All that a person can ask of a shared page: to draw on it, to look at it in another way, to write beside it."""

from dataclasses import dataclass

from kiosk.domain.annotation import InHand, Tool
from kiosk.domain.ids import Side
from kiosk.domain.page import Point, Surface
from kiosk.domain.snapshot import ToolRow


@dataclass(frozen=True)
class ChooseTool:
    """ペン and its like; None puts the tool down."""

    tool: InHand | None


@dataclass(frozen=True)
class BeginStroke:
    """Finger, pen or mouse went down on a shared page. A stroke still growing ends here."""

    surface: Surface
    tool: Tool
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class ExtendStroke:
    """It moved through these points, in millimetres of the same page."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class EndStroke:
    """It went up."""


@dataclass(frozen=True)
class UndoMark:
    """もどす: one's own newest mark on a page in view goes."""


@dataclass(frozen=True)
class ClearMyMarks:
    """自分の しるしを けす: all of one's own, on the pages in view."""


@dataclass(frozen=True)
class EraseAt:
    """けす: one's own mark that lies nearest there, if one is near."""

    surface: Surface
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class PointAt:
    """The pointer is there now."""

    surface: Surface
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class StopPointing:
    """The pointer left the page."""


MarkIntent = (
    ChooseTool | BeginStroke | ExtendStroke | EndStroke | UndoMark | ClearMyMarks | EraseAt | PointAt | StopPointing
)


@dataclass(frozen=True)
class ShowTools:
    """Which row of keys stands below the resident's sheet. 書く takes the pen, and puts it down again."""

    row: ToolRow


@dataclass(frozen=True)
class Zoom:
    """大きく, 小さく."""

    surface: Surface
    steps: int


@dataclass(frozen=True)
class Turn:
    """まわす: a quarter clockwise."""

    surface: Surface


@dataclass(frozen=True)
class Freeze:
    """とめる: the picture stands still on this screen; うごかす."""

    surface: Surface
    on: bool


@dataclass(frozen=True)
class LookAt:
    """The part of the enlarged page round a place, as shares of its width and height."""

    surface: Surface
    x_share: float
    y_share: float


@dataclass(frozen=True)
class LookBeside:
    """One step to the right or left, down or up, as the screen shows it."""

    surface: Surface
    right: int
    down: int


@dataclass(frozen=True)
class LookTogether:
    """一緒に見る: from now on both ends see the same part of the same sheet, until either leaves it."""

    on: bool


@dataclass(frozen=True)
class FillScreen:
    """いっぱいに: the sheet alone; もとに もどす."""

    on: bool


@dataclass(frozen=True)
class BringToFront:
    """A tab of the desk; the resident's key for the other sheet."""

    surface: Surface


ReadingIntent = ShowTools | Zoom | Turn | Freeze | LookAt | LookBeside | LookTogether | FillScreen | BringToFront


@dataclass(frozen=True)
class TouchField:
    """A place on a known form was touched without a tool: the field there is lit at both ends."""

    side: Side
    x_mm: float
    y_mm: float


@dataclass(frozen=True)
class ShowMissing:
    """書き忘れを 見る: the fields of a known form that are still to be filled show at both ends, or not any more."""

    side: Side
    on: bool


@dataclass(frozen=True)
class ShowSample:
    """見本を かさねる: what is to be written lies over the empty fields of a known form at both ends, or not."""

    side: Side
    on: bool


@dataclass(frozen=True)
class FillSample:
    """見本に 入れる: the clerk's words are the sample of the field that is lit; none give it back its own."""

    words: str


FieldIntent = TouchField | ShowMissing | ShowSample


@dataclass(frozen=True)
class DiscloseField:
    """この欄を 見せる, the first touch: the private field that is lit lies open on the own screen alone."""


@dataclass(frozen=True)
class CloseField:
    """この欄を かくす: acts in the eye, at once."""


@dataclass(frozen=True)
class AskForField:
    """The clerk asks to see the private field that is lit; the resident decides."""


@dataclass(frozen=True)
class DeclineField:
    """見せない, to what the clerk asked."""


PrivateIntent = DiscloseField | CloseField | AskForField | DeclineField


@dataclass(frozen=True)
class ShowPage:
    """An older sheet of the visit, by its number, in the place of what lies in the van's tray; 0: that again."""

    sheet: int


@dataclass(frozen=True)
class OpenBoard:
    """筆談: the white page comes in front at both ends."""


@dataclass(frozen=True)
class CloseBoard:
    """It goes again at both ends; what stands on it stays until the call ends."""


@dataclass(frozen=True)
class TurnBoard:
    """Another white page: earlier ones, later ones, or after the last a new one."""

    pages: int


@dataclass(frozen=True)
class Say:
    """字を送る: a line of text. With `phrase` (a word of the catalogue) the other end reads its own language."""

    text: str
    phrase: str = ""


@dataclass(frozen=True)
class OpenKana:
    """字を うつ: the kana board comes, with one of its planes of letters, or goes."""

    on: bool
    plane: int = 0


@dataclass(frozen=True)
class TypeKana:
    """A key of the kana board: a letter, or a sign that changes the letter before it."""

    letter: str


@dataclass(frozen=True)
class Untype:
    """けす on the kana board: the last letter goes."""


@dataclass(frozen=True)
class SayDraft:
    """送る on the kana board."""


WritingIntent = OpenBoard | CloseBoard | TurnBoard | Say | OpenKana | TypeKana | Untype | SayDraft

SheetIntent = MarkIntent | ReadingIntent | WritingIntent | FieldIntent | FillSample | PrivateIntent
