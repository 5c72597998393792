"""Moments over the shared pages: keys of every row, an enlarged and a turned sheet, the white page, the kana board."""

import dataclasses

from kiosk.domain.annotation import AddStroke, Aid, Canvas, StrokeId, Tool
from kiosk.domain.ids import Side
from kiosk.domain.page import PageId, Point, board_id
from kiosk.domain.reading import Reading
from kiosk.domain.snapshot import DeskSnapshot, KioskSnapshot, ToolRow
from kiosk.domain.writing import Board, Line, LineId, Writing

BOARD = Board(clock=1, open=True, pages=2, shown=1)


def lines(*said: tuple[Side, str, int]) -> Writing:
    """A conversation: who, what, on which white page."""
    return Writing(
        {
            line.id: line
            for line in (Line(LineId(n, who), text, board=on) for n, (who, text, on) in enumerate(said, start=1))
        }
    )


TALK = lines(
    ("office", "きょうは どんな ご用件ですか。", 1),
    ("van", "じゅうみんひょうが ほしい", 1),
    ("office", "なんまい 必要ですか。", 1),
    ("van", "2まい", 1),
)
CAPTIONS = lines(
    ("office", "ご住所は これで だいじょうぶです。", 0), ("office", "つぎは、お名前を ゆっくり 書いてください。", 0)
)


def _stroke(canvas: Canvas, author: Side, page: PageId, *points: Point) -> Canvas:
    stroke = AddStroke(StrokeId(canvas.clock + 1, author), page, Tool.PEN, 0, points)
    return canvas.merged([stroke], author)


def on_board() -> Canvas:
    """What both have drawn on the first white page."""
    canvas = _stroke(Canvas(), "van", board_id(1), (230, 130), (245, 118), (262, 132), (250, 150), (232, 142))
    return _stroke(canvas, "office", board_id(1), (300, 60), (330, 60), (330, 90), (300, 90), (300, 60))


def sheet_scenes(
    paper: KioskSnapshot, both: KioskSnapshot, face: KioskSnapshot, marks: Canvas
) -> dict[str, KioskSnapshot]:
    """`paper` shows the own sheet, `both` both, `face` none; `marks` lie on the own sheet."""
    change = dataclasses.replace
    marked = change(paper, marks=marks)
    board = change(face, board=BOARD, front="board", writing=TALK, marks=on_board())
    return {
        "sheet_draw": change(marked, tools=ToolRow.DRAW, tool=Tool.PEN),
        "sheet_erase": change(marked, tools=ToolRow.DRAW, tool=Aid.ERASER, writing=CAPTIONS),
        "sheet_look": change(marked, tools=ToolRow.LOOK),
        "sheet_zoomed": change(marked, tools=ToolRow.LOOK, readings={"van": Reading(2, 0, (0.3, 0.35))}),
        "sheet_turned": change(marked, tools=ToolRow.LOOK, readings={"van": Reading(1, 1, (0.2, 0.4))}),
        "sheet_together": change(
            marked, together=True, readings={"van": Reading(1, 0, (0.5, 0.3), frozen=True)}, writing=CAPTIONS
        ),
        "sheet_full": change(marked, full_screen=True, tools=ToolRow.LOOK, writing=CAPTIONS),
        "sheet_other": change(both, tools=ToolRow.LOOK, front="office"),
        "caption_face": change(face, writing=CAPTIONS),
        "caption_paper": change(marked, writing=CAPTIONS),
        "board": board,
        "board_draw": change(board, tools=ToolRow.DRAW, tool=Tool.PEN),
        "board_empty": change(board, board=Board(open=True), writing=Writing(), marks=Canvas()),
        "board_kana": change(board, kana_shown=True, draft="まいなんばーかーど"),
        "board_katakana": change(board, kana_shown=True, kana_plane=1),
        "board_digits": change(board, kana_shown=True, kana_plane=2, draft="12"),
        "board_latin": change(board, kana_shown=True, kana_plane=3),
    }


def desk_sheet_scenes(paper: DeskSnapshot, marks: Canvas) -> dict[str, DeskSnapshot]:
    """The clerk's side of the same."""
    change = dataclasses.replace
    marked = change(paper, marks=marks)
    return {
        "desk_zoomed": change(marked, readings={"van": Reading(2, 0, (0.3, 0.35))}, together=True),
        "desk_full": change(marked, full_screen=True),
        "desk_frozen": change(marked, readings={"van": Reading(1, 1, (0.5, 0.5), frozen=True)}),
        "desk_eraser": change(marked, tool=Aid.ERASER),
        "desk_board": change(paper, board=BOARD, front="board", writing=TALK, marks=on_board()),
        "desk_board_closed": change(paper, front="board"),
        "desk_phrases": change(marked, phrases_shown=True, writing=TALK, notes="世帯全員 1通。手数料を 案内。"),
    }
