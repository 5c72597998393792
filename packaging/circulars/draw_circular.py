"""Draws the PDF among the pretend city's circulars: python packaging/circulars/draw_circular.py."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
OUT = ROOT / "assets" / "circulars" / "matsuri.pdf"
_LEFT, _LINE = 60.0, 27.0
PAGES = (
    (
        "青葉地区 秋まつりの お知らせ",
        (
            "今年も 秋まつりを 開きます。",
            "ご近所の 方と、どうぞ お出かけください。",
            "",
            "日にち　11月29日（日曜日）",
            "時間　　午前10時から 午後3時まで",
            "場所　　青葉地区 集会所の 前の 広場",
            "",
            "・青葉小学校の 子どもたちの 太鼓　午前11時",
            "・とん汁を くばります　正午から 200人分",
            "・野菜の 市　午前10時から なくなるまで",
            "",
            "雨の 日は、集会所の 中で 開きます。",
        ),
    ),
    (
        "おねがいと 行き方",
        (
            "駐車場は ありません。バスを お使いください。",
            "市のバス「集会所前」で おりて、歩いて 2分です。",
            "",
            "いすを 50 用意します。",
            "車いすで 入れる 手洗いが 集会所に あります。",
            "",
            "ごみは お持ち帰りください。",
            "",
            "聞きたいとき",
            "青葉地区 自治会　電話 0000-00-1301",
        ),
    ),
)


def draw(out: Path) -> None:
    """Letters large, as on paper that goes from house to house."""
    fonts = ROOT / "assets" / "fonts"
    pdfmetrics.registerFont(TTFont("plain", fonts / "BIZUDPGothic_400Regular.ttf"))
    pdfmetrics.registerFont(TTFont("bold", fonts / "BIZUDPGothic_700Bold.ttf"))
    canvas = Canvas(str(out), A4, pageCompression=1, invariant=1)
    canvas.setTitle(PAGES[0][0])
    width, height = A4
    for number, (title, lines) in enumerate(PAGES, 1):
        canvas.setFillColorRGB(0.05, 0.3, 0.35)
        canvas.rect(0, height - 110, width, 110, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont("bold", 26)
        canvas.drawString(_LEFT, height - 70, title)
        canvas.setFillColorRGB(0.1, 0.1, 0.1)
        canvas.setFont("plain", 17)
        for index, line in enumerate(lines):
            canvas.drawString(_LEFT, height - 165 - index * _LINE, line)
        canvas.setFont("plain", 12)
        canvas.drawCentredString(width / 2, 40, f"{number} / {len(PAGES)}")
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    draw(OUT)
