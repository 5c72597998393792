"""Documents for printers: sheets with words on them, and nothing of anybody."""

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def a_pdf(pages: int = 1) -> bytes:
    """A4, with a number on each page."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for number in range(pages):
        canvas.setFont("Helvetica-Bold", 60)
        canvas.drawString(72, 600, f"Slip {42 + number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()
