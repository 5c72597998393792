"""The program `doctor`: looks at an installation and says, line by line, what is well and what is to be done."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from drivers.api.errors import DeviceError
from drivers.catalogue import UnknownKeeper, WrongOption
from kiosk.app.attendant_number import look_at_number
from kiosk.app.circular_shelf import look_at_cache
from kiosk.app.circulars import circular_folder
from kiosk.app.device_remedies import with_remedy
from kiosk.app.doctor_calibration import look_at_calibration
from kiosk.app.doctor_cameras import list_cameras, look_at_cable, look_at_camera
from kiosk.app.doctor_monitors import look_at_monitors
from kiosk.app.doctor_printer import look_at_printer, look_at_slips
from kiosk.app.doctor_sound import list_sounds, listen
from kiosk.app.guides import guides_of, steps_of, unconfirmed
from kiosk.app.places import assets
from kiosk.app.settings import EndSettings, beside, read_end_settings
from kiosk.app.voices import look_at_voice
from kiosk.content.circulars import read_circulars
from kiosk.content.city import read_city, untranslated
from kiosk.content.texts import read_catalogues, read_coverage
from kiosk.content.toml import BadFile
from kiosk.link.plan import LinkPlan, LinkRefused
from kiosk.records.secrets import NoSecret, read_token
from kiosk.wire.hub import VERSION, Hello


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, whether it is well, and what was seen or is to be done."""

    what: str
    well: bool
    words: str


def run_doctor(config: Path, aloud: bool = False, pictures: bool = False) -> int:
    """Prints all findings; 1 if something is to be done. With `aloud` the loudspeaker is heard, with `pictures` what
    the cameras see is shown until that window is closed.

    Raises BadFile for settings that cannot be read.
    """
    settings = read_end_settings(config)
    well = [_say(finding) for finding in examine(settings, config, aloud)]
    if pictures:
        well.append(_say(_try("カメラの 映像", lambda: _pictures(settings, config))))
    return 0 if all(well) else 1


def _say(finding: Finding) -> bool:
    mark = "よし　" if finding.well else "要対応"
    sys.stdout.write(f"[{mark}] {finding.what}: {finding.words}\n")
    sys.stdout.flush()
    return finding.well


def _pictures(settings: EndSettings, config: Path) -> str:
    from kiosk.app.doctor_pictures import show_pictures  # Qt, which the doctor needs for nothing else in a van

    show_pictures(settings, config)
    return "見ました"


def _coming() -> str:
    """How much of what a resident may meet there is in the languages that nobody can choose yet."""
    return "・".join(f"{language} {share:.0%}" for language, share in read_coverage(assets() / "locale").items())


def examine(settings: EndSettings, config: Path, aloud: bool = False) -> Iterator[Finding]:
    """Everything that can be looked at without a visit. Opens and closes each device."""
    yield Finding("設定", True, str(config))
    yield _try("市のデータ", lambda: _city(beside(config, settings.city.file)))
    yield _try(
        "画面の文",
        lambda: "・".join(f"{t.language} {len(t.ids)}件" for t in read_catalogues(assets() / "locale").values()),
    )
    yield _try("準備中の ことば", _coming)
    yield _try("案内", lambda: _guides(settings, config))
    folder = circular_folder(settings, config)
    if folder is not None:
        yield _try("回覧板", partial(_circulars, folder))
    if settings.circulars is not None:
        yield _try("回覧板の 置き場", partial(look_at_cache, beside(config, settings.circulars.cache)))
    yield _try("端末の鍵", lambda: _token(settings, config))
    yield _try("ハブの住所", lambda: _address(settings))
    yield from (Finding(*seen) for seen in list_cameras())
    yield _try("顔カメラ", partial(look_at_camera, settings, config, "face"))
    yield _try("書画カメラ", partial(look_at_camera, settings, config, "document"))
    if settings.devices.phone_cable is not None:
        yield _try("スマホの ケーブル", partial(look_at_cable, settings, config))
    yield _try("書画カメラの 調整", lambda: look_at_calibration(settings, config))
    yield from (Finding(*seen) for seen in list_sounds())
    yield _try("音", partial(listen, settings, config, aloud))
    yield _try("よみあげの 声", lambda: look_at_voice(settings, config))
    if settings.hub.stop is not None:  # a desk prints nothing, and has no attendant
        yield _try("係員の 番号", lambda: look_at_number(settings, config))
        yield _try("控え", lambda: look_at_slips(settings, config))
        yield _try("プリンター", lambda: look_at_printer(settings, config))
    try:
        yield from (Finding(*seen) for seen in look_at_monitors(settings, config))
    except (BadFile, DeviceError) as wrong:
        yield Finding("画面", False, str(wrong))
    yield look_at_swap(Path("/proc/swaps"))


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, look())
    except DeviceError as wrong:
        return Finding(what, False, with_remedy(wrong))
    except (BadFile, NoSecret, LinkRefused, UnknownKeeper, WrongOption) as wrong:
        return Finding(what, False, str(wrong))


def _city(file: Path) -> str:
    city, _ = read_city(file)
    missing = untranslated(city)
    return f"{city.name}（訳か 読みが ありません: {', '.join(missing)}）" if missing else city.name


def _circulars(folder: Path) -> str:
    """Raises BadFile with a line a fault."""
    rack = read_circulars(folder)
    if rack.said:
        raise BadFile("\n".join(rack.said))
    return f"{len(rack.circulars)}件"


def _guides(settings: EndSettings, config: Path) -> str:
    """How many there are, and of how many steps the office has not confirmed the facts yet."""
    shelf = guides_of(settings, config)
    unsure = f"、役所で 確認中 {unconfirmed(shelf, date.today())}手順"
    missing = f"、訳の ないところ {len(shelf.gaps)}" if shelf.gaps else ""
    return f"{len(shelf.written)}種類 {len(steps_of(shelf))}手順{unsure}{missing}"


def _token(settings: EndSettings, config: Path) -> str:
    line = settings.hub
    read_token(line.device, beside(config, line.token_file) if line.token_file else None)
    return "あります"


def _address(settings: EndSettings) -> str:
    LinkPlan(settings.hub.url, Hello(VERSION, "kiosk", settings.hub.device, "x" * 16))
    return settings.hub.url


def look_at_swap(swaps: Path) -> Finding:
    """Pictures in memory must not reach a disk: swap is off, or lies on an encrypted device or in memory itself."""
    try:
        names = [line.split()[0] for line in swaps.read_text(encoding="ascii").splitlines()[1:]]
    except OSError:
        return Finding("スワップ", True, "この機械では 調べられません")
    plain = [name for name in names if not name.startswith(("/dev/dm-", "/dev/mapper/", "/dev/zram"))]
    if plain:
        return Finding("スワップ", False, f"暗号化されていません: {', '.join(plain)}。止めるか 暗号化してください")
    return Finding("スワップ", True, "ありません" if not names else "暗号化されています")
