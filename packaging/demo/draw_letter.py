"""Draws the demo's letter with a private number, as packaging/forms/draw_forms.py draws forms; it is no known form.

`PYTHONPATH=. python packaging/demo/draw_letter.py` writes it beside the other pages. City, person and number are
invented: the number's last digit does not check.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.content.pdf import read_page
from kiosk.eye.known_forms import as_png

ASSETS = Path(__file__).resolve().parents[2] / "assets"
TSUCHI = ASSETS / "demo" / "pages" / "tsuchi.png"
REGULAR, BOLD = "BIZUDPGothic_400Regular", "BIZUDPGothic_700Bold"
A4_MM = (210.0, 297.0)
NUMBER = "1234 5678 9012"
LINES = (
    (150, 22, 10.5, "あ市民第 26 号"),
    (150, 29, 10.5, "令和８年11月24日"),
    (22, 42, 10.5, "〒000-0000"),
    (22, 49, 12, "あおぞら市みどり町３丁目５番"),
    (22, 58, 12, "見 本　花 子　様"),
    (150, 72, 12, "あおぞら市長"),
    (22, 108, 11, "あなたの個人番号が決まりましたので、次のとおりお知らせします。"),
    (22, 116, 11, "届いたら、氏名と住所にまちがいがないか確かめてください。"),
    (22, 193, 10.5, "・この番号は、税や年金、福祉の手続きで使います。"),
    (22, 201, 10.5, "・用のない人に番号を見せたり、教えたりしないでください。"),
    (22, 209, 10.5, "・この通知は再び発行されません。大切にしまっておいてください。"),
    (22, 217, 10.5, "・住所や氏名が変わったときは、市の窓口へ届け出てください。"),
    (22, 262, 10.5, "お問い合わせ　あおぞら市役所　市民課　住民係（１階３番窓口）"),
)
"""Where a line begins and where its foot is, in millimetres; its size in points; its words."""
TITLE = (86, 18, "個人番号のお知らせ（通知）")
ROWS = (("個人番号", NUMBER, 16), ("氏　名", "見本 花子", 12), ("住　所", "あおぞら市みどり町３丁目５番", 12))
TABLE_MM = (22.0, 127.0, 166.0, 16.0)
"""Left, top and width of the table, and the height of a row."""
LABEL_MM = 42.0


def draw_letter(file: Path) -> None:
    """The letter as a PDF."""
    canvas = Canvas(str(file), pagesize=(A4_MM[0] * mm, A4_MM[1] * mm), invariant=1)
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(ASSETS / "fonts" / f"{name}.ttf")))
    for left, foot, points, words in LINES:
        _words(canvas, (left, foot), words, points)
    foot, points, words = TITLE
    canvas.setFont(BOLD, points)
    canvas.drawCentredString(A4_MM[0] / 2 * mm, (A4_MM[1] - foot) * mm, words)
    _draw_table(canvas)
    canvas.save()


def letter_png() -> bytes:
    """The letter as a grey picture, as pages of the demo are kept; the same bytes each time."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "letter.pdf"
        draw_letter(file)
        return as_png(read_page(file, 1).picture)


def _draw_table(canvas: Canvas) -> None:
    left, top, width, row_mm = TABLE_MM
    canvas.setLineWidth(0.3 * mm)
    for row, (label, words, points) in enumerate(ROWS):
        low = A4_MM[1] - top - (row + 1) * row_mm
        canvas.rect(left * mm, low * mm, LABEL_MM * mm, row_mm * mm)
        canvas.rect((left + LABEL_MM) * mm, low * mm, (width - LABEL_MM) * mm, row_mm * mm)
        foot = top + (row + 0.5) * row_mm
        _words(canvas, (left + 5, foot + 1.6), label, 12)
        _words(canvas, (left + LABEL_MM + 8, foot + 0.13 * points), words, points)


def _words(canvas: Canvas, at_mm: tuple[float, float], words: str, points: float) -> None:
    canvas.setFont(REGULAR, points)
    canvas.drawString(at_mm[0] * mm, (A4_MM[1] - at_mm[1]) * mm, words)


def main() -> None:
    """Writes the picture beside the others."""
    TSUCHI.write_bytes(letter_png())


if __name__ == "__main__":
    main()
