"""The steps of a calibration as a table: what is taken, what is refused in which words, and what is never kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.calibrate_steps import (
    PATIENCE_S,
    SETTLED_WITHIN_S,
    Gather,
    Job,
    Report,
    Search,
    Steps,
    after_failing,
    after_press,
    after_report,
    after_saving,
    anew,
)
from kiosk.app.calibrate_words import legible, readable, under_picture, view_of
from kiosk.vision.table_sight import EmptyTable, Fault, Light, SheetSeen, Sight

SIZE = (1920, 1080)
TABLE = EmptyTable(np.zeros((4, 4, 3), np.uint8), b"table")
OTHER_TABLE = EmptyTable(np.zeros((4, 4, 3), np.uint8), b"other")
SHEET = SheetSeen(((0, 0), (10, 0), (10, 14), (0, 14)), 3.43)
QUIET, MOVING = Sight("good", False, 1.0), Sight("good", True, 0.0)
DARK, BRIGHT = Sight("dark", False, 1.0), Sight("bright", False, 1.0)


def _seen(sight: Sight | None = QUIET, at_s: float = 0.0) -> Steps:
    return after_report(Steps(), Report(sight, "カメラの ことば", at_s))


def _told(steps: Steps, result: EmptyTable | SheetSeen | Fault | None, sight: Sight | None = QUIET) -> Steps:
    return after_report(steps, Report(sight, "", 0.5, steps.job, result))


def _remembered() -> Steps:
    return _told(after_press(_seen()), TABLE)


def _found() -> Steps:
    return _told(_remembered(), SHEET)


def test_the_whole_way() -> None:
    steps = after_press(_seen())
    assert isinstance(steps.job, Gather)
    steps = _told(steps, TABLE)
    assert steps.stage == "sheet"
    assert isinstance(steps.job, Search) and steps.job.empty is TABLE
    steps = after_press(_told(steps, SHEET))
    assert (steps.stage, steps.job, steps.empty, steps.sheet) == ("summary", None, TABLE, SHEET)
    steps = after_saving(steps, "camera.toml")
    view = view_of(steps, SIZE)
    assert (view.heading, view.said, view.key, view.again) == ("保存しました", "camera.toml", "閉じる", "")


@pytest.mark.parametrize(
    ("sight", "said", "refused"),
    [
        (None, "映像が ありません。カメラの ことば", "（映像が ありません）"),
        (DARK, "暗すぎます。明かりを つけてください", "（暗すぎます）"),
        (BRIGHT, "明るすぎて 白く とんでいます", "（明るすぎて 白く とんでいます）"),
    ],
    ids=["no picture", "dark", "bright"],
)
def test_an_empty_table_that_is_not_seen_well_is_refused_in_words(sight: Sight | None, said: str, refused: str) -> None:
    before = _seen(sight)
    assert view_of(before, SIZE).said.startswith(said)
    assert not view_of(before, SIZE).ready
    for steps in (
        after_press(before),
        _told(after_press(_seen()), None, sight),
        _told(after_press(_seen()), TABLE, sight),
    ):
        assert (steps.stage, steps.job, steps.empty) == ("empty", None, None)
        assert steps.refused == f"覚えられませんでした{refused}。もう一度 押してください"


def test_who_presses_has_time_to_take_the_hand_away() -> None:
    steps = after_press(_seen(MOVING, at_s=100.0))
    job = steps.job
    steps = after_report(steps, Report(MOVING, "", 100.0 + PATIENCE_S - 0.1, job))
    assert steps.job is job and not steps.refused
    assert "動く ものが" in view_of(steps, SIZE).said
    assert after_report(steps, Report(QUIET, "", 100.0 + 2 * PATIENCE_S, job)).job is job, "a slow camera is no hand"
    steps = after_report(steps, Report(MOVING, "", 100.0 + PATIENCE_S, job))
    assert steps.job is None
    assert steps.refused == "覚えられませんでした（動く ものが うつっています）。もう一度 押してください"


def test_a_table_that_never_looks_the_same_is_told_after_a_while() -> None:
    steps = after_press(_seen(at_s=100.0))
    steps = after_report(steps, Report(QUIET, "", 100.0 + SETTLED_WITHIN_S - 0.1, steps.job))
    assert steps.job is not None
    steps = after_report(steps, Report(QUIET, "", 100.0 + SETTLED_WITHIN_S, steps.job))
    assert steps.job is None
    assert steps.refused.startswith("覚えられませんでした（見え方が 変わり続けています）")


def test_a_table_that_was_gathered_for_an_earlier_press_is_not_taken() -> None:
    first = after_press(_seen())
    refused = _told(first, None, DARK)
    second = after_press(after_report(refused, _seen().report))
    assert isinstance(second.job, Gather) and second.job is not first.job
    steps = after_report(second, Report(QUIET, "", 1.0, first.job, OTHER_TABLE))
    assert steps.stage == "empty" and steps.empty is None


def test_a_second_press_while_it_is_remembered_changes_nothing() -> None:
    steps = after_press(_seen())
    assert after_press(steps) is steps


@pytest.mark.parametrize(
    ("result", "sight", "said"),
    [
        (None, QUIET, "紙を さがしています"),
        (None, MOVING, "動いています"),
        (SHEET, MOVING, "動いています"),
        (None, None, "映像が ありません"),
        ("nothing", QUIET, "紙が 見つかりません"),
        ("cut", QUIET, "紙の ぜんぶが 見えていません"),
        ("covered", QUIET, "紙の ふちが かくれています"),
        ("askew", QUIET, "紙の 形が ゆがんでいます"),
        ("changed", QUIET, "空の 台と 見え方が ちがいます"),
        ("unsure", QUIET, "A4の 紙に 見えません"),
    ],
)
def test_without_a_whole_and_quiet_sheet_there_is_no_way_on(
    result: SheetSeen | Fault | None, sight: Sight | None, said: str
) -> None:
    for before in (_remembered(), _found()):
        steps = _told(before, result, sight)
        view = view_of(steps, SIZE)
        assert view.said.startswith(said)
        assert not view.good and not view.ready
        pressed = after_press(steps)
        assert pressed.stage == "sheet"
        assert view_of(pressed, SIZE).refused == "まだ 進めません。紙が 見つかってから 押してください"


def test_a_hasty_press_is_forgotten_when_the_sheet_is_found() -> None:
    steps = _told(after_press(_remembered()), SHEET)
    assert steps.refused == ""
    view = view_of(steps, SIZE)
    assert view.good and view.ready
    assert "1mm が 3.43 画素" in view.said


def test_a_disk_that_refuses_is_said_and_can_be_tried_again() -> None:
    steps = after_failing(after_press(_found()), "Permission denied")
    assert steps.stage == "summary"
    assert view_of(steps, SIZE).refused.startswith("保存できませんでした（Permission denied）")
    assert after_saving(steps, "x").refused == ""


def test_the_summary_tells_what_was_learned() -> None:
    view = view_of(after_press(_found()), SIZE)
    assert view.said.split("\n") == [
        "映像 1920×1080 画素",
        "台の 560×315 mm が うつります",
        "1mm が 3.43 画素です",
        "8ポイントの 字は 読めません（10ポイントから 読めます）",
    ]
    assert "小さい 字には" in under_picture(after_press(_found()))


@pytest.mark.parametrize(
    ("px_per_mm", "reads"),
    [(3.43, False), (4.2, False), (4.26, True), (4.85, True), (6.86, True)],
)
def test_eight_points_are_readable_from_twelve_pixels_a_character_on(px_per_mm: float, reads: bool) -> None:
    assert legible(px_per_mm) is reads
    assert readable(px_per_mm).startswith("8ポイントの 字が 読めます" if reads else "8ポイントの 字は 読めません（")


@given(st.floats(0.6, 4.2))
def test_the_size_that_is_named_instead_is_the_smallest_whole_one_that_is_readable(px_per_mm: float) -> None:
    named = int(readable(px_per_mm).partition("（")[2].partition("ポイント")[0])
    assert legible(px_per_mm, named)
    assert not legible(px_per_mm, named - 1)


SIGHTS = st.none() | st.builds(
    Sight, st.sampled_from(["dark", "good", "bright"]), st.booleans(), st.floats(0, 10, allow_nan=False)
)
RESULTS = st.sampled_from([None, TABLE, OTHER_TABLE, SHEET, "nothing", "cut", "covered", "askew", "changed", "unsure"])
ACTS = st.one_of(
    st.just("press"), st.just("anew"), st.tuples(SIGHTS, st.booleans(), RESULTS, st.floats(0, 60, allow_nan=False))
)


@given(st.lists(ACTS, max_size=40))
def test_whatever_happens_only_a_gathered_table_and_a_sheet_seen_in_quiet_reach_the_summary(
    acts: list[str | tuple[Sight | None, bool, EmptyTable | SheetSeen | Fault | None, float]],
) -> None:
    steps, gathered, stale = Steps(), None, Gather()
    for act in acts:
        before = steps
        if act == "press":
            steps = after_press(steps)
        elif act == "anew":
            steps = anew(steps)
            assert (steps.stage, steps.empty, steps.sheet, steps.job) == ("empty", None, None, None)
        elif isinstance(act, tuple):
            sight, current, result, at_s = act
            job: Job | None = steps.job if current else stale
            steps = after_report(steps, Report(sight, "", at_s, job, result))
            assert steps.stage in (before.stage, "sheet"), "a report alone never leads to the summary"
        if before.stage == "empty" and steps.stage == "sheet":
            assert isinstance(before.job, Gather)
            gathered = steps.empty
            assert gathered is not None and steps.report.sight is not None and _is_well(steps.report.sight)
        if steps.stage == "summary":
            assert steps.empty is gathered
            assert steps.sheet is not None
            if before.stage == "sheet":
                assert before.report.sight is not None and not before.report.sight.moving
        view = view_of(steps, SIZE)
        assert view.heading and view.said and view.key


def _is_well(sight: Sight) -> bool:
    wanted: Light = "good"
    return sight.light == wanted and not sight.moving
