"""The doctor's line about the calibration of the document camera: whether it is there, and holds for its pictures."""

from pathlib import Path

from kiosk.app.settings import EndSettings, beside
from kiosk.content.calibration import read_calibration
from kiosk.content.toml import BadFile


def look_at_calibration(settings: EndSettings, config: Path) -> str:
    """What was learned, and when. Raises BadFile with what is to be done."""
    if settings.paper is None:
        return "していません（[paper] が ありません）"
    known = read_calibration(beside(config, settings.paper.calibration))
    wanted = settings.video.document
    if not known.fits(wanted.width, wanted.height):
        raise BadFile(
            f"{known.width}×{known.height} の 映像で しましたが、いまの 設定は {wanted.width}×{wanted.height} です。"
            "calibrate で もう一度 調整してください"
        )
    return f"{known.made_on.isoformat()}、1mm が {known.px_per_mm:.2f} 画素"
