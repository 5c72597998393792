"""What the installer reads at each step of a calibration: functions of its state."""

import math
from dataclasses import dataclass

from kiosk.app.calibrate_steps import Gather, Steps, trouble
from kiosk.vision.table_sight import Fault

POINT_MM = 25.4 / 72
LEGIBLE_PX = 12.0
"""Pixels of a character's cell from which complex kanji are safe. Measured with OCR on printed Mincho: at 3.43 px/mm
8 points are 9.7 px high and 5.0 % of the characters are wrong, at 4.85 px/mm 13.7 px and none."""
_ASKED_POINTS = 8
_FAULTS: dict[Fault, str] = {
    "nothing": "紙が 見つかりません。A4の 紙を 1枚 置いてください。台と 同じ 色の 紙は 見つかりません",
    "cut": "紙の ぜんぶが 見えていません。映像から はみ出していないか、手が のっていないか 確かめてください",
    "covered": "紙の ふちが かくれています。手や 物を どけてください",
    "askew": "紙の 形が ゆがんでいます。ふちに 物が のっていないか、カメラが 真上から 見ているか 確かめてください",
    "changed": "空の 台と 見え方が ちがいます。カメラや 明かりを 動かしたときは、「やりなおす」を 押してください",
    "unsure": "A4の 紙に 見えません。折れていない A4の 紙を 1枚だけ、平らに 置いてください",
}


@dataclass(frozen=True)
class StepView:
    """One step's words. `good` says whether `said` is good news, `ready` whether the key will be taken; `again` and
    `refused` are empty where there is nothing to go back from or to complain about."""

    count: str
    heading: str
    said: str
    good: bool
    key: str
    ready: bool
    again: str = "やりなおす"
    refused: str = ""


def view_of(steps: Steps, size: tuple[int, int]) -> StepView:
    """What is shown; `size` is the width and height of the pictures in pixels."""
    match steps.stage:
        case "empty":
            return _empty(steps)
        case "sheet":
            return _sheet(steps)
        case "summary":
            return _summary(steps, size)
        case "saved":
            return StepView("3／3", "保存しました", steps.saved_as, True, "閉じる", True, again="")


def _empty(steps: Steps) -> StepView:
    gathering = isinstance(steps.job, Gather)
    wrong = trouble(steps.report)
    said = wrong or "よく 見えています。紙も 物も のっていなければ、キーを 押してください"
    if gathering and not wrong:
        said = "覚えています。そのまま お待ちください"
    return StepView(
        "1／3",
        "台の 上を 空に してください",
        said,
        good=not wrong,
        key="空の 台を 覚える",
        ready=not gathering and not wrong,
        again="",
        refused=steps.refused,
    )


def _sheet(steps: Steps) -> StepView:
    return StepView(
        "2／3",
        "A4の 紙を 1枚 台に 置いてください",
        _about_sheet(steps),
        good=steps.sheet is not None,
        key="この 大きさで よい",
        ready=steps.sheet is not None,
        refused=steps.refused,
    )


def _about_sheet(steps: Steps) -> str:
    report = steps.report
    if report.sight is None:
        return trouble(report)
    if report.sight.moving:
        return "動いています。紙を 置いたら、手を どけて お待ちください"
    if steps.sheet is not None:
        scale = f"1mm が {steps.sheet.px_per_mm:.2f} 画素です"
        return f"見つかりました。{scale}。線が 紙の ふちと 合っていれば、キーを 押してください"
    if isinstance(report.result, str) and report.job is steps.job:
        return _FAULTS[report.result]
    return "紙を さがしています。そのまま お待ちください"


def _summary(steps: Steps, size: tuple[int, int]) -> StepView:
    scale = steps.sheet.px_per_mm if steps.sheet is not None else 0.0
    said = "\n".join(learned(scale, size)) if scale else ""
    return StepView("3／3", "これで よろしいですか", said, legible(scale), "保存する", True, refused=steps.refused)


def learned(px_per_mm: float, size: tuple[int, int]) -> list[str]:
    """What was learned, in lines; `size` is the width and height of the pictures in pixels."""
    across, down = (side / px_per_mm for side in size)
    return [
        f"映像 {size[0]}×{size[1]} 画素",
        f"台の {across:.0f}×{down:.0f} mm が うつります",
        f"1mm が {px_per_mm:.2f} 画素です",
        readable(px_per_mm),
    ]


def under_picture(steps: Steps) -> str:
    """What stands below the picture of the empty table in the last step."""
    if steps.stage == "saved":
        return "空の 台"
    words = "この 空の 台だけを 保存します。紙の 映像は 残りません"
    if steps.sheet is None or legible(steps.sheet.px_per_mm):
        return words
    return f"{words}\n小さい 字には、カメラを 近づけるか [video.document] を 大きくしてください"


def legible(px_per_mm: float, points: float = _ASKED_POINTS) -> bool:
    """Whether print of so many points can be read at this scale."""
    return points * POINT_MM * px_per_mm >= LEGIBLE_PX


def readable(px_per_mm: float) -> str:
    """Whether print of 8 points can be read at this scale, and from which size on if not."""
    if legible(px_per_mm):
        return f"{_ASKED_POINTS}ポイントの 字が 読めます"
    least = math.ceil(LEGIBLE_PX / POINT_MM / px_per_mm)
    return f"{_ASKED_POINTS}ポイントの 字は 読めません（{least}ポイントから 読めます）"
