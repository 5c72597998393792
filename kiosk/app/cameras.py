"""What the settings say of the two cameras, as each one's eye is told; mistakes are found before anything is opened."""

from collections.abc import Sequence
from pathlib import Path

from drivers.catalogue import UnknownKeeper, WrongOption, check_options, takes
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, OptionValue, beside
from kiosk.content.calibration import read_calibration
from kiosk.content.forms import KnownForm, read_forms
from kiosk.content.toml import BadFile, where
from kiosk.domain.ids import EyeName, Side
from kiosk.eye.plan import EyePlan, PaperPlan
from kiosk.eye.printed import printed_form
from kiosk.vision.mask import Opening

FACE_MODEL = "face_detection_short_range.tflite"
_FILES = ("path", "login_file")
"""Options of cameras that are paths."""


def eye_plan(settings: EndSettings, config: Path, eye: EyeName, page: str = "") -> EyePlan:
    """`page` is the id of the page that a document camera's tray is. Raises BadFile with file, line, key and what is
    allowed there."""
    options = dict(settings.devices.face_camera if eye == "face" else settings.devices.document_camera)
    driver = str(options.pop("driver"))
    size = settings.video.face if eye == "face" else settings.video.document
    try:
        plan = EyePlan(
            name=eye,
            driver=driver,
            options={key: _placed(key, value, config) for key, value in options.items()},
            width=size.width,
            height=size.height,
            fps=size.fps,
            opening=None if eye == "face" else _opening(settings, config),
            room=settings.mock_room.address if settings.mock_room and takes("camera", driver, "room") else "",
            page=page,
            face_model=str(assets() / "models" / FACE_MODEL) if eye == "face" else "",
        )
        check_options("camera", driver, plan.keeper_options)
    except UnknownKeeper as wrong:
        raise BadFile(_at(config, eye, "driver") + str(wrong)) from None
    except WrongOption as wrong:
        raise BadFile(_at(config, eye, wrong.option) + str(wrong)) from None
    return plan


def paper_plan(settings: EndSettings, config: Path, known: Sequence[KnownForm], side: Side) -> PaperPlan | None:
    """What a side's document eye has to know of paper and of these forms; None where it only shows its tray. Raises
    BadFile."""
    paper, size = settings.paper, settings.video.document
    if paper is None:
        return None
    calibrated = beside(config, paper.calibration)
    read = read_calibration(calibrated)
    if not read.fits(size.width, size.height):
        raise BadFile(
            f"{calibrated}: is for pictures of {read.width}x{read.height}, "
            f"video.document has {size.width}x{size.height}; calibrate the camera anew"
        )
    forms = tuple(printed_form(one.form, one.blank) for one in known)
    sizes = (*paper.sizes, *(form.size for form in forms if form.size not in paper.sizes))
    return PaperPlan(side, read.px_per_mm, read.empty, tuple(dict.fromkeys(sizes)), forms)


def known_forms(settings: EndSettings, config: Path) -> tuple[KnownForm, ...]:
    """The forms that are recognised and explained: our own, where the settings name no others. Raises BadFile."""
    own = settings.paper.forms if settings.paper is not None else None
    return read_forms(beside(config, own) if own is not None else assets() / "forms")


def _placed(key: str, value: OptionValue, config: Path) -> OptionValue:
    return str(beside(config, value)) if key in _FILES and isinstance(value, str) else value


def _opening(settings: EndSettings, config: Path) -> Opening:
    tray = settings.tray
    try:
        return Opening(tray.left, tray.top, tray.width, tray.height)
    except ValueError:
        raise BadFile(f"{config}: tray: the rectangle does not lie in the picture") from None


def _at(config: Path, eye: EyeName, key: str) -> str:
    return where(config.read_text(encoding="utf-8"), ["devices", f"{eye}_camera", key], str(config))
