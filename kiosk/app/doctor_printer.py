"""The doctor's look at paper: whether the city's words can be printed, and whether the printer keeps nothing."""

from datetime import date, datetime, time
from itertools import zip_longest
from pathlib import Path
from typing import Final

from kiosk.app.doctor_monitors import tie_to_window_system
from kiosk.app.guides import guides_of
from kiosk.app.settings import EndSettings, beside
from kiosk.app.slips import open_printer, slip_maker
from kiosk.content.city import read_city
from kiosk.content.toml import BadFile
from kiosk.domain.city import City
from kiosk.domain.languages import JAPANESE, LANGUAGES
from kiosk.domain.slip import Slip, next_opening

_TO_DO: Final = {
    "out_of_paper": "紙が ありません。入れてください",
    "jammed": "紙が つまっています。取りのぞいてください",
    "offline": "電源と ケーブルを 見てください",
}


def look_at_slips(settings: EndSettings, config: Path) -> str:
    """Makes a slip of everything that the city's file can put on one. Raises BadFile, which names the letter that no
    font has, or says that the words are too long."""
    file = beside(config, settings.city.file)
    try:
        city, _ = read_city(file)
        guides = guides_of(settings, config).guides()
    except BadFile:
        return "市のデータか 案内が 読めないので、調べていません"  # which has a line of its own
    maker = slip_maker()
    slips = _slips(city)
    try:
        for slip in slips:
            maker.pdf(slip, guides)
    except ValueError as wrong:
        raise BadFile(f"{file}: {wrong}") from None
    return f"{len(slips)}とおり 作れました"


def _slips(city: City) -> list[Slip]:
    """Every stop, topic, section and outcome stands on at least one, in each language."""
    at = datetime.combine(min((opening.day for opening in city.openings), default=date(2026, 1, 1)), time(10, 20))
    rows = list(zip_longest(city.stops, city.topics, city.sections, city.outcomes))
    return [
        Slip(
            "visit",
            at,
            city,
            language,
            stop,
            topic,
            section.name if section is not None else "",
            number=100,
            outcome=outcome,
            opening=next_opening(city, stop, at.date()),
        )
        for language in LANGUAGES
        if language != JAPANESE  # a slip in English has its Japanese beside it
        for stop, topic, section, outcome in rows
    ]


def look_at_printer(settings: EndSettings, config: Path) -> str:
    """Opens it, which it refuses where it would keep a paper. Raises BadFile and DeviceError."""
    printer = open_printer(settings, config)
    if printer is None:
        return "注意: 設定が ありません（[devices.printer]）。控えは 画面に 大きく 出します"
    name = str((settings.devices.printer or {})["driver"])
    tie = tie_to_window_system() if name == "qt" else None
    try:
        printer.open()
        health = printer.health()
    finally:
        printer.close()
        del tie
    if health.state in _TO_DO:
        raise BadFile(f"{name}: {_TO_DO[health.state]}")
    if name == "qt":
        return "qt 使えます、紙の 中身を 残しません。紙が 出たかどうかは この方法では わかりません"
    return f"{name} 使えます" + ("（本物では ありません）" if printer.mock else "、紙の 中身を 残しません")
