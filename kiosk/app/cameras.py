"""What settings say of cameras and the telephone's cable, as eyes are told; mistakes are found before one is opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from drivers.catalogue import UnknownKeeper, WrongOption, check_options, takes
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, OptionValue, beside
from kiosk.content.calibration import read_calibration
from kiosk.content.forms import KnownForm, read_forms
from kiosk.content.toml import BadFile, where
from kiosk.domain.ids import EyeName, Side
from kiosk.eye.plan import CablePlan, EyePlan, PaperPlan
from kiosk.eye.printed import printed_form
from kiosk.vision.mask import Opening

FACE_MODEL = "face_detection_short_range.tflite"
_CABLE = "phone_cable"
_FILES = ("path", "login_file")
"""Options of cameras that are paths."""


def eye_plan(settings: EndSettings, config: Path, eye: EyeName, page: str = "") -> EyePlan:
    """`page` is the id of the page that a document camera's tray is. Raises BadFile with file, line, key and what is
    allowed there."""
    options = dict(settings.devices.face_camera if eye == "face" else settings.devices.document_camera)
    driver = str(options.pop("driver"))
    size = settings.video.face if eye == "face" else settings.video.document
    with _said_where(config, f"{eye}_camera"):
        plan = EyePlan(
            name=eye,
            driver=driver,
            options={key: _placed(key, value, config) for key, value in options.items()},
            width=size.width,
            height=size.height,
            fps=size.fps,
            opening=None if eye == "face" else _opening(settings, config),
            room=_room(settings, driver),
            page=page,
            face_model=str(assets() / "models" / FACE_MODEL) if eye == "face" else "",
        )
        check_options("camera", driver, plan.keeper_options)
    return plan


def cable_plan(settings: EndSettings, config: Path) -> CablePlan | None:
    """The stick that gives a telephone's own picture, in the size of the document camera's, which it stands for; None
    where there is none. Raises BadFile."""
    devices, size = settings.devices, settings.video.document
    if devices.phone_cable is None:
        return None
    if settings.paper is None:
        raise BadFile(_at(config, _CABLE, "driver") + "needs [paper]: without it nobody could let a telephone be seen")
    options = {key: _placed(key, value, config) for key, value in devices.phone_cable.items()}
    for other, named in (("face_camera", devices.face_camera), ("document_camera", devices.document_camera)):
        if "device" in options and named.get("device") == options["device"]:
            raise BadFile(_at(config, _CABLE, "device") + f"{options['device']} is the {other} already")
    driver = str(options.pop("driver"))
    with _said_where(config, _CABLE):
        room = _room(settings, driver)
        wanted: dict[str, OptionValue] = {"width": size.width, "height": size.height, "fps": size.fps}
        plan = CablePlan(driver, {**wanted, **options, **({"room": room} if room else {})})
        check_options("camera", driver, plan.options)
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


@contextmanager
def _said_where(config: Path, table: str) -> Iterator[None]:
    try:
        yield
    except UnknownKeeper as wrong:
        raise BadFile(_at(config, table, "driver") + str(wrong)) from None
    except WrongOption as wrong:
        raise BadFile(_at(config, table, wrong.option) + str(wrong)) from None


def _room(settings: EndSettings, driver: str) -> str:
    return settings.mock_room.address if settings.mock_room and takes("camera", driver, "room") else ""


def _placed(key: str, value: OptionValue, config: Path) -> OptionValue:
    return str(beside(config, value)) if key in _FILES and isinstance(value, str) else value


def _opening(settings: EndSettings, config: Path) -> Opening:
    tray = settings.tray
    try:
        return Opening(tray.left, tray.top, tray.width, tray.height)
    except ValueError:
        raise BadFile(f"{config}: tray: the rectangle does not lie in the picture") from None


def _at(config: Path, table: str, key: str) -> str:
    return where(config.read_text(encoding="utf-8"), ["devices", table, key], str(config))
