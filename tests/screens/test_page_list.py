"""The visit's pages in the clerk's window: what the list says, and an older sheet with its marks in front of him."""

import dataclasses
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain import sheet_intents as asks
from kiosk.domain.annotation import Canvas, Tool
from kiosk.domain.mark_style import INK
from kiosk.domain.page import sheet_id
from kiosk.domain.page_list import LIVE, Kept, PageList
from kiosk.domain.reading import Reading
from kiosk.domain.sharing import SharingState
from kiosk.domain.snapshot import DeskSnapshot, Hint, Sharing
from kiosk.flows.ports import PeerSaid
from kiosk.reader.far_page import FarPage
from kiosk.wire.peer import Lies, Paper, ToPeer
from tests.support.desk_hands import LEFT, click, settled, with_keyboard
from tests.support.ends import Desk, World
from tests.support.fakes import FakeClock, FakeEar, FakeEyes, FakeLink, FakeMedia, FakeStills, FakeWipe
from tests.support.page_list_scenes import FORM, LETTER, LIES, LISTED, NOTE, SHEETS, fill_thumbs, page_list_scenes
from tests.support.papers import ink, layer_over
from tests.support.pictures import empty_slots, flat_image, picture_of
from tests.support.scenes import DESK_CALL
from tests.support.stages import make_stage
from tests.support.texts import japanese
from tests.unit.reader.far_bench import FarBench, page_of, piece_of
from ui.presenters.desk_sheet import present_sheets
from ui.presenters.page_list import PageListView
from ui.screens.desk.page_list import PageKey
from ui.stage import Stage
from ui.widgets.video import VideoSurface
from ui.windows.desk import DeskWindow

WITHIN_S = 10.0
SCENES = page_list_scenes(DESK_CALL)
THREE, OLDER = SCENES["desk_pages"], SCENES["desk_pages_older"]

# --- what the list says ---------------------------------------------------------------------------


def view(snapshot: DeskSnapshot) -> PageListView:
    return present_sheets(snapshot, japanese()).pages


def said(snapshot: DeskSnapshot) -> list[tuple[str, tuple[str, ...]]]:
    return [(page.key.words, page.notes) for page in view(snapshot).pages]


def listed(kept: dict[int, Kept] | None = None, forms: dict[int, str] | None = None) -> DeskSnapshot:
    """Three sheets of which something else is known."""
    page_list = PageList(LISTED.kept if kept is None else kept, LISTED.forms if forms is None else forms)
    return dataclasses.replace(THREE, page_list=page_list)


def test_each_sheet_has_its_name_where_it_is_and_its_marks() -> None:
    assert said(THREE) == [
        ("住民票の写し等交付請求書", ("しるし 2",)),
        ("紙 2", ("いまは 見られません", "しるし 1")),
        ("紙 3", ("いま 机の上",)),
    ]
    assert [page.thumb for page in view(THREE).pages] == [FORM, 0, NOTE]
    assert [page.seen for page in view(THREE).pages] == [False, False, True]


def test_one_sheet_alone_is_no_list() -> None:
    canvas = Canvas().with_page(SHEETS[FORM])
    assert view(dataclasses.replace(THREE, marks=canvas)) == PageListView()
    assert len(view(dataclasses.replace(THREE, marks=canvas.with_page(SHEETS[NOTE]))).pages) == 2


def test_why_nothing_is_to_be_seen_of_a_sheet_is_said() -> None:
    unseen = listed(kept={FORM: Kept.NO_ROOM})
    assert [notes[0] for _, notes in said(unseen)[:2]] == ["写真は消えました", "写真なし"]


def test_the_same_form_twice_is_counted() -> None:
    twice = listed(forms={FORM: "juminhyo", NOTE: "juminhyo"})
    assert [name for name, _ in said(twice)] == ["住民票の写し等交付請求書 1", "紙 2", "住民票の写し等交付請求書 2"]


def test_of_a_form_that_this_desk_does_not_know_the_place_is_said() -> None:
    assert said(listed(forms={FORM: "unheard-of"}))[0][0] == "紙 1"


def test_the_one_that_is_looked_at_is_marked_by_a_word_and_so_is_the_one_that_lies_there() -> None:
    first, _, last = (notes for _, notes in said(OLDER))
    assert first == ("見ています", "しるし 2") and last == ("いま 机の上",)
    assert [page.seen for page in view(OLDER).pages] == [True, False, False]


def test_while_the_paper_is_hidden_nobody_says_what_lies_there() -> None:
    assert [notes[0] for _, notes in said(SCENES["desk_pages_hidden"])] == ["いまは 見られません"] * 3
    asking = dataclasses.replace(THREE, sharing=Sharing(theirs=SharingState.ASKING))
    assert view(asking).earlier is None and view(asking).later is None


def test_keys_lead_to_the_sheets_before_and_after_and_back() -> None:
    live, older = view(THREE), view(OLDER)
    assert live.earlier is not None and live.earlier.wish == asks.ShowPage(FORM) and live.later is None
    assert older.later is not None and older.later.wish == asks.ShowPage(LIVE) and older.earlier is None
    assert live.back is None and older.back is not None and older.back.wish == asks.ShowPage(LIVE)
    assert [page.key.wish for page in live.pages] == [asks.ShowPage(sheet) for sheet in (FORM, LETTER, LIVE)]


def test_in_the_place_of_what_lies_there_stands_the_older_sheet_with_its_marks_and_reading() -> None:
    closer = present_sheets(SCENES["desk_pages_closer"], japanese())
    marks = closer.theirs.marks
    assert marks is not None and marks.page.id == closer.theirs.only == sheet_id("van", FORM)
    assert len(marks.strokes) == 2 and not marks.fields and marks.reading == Reading(2, 0, (0.4, 0.3))
    assert closer.theirs.line == "前の紙：住民票の写し等交付請求書（車の 机には ありません）" and not closer.theirs.live


def test_what_the_resident_would_see_is_not_offered_for_an_older_sheet() -> None:
    a_form_lies_there = dataclasses.replace(OLDER, lying={"van": dataclasses.replace(LIES, form="juminhyo")})
    names = [key.name for row in present_sheets(a_form_lies_there, japanese()).tools for key in row]
    assert {"key.zoom_in", "key.zoom_out", "key.turn", "key.fill"} <= set(names)
    assert not {"key.freeze", "key.together", "key.sample", "key.missing"} & set(names)


@pytest.mark.parametrize("hint", [Hint.OLDER_PAGE, Hint.PAGE_NOT_KEPT])
def test_what_cannot_be_done_is_said_in_words(desk: DeskWindow, hint: Hint) -> None:
    settled(desk, dataclasses.replace(OLDER, hint=hint))
    assert desk.desk.hint.isVisible()


# --- the keyboard ---------------------------------------------------------------------------------

PRESSED = [
    (THREE, Qt.Key.Key_PageUp, asks.ShowPage(FORM)),
    (OLDER, Qt.Key.Key_PageDown, asks.ShowPage(LIVE)),
    (OLDER, Qt.Key.Key_Escape, asks.ShowPage(LIVE)),
    (dataclasses.replace(OLDER, full_screen=True), Qt.Key.Key_Escape, asks.ShowPage(LIVE)),
    (dataclasses.replace(OLDER, tool=Tool.PEN), Qt.Key.Key_Escape, asks.ChooseTool(None)),
    (dataclasses.replace(OLDER, full_screen=True, front="office"), Qt.Key.Key_Escape, asks.FillScreen(on=False)),
    (SCENES["desk_pages_closer"], Qt.Key.Key_Left, asks.LookBeside("van", -1, 0)),
]


@pytest.mark.parametrize(("snapshot", "key", "wish"), PRESSED, ids=lambda value: getattr(value, "name", None))
def test_pages_are_turned_on_the_keyboard(
    qtbot: QtBot, desk: DeskWindow, asked: list[object], snapshot: DeskSnapshot, key: Qt.Key, wish: object
) -> None:
    QTest.keyClick(with_keyboard(qtbot, desk, snapshot), key)
    assert [intent for intent in asked if isinstance(intent, type(wish))] == [wish]


@pytest.mark.parametrize(("scene", "place"), [("desk_pages", 3), ("desk_pages_many", 18)])
def test_the_sheet_in_front_is_in_sight_in_a_long_list(desk: DeskWindow, scene: str, place: int) -> None:
    desk.resize(1366, 768)
    strip = settled(desk, SCENES[scene]).desk.sheets.theirs.strip
    front = next(one for one in strip.findChildren(PageKey) if one.objectName() == f"key.page.{place}")
    seen = strip.pages.viewport().rect()
    assert seen.contains(front.rect().translated(front.mapTo(strip.pages.viewport(), front.rect().topLeft())))


def test_a_list_that_was_scrolled_stays_where_it_is(desk: DeskWindow) -> None:
    desk.resize(1366, 768)
    bar = settled(desk, SCENES["desk_pages_many"]).desk.sheets.theirs.strip.pages.verticalScrollBar()
    bar.setValue(0)
    settled(desk, dataclasses.replace(SCENES["desk_pages_many"], sharp=False))
    assert bar.value() == 0


def test_a_small_picture_that_comes_later_is_painted_by_itself(
    desk: DeskWindow, stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(desk, THREE)
    asked: list[int] = []
    monkeypatch.setattr(PageKey, "update", lambda key: asked.append(key._page.thumb if key._page else 0))
    fill_thumbs(stage.slots.thumbs)
    qtbot.waitUntil(lambda: FORM in asked)  # when a window without a monitor is painted is not ours to say


# --- a visit --------------------------------------------------------------------------------------


class Asked(FakeStills):
    """What the flows ask for is done by a far page."""

    def __init__(self, far: FarPage) -> None:
        super().__init__()
        self._far = far

    def show(self, sheet: int | None) -> None:
        super().show(sheet)
        self._far.show(sheet)


class Visit:
    """A clerk's window over its flows and over pages that are read when the test says so."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bench = FarBench()
        slots = dataclasses.replace(empty_slots(), their_paper=self.bench.slot, thumbs=self.bench.far.thumbs)
        world = World(FakeLink(), FakeMedia(), FakeEyes(), FakeEar(), FakeClock(), FakeWipe(), Asked(self.bench.far))
        self.end = Desk(world=world).talk()
        self.bench.far.on_kept = self.end.flows.on_kept
        self.window = DeskWindow(make_stage(slots), self.end.flows.do)
        qtbot.addWidget(self.window)
        self.bench.far.begin()
        assert self.bench.far.ended(WITHIN_S)
        self.hear(Paper("open"))
        self.window.show()

    def hear(self, message: ToPeer) -> None:
        self.end.flows.on_media(PeerSaid(message))

    def lay(self, sheet: int) -> None:
        """That sheet is laid down and rests."""
        self.hear(Lies(sheet, 21000, 28000, "", True, True, False, None))
        self.bench.send(piece_of(sheet, page_of(sheet)))
        assert self.bench.far.rests(sheet)
        self.bench.reader.idle()

    def click(self, name: str) -> None:
        """A key of the window as it is now; what is to be read is read."""
        click(self.settle(), name)
        self.bench.reader.read_next(self.bench.reader.waiting)
        self.settle()

    def settle(self) -> DeskWindow:
        return settled(self.window, self.end.now)

    def draw(self) -> None:
        """A long stroke over what lies there."""
        for intent in (
            asks.BeginStroke("van", Tool.PEN, 40.0, 100.0),
            asks.ExtendStroke(((170.0, 100.0),)),
            asks.EndStroke(),
        ):
            self.end.flows.do(intent)

    @property
    def surface(self) -> VideoSurface:
        return next(one for one in self.window.findChildren(VideoSurface, "video.their_paper") if one.isVisible())

    @property
    def line(self) -> str:
        return self.window.desk.sheets.theirs.line.accessibleName()

    def marks(self) -> int:
        """Pixels of the clerk's ink over the paper."""
        return ink(layer_over(self.window, "video.their_paper"), INK["office"])

    def thumb_colours(self) -> set[str]:
        """All that the key of the first sheet paints where its small picture is."""
        key = next(one for one in self.window.findChildren(PageKey) if one.objectName() == "key.page.1")
        image = key.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(20, 44, 2) for y in range(25, 60, 2)}


@pytest.fixture
def visit(qtbot: QtBot, fonts: None) -> Iterator[Visit]:
    made = Visit(qtbot)
    yield made
    made.window.hide()
    made.bench.far.end()
    assert made.bench.far.ended(WITHIN_S)


def seen(visit: Visit, qtbot: QtBot) -> bytes:
    """The pixels of the surface once nothing fades any more."""
    visit.settle()
    qtbot.waitUntil(lambda: not visit.surface.fade.runs)
    return bytes(visit.surface.grab().toImage().constBits())


def test_an_older_sheet_is_chosen_seen_with_its_marks_and_left(visit: Visit, qtbot: QtBot) -> None:
    visit.lay(1)
    visit.draw()
    first, drawn = seen(visit, qtbot), visit.marks()
    assert drawn > 50
    visit.lay(2)
    second = seen(visit, qtbot)
    narrow = visit.surface.width()
    assert visit.marks() == 0 and first != second
    visit.click("key.page.1")
    assert visit.bench.shows(page_of(1))
    assert "ありません" in visit.line and visit.marks() > 50
    assert seen(visit, qtbot) != second and visit.surface.width() == narrow
    visit.click("key.pages.back")
    assert seen(visit, qtbot) == second and visit.marks() == 0 and "ありません" not in visit.line


def test_nothing_of_what_lies_there_is_seen_while_the_older_sheet_is_read(visit: Visit, qtbot: QtBot) -> None:
    visit.lay(1)
    visit.lay(2)
    visit.bench.slot.put(picture_of(flat_image("#ff0000", 400, 300)))
    visit.end.flows.do(asks.ShowPage(1))
    assert visit.bench.reader.waiting == 1
    visit.settle()
    assert visit.surface.picture_rect() is None
    visit.bench.reader.read_next()
    seen(visit, qtbot)
    assert visit.surface.picture_rect() is not None


def test_a_tool_over_an_older_sheet_leaves_no_mark_and_says_why(visit: Visit) -> None:
    visit.lay(1)
    visit.lay(2)
    visit.click("key.page.1")
    visit.click("key.tool.pen")
    assert visit.end.now.tool is None and visit.window.desk.hint.isVisible()
    layer = layer_over(visit.window, "video.their_paper")
    QTest.mouseClick(layer, LEFT, pos=layer.rect().center())
    assert visit.end.now.marks.strokes == {}


def test_what_the_resident_hides_is_gone_from_the_page_and_from_the_list(visit: Visit, qtbot: QtBot) -> None:
    visit.lay(1)
    visit.draw()
    visit.lay(2)
    visit.settle()
    assert len(visit.thumb_colours()) > 3
    visit.click("key.page.1")
    visit.hear(Paper("hidden"))
    visit.bench.far.forget()
    visit.settle()
    assert visit.bench.shown is None and visit.surface.picture_rect() is None
    assert len(visit.thumb_colours()) == 1, "flat"
    assert said(visit.end.now) == [("紙 1", ("いまは 見られません", "しるし 1")), ("紙 2", ("いまは 見られません",))]
    visit.hear(Paper("open"))
    visit.click("key.page.1")
    assert visit.bench.shown is None and visit.end.now.hint is Hint.PAGE_NOT_KEPT


def test_another_sheet_that_is_laid_down_comes_in_front_by_itself(visit: Visit, qtbot: QtBot) -> None:
    visit.lay(1)
    visit.lay(2)
    visit.click("key.page.1")
    visit.lay(3)
    assert visit.bench.shows(page_of(3))
    visit.settle()
    assert "ありません" not in visit.line
