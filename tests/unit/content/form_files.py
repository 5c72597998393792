"""A small right form as files, to be made wrong in one place."""

from pathlib import Path

import cv2
import numpy as np

from kiosk.content.forms import FORM_FILE

RIGHT = """\
id = "sample"
title = "見本届"
reading = "みほんとどけ"
edition = "sample-2026-1"
page_mm = [100, 80]
blank = "blank.png"
source = "invented"
checked_on = 2026-11-21
en.title = "Sample notice"

[[notices]]
words = "カードを 持って きます。"
easy.words = "カードを 持《も》って きて ください。"
en.words = "Bring the card."

[[fields]]
id = "shimei"
name = "氏名"
reading = "しめい"
kind = "text"
box = [40, 10, 50, 12]
label = [10, 10, 30, 12]
required = true
explanation = "名前を 書きます。"
easy.explanation = "名前《なまえ》を 書《か》いて ください。"
en.name = "Name"
en.explanation = "Write your name."
sample = "青空 花子"

[[fields]]
id = "bango"
name = "番号"
reading = "ばんごう"
kind = "digits"
box = [40, 22, 50, 12]
label = [10, 22, 30, 12]
private = true
explanation = "番号を 書きます。"
easy.explanation = "番号《ばんごう》を 書《か》いて ください。"
en.name = "Number"
en.explanation = "Write the number."
sample = "123456789012"
rules.digits = 12
rules.required_if = ["shimei"]

[[fields]]
id = "umare"
name = "生年月日"
reading = "せいねんがっぴ"
kind = "date"
box = [40, 34, 50, 12]
label = [10, 34, 30, 12]
explanation = "生まれた 日を 書きます。"
easy.explanation = "生《う》まれた 日《ひ》を 書《か》いて ください。"
en.name = "Date of birth"
en.explanation = "Write your date of birth."
sample = "昭和15/3/3"
rules.not_in_future = true
spots = [
  { box = [41, 35, 16, 10], word = "年" },
  { box = [62, 35, 6, 10], word = "月" },
  { box = [73, 35, 6, 10], word = "日" },
]

[[fields]]
id = "dare"
name = "だれ"
reading = "だれ"
kind = "check"
box = [40, 46, 50, 12]
label = [10, 46, 30, 12]
explanation = "だれかを えらびます。"
easy.explanation = "だれかを えらんで ください。"
en.name = "Who"
en.explanation = "Tick who you are."
sample = "本人"
spots = [
  { box = [42, 49, 5, 5], word = "本人" },
  { box = [62, 49, 5, 5], word = "代理人" },
]
"""


def png(size_mm: tuple[float, float] = (100.0, 80.0), px_per_mm: float = 6.0, colours: int = 1) -> bytes:
    """A page with print where RIGHT has its labels."""
    page = np.full((round(size_mm[1] * px_per_mm), round(size_mm[0] * px_per_mm), colours), 255, np.uint8)
    for row in range(4):
        top = round((12 + 12 * row) * px_per_mm)
        page[top : top + round(2 * px_per_mm), round(14 * px_per_mm) : round(30 * px_per_mm)] = 0
    return bytes(cv2.imencode(".png", page)[1])


def lay(parent: Path, text: str = RIGHT, picture: bytes | None = None, name: str = "sample") -> Path:
    """The form's folder."""
    folder = parent / name
    folder.mkdir(parents=True)
    (folder / FORM_FILE).write_text(text, encoding="utf-8")
    (folder / "blank.png").write_bytes(png() if picture is None else picture)
    return folder
