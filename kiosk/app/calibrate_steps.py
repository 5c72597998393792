"""The steps of a calibration: what the watch reports and what the installer presses take one state to the next.

Only a table that was gathered in the first step is ever kept, and only that is what is saved in the end.
"""

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.vision.table_sight import EmptyTable, Fault, SheetSeen, Sight

Stage = Literal["empty", "sheet", "summary", "saved"]
PATIENCE_S = 5.0
"""Who pressed takes a hand away first: so long the table may still be moving before that is refused."""
SETTLED_WITHIN_S = 15.0
"""Ten pictures of a slow camera take so long; what does not look the same by then never will."""
_RESTLESS = "見え方が 変わり続けています。明かりの ちらつきか、カメラの 自動の 調整を 確かめてください"
_MOVING = "動く ものが うつっています。手を どけて、おさまるのを 待ってください"


@dataclass(frozen=True, eq=False)
class Gather:
    """To be done by the watch: the empty table is remembered from now on."""


@dataclass(frozen=True, eq=False)
class Search:
    """To be done by the watch: a sheet is looked for."""

    empty: EmptyTable


Job = Gather | Search


@dataclass(frozen=True, eq=False)
class Report:
    """What the watch knows: `sight` is None while the camera gives no picture, `words` are the camera's. `result` is
    what came of `job` so far, and holds for this picture, which was taken at `at_s` (monotonic seconds)."""

    sight: Sight | None
    words: str
    at_s: float = 0.0
    job: Job | None = None
    result: EmptyTable | SheetSeen | Fault | None = None


@dataclass(frozen=True, eq=False)
class Steps:
    """Where the installer is. `job` is what the watch has to do, asked for at `since_s`; `refused` says what came of
    the last press."""

    stage: Stage = "empty"
    report: Report = Report(None, "カメラを 開いています")
    job: Job | None = None
    since_s: float = 0.0
    empty: EmptyTable | None = None
    sheet: SheetSeen | None = None
    refused: str = ""
    saved_as: str = ""


def after_report(steps: Steps, report: Report) -> Steps:
    """The newest report. A job's result counts only while that job is still wanted."""
    now = replace(steps, report=report)
    result = report.result if steps.job is not None and report.job is steps.job else None
    if isinstance(steps.job, Gather):
        return _gathering(now, result)
    if isinstance(steps.job, Search):
        quiet = report.sight is not None and not report.sight.moving
        sheet = result if quiet and isinstance(result, SheetSeen) else None
        return replace(now, sheet=sheet, refused="" if sheet is not None else now.refused)
    return now


def _gathering(steps: Steps, result: EmptyTable | SheetSeen | Fault | None) -> Steps:
    wrong = trouble(steps.report)
    if not wrong and isinstance(result, EmptyTable):
        return replace(steps, stage="sheet", job=Search(result), empty=result)
    lasted_s = steps.report.at_s - steps.since_s
    wrong = wrong or (_RESTLESS if lasted_s >= SETTLED_WITHIN_S else "")
    if wrong and not (wrong == _MOVING and lasted_s < PATIENCE_S):
        why = wrong.partition("。")[0]
        return replace(steps, job=None, refused=f"覚えられませんでした（{why}）。もう一度 押してください")
    return steps


def after_press(steps: Steps) -> Steps:
    """The step's own key, but 保存する: that needs a disk."""
    if steps.stage == "empty" and steps.job is None:
        return _gathering(replace(steps, job=Gather(), since_s=steps.report.at_s, refused=""), None)
    if steps.stage == "sheet":
        if steps.sheet is None:
            return replace(steps, refused="まだ 進めません。紙が 見つかってから 押してください")
        return replace(steps, stage="summary", job=None, refused="")
    return steps


def anew(steps: Steps) -> Steps:
    """やりなおす: from the first step, nothing is kept."""
    return Steps(report=steps.report)


def after_saving(steps: Steps, saved_as: str) -> Steps:
    """It stands in that file."""
    return replace(steps, stage="saved", saved_as=saved_as, refused="")


def after_failing(steps: Steps, why: str) -> Steps:
    """It could not be written, for that reason; it may be tried again."""
    words = f"保存できませんでした（{why}）。空きと 場所を 確かめてください"
    return replace(steps, refused=words)


def trouble(report: Report) -> str:
    """Why the empty table cannot be remembered now and what to do, without a full stop; empty if it can."""
    if report.sight is None:
        return f"映像が ありません。{report.words}"
    if report.sight.light == "dark":
        return "暗すぎます。明かりを つけてください"
    if report.sight.light == "bright":
        return "明るすぎて 白く とんでいます。明かりを 弱めるか、向きを 変えてください"
    if report.sight.moving:
        return _MOVING
    return ""
