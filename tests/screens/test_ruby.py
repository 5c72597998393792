"""Readings over their words: measured, wrapped and painted where they belong."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from kiosk.content.readings import read_readings
from kiosk.domain.languages import EASY_JAPANESE
from kiosk.domain.readings import plain, segments
from kiosk.domain.snapshot import Look
from tests.support.stages import make_stage
from ui.theme.theme import Theme, resident_theme
from ui.widgets.phrases import wrap_phrases
from ui.widgets.ruby import Rule, draw_line, rule
from ui.widgets.words import BODY, Words, set_lines

RUBY_PX = 28
BASE_PX = 48


@pytest.fixture
def theme(fonts: None) -> Theme:
    return resident_theme(Look(language=EASY_JAPANESE), make_stage().icons)


@pytest.fixture
def used(fonts: None) -> Rule:
    return rule(BASE_PX, False, RUBY_PX)


def _inked(image: QImage, place: QRectF) -> list[int]:
    """Columns of `place` that carry ink."""
    columns = range(max(round(place.left()), 0), min(round(place.right()), image.width()))
    rows = range(max(round(place.top()), 0), min(round(place.bottom()), image.height()))
    return [x for x in columns if any(image.pixelColor(x, y).value() < 128 for y in rows)]


def _painted(text: str, used: Rule, row: QRectF, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> QImage:
    image = QImage(900, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_line(painter, text, row, used, align)
    painter.end()
    return image


def test_a_long_reading_pushes_its_word_apart(used: Rule) -> None:
    short, long = read_readings("話《わ》"), read_readings("話《はなし》")
    assert used.width(short) == used.base_metrics.horizontalAdvance("話")
    assert used.width(long) > used.ruby_metrics.horizontalAdvance("はなし") > used.width(short)


def test_readings_of_two_words_are_never_joined(used: Rule) -> None:
    """Between the readings of neighbours there is more room than within them."""
    image = _painted(read_readings("課《かんじ》課《かんじ》"), used, QRectF(0, 0, 900, 120))
    ruby = _inked(image, QRectF(0, 60 - used.block_px / 2, 900, RUBY_PX))
    gaps = sorted(after - before for before, after in pairwise(ruby))
    middle = used.width(read_readings("課《かんじ》"))
    assert gaps[-1] >= 6
    assert not any(abs(x - middle) < 2 for x in ruby)


def test_the_reading_stands_over_the_middle_of_its_word_and_clear_of_it(used: Rule) -> None:
    text = read_readings("口《く》")
    row = QRectF(100, 0, 700, 120)
    image = _painted(text, used, row)
    top = 60 - used.block_px / 2
    ruby = _inked(image, QRectF(0, top, 900, RUBY_PX))
    base = _inked(image, QRectF(0, top + RUBY_PX + 2, 900, BASE_PX))
    assert base[0] >= 100
    assert abs((ruby[0] + ruby[-1]) - (base[0] + base[-1])) <= 4
    assert _inked(image, QRectF(0, top + RUBY_PX, 900, 2)) == []
    assert _inked(image, QRectF(0, 0, 900, top - 1)) == []


@pytest.mark.parametrize(
    ("align", "left"),
    [(Qt.AlignmentFlag.AlignLeft, 0.0), (Qt.AlignmentFlag.AlignHCenter, 0.5), (Qt.AlignmentFlag.AlignRight, 1.0)],
)
def test_a_line_stands_at_the_side_that_its_style_says(used: Rule, align: Qt.AlignmentFlag, left: float) -> None:
    text = read_readings("市役所《しやくしょ》")
    ink = _inked(_painted(text, used, QRectF(0, 0, 900, 120), align), QRectF(0, 0, 900, 120))
    expected = (900 - used.width(text)) * left
    assert abs(ink[0] - expected) <= 8
    assert abs(ink[-1] - expected - used.width(text)) <= 8


@pytest.mark.parametrize("step", [1, 2, 3])
def test_reading_text_has_a_large_base_and_air_between_its_lines(fonts: None, step: int) -> None:
    theme = resident_theme(Look(step, language=EASY_JAPANESE), make_stage().icons)
    setting = set_lines(read_readings("紙《かみ》を 見《み》せる"), BODY, theme, 200)
    assert len(setting.lines) == 2
    assert theme.letters.body >= 48
    assert 1.8 <= setting.line_px / theme.letters.body <= 2.0


def test_a_text_without_kanji_keeps_its_lines_close(theme: Theme) -> None:
    assert set_lines("つぎです", BODY, theme, 900).line_px == theme.letters.body * BODY.line


@pytest.mark.parametrize("width", range(10, 700, 30))
def test_wrapping_loses_neither_a_letter_nor_a_reading_at_any_width(used: Rule, width: int) -> None:
    written = "市民課《しみんか》の 人《ひと》が、多文化共生推進室《たぶんかきょうせいすいしんしつ》を よびます。"
    text = read_readings(written)
    lines = wrap_phrases(text, width, used.width)
    assert "".join(map(plain, lines)).replace(" ", "") == plain(text).replace(" ", "")
    kana = ["".join(segment.reading for line in one for segment in segments(line)) for one in (lines, [text])]
    assert kana[0] == kana[1]
    hanging = BASE_PX if width < 200 else 0  # a mark that may not begin a line hangs out of a narrow one
    assert max(used.width(line) for line in lines) <= max(width, 2 * BASE_PX + RUBY_PX) + hanging


def test_lines_with_readings_break_between_phrases_only(used: Rule) -> None:
    text = read_readings("紙《かみ》を いっしょに 書《か》く")
    lines = wrap_phrases(text, used.width(text) - 1, used.width)
    assert [plain(line) for line in lines] == ["紙を", "いっしょに 書く"]


def test_a_screen_reader_is_given_the_words_alone(qtbot: QtBot, theme: Theme) -> None:
    words = Words(None, theme, BODY, read_readings("紙《かみ》を 見《み》る"))
    qtbot.addWidget(words)
    assert words.accessibleName() == "紙を 見る"
    words.say(read_readings("顔《かお》"))
    assert words.accessibleName() == "顔"
