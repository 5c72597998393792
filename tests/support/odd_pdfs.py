"""PDFs as offices make them: with faces of their own, with Latin letters alone, and with faces that are not there."""

from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas


def without_face(*pages: str) -> bytes:
    """Each page says its words in a Japanese face that the file only names."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    return _pdf("HeiseiKakuGo-W5", pages)


def scanned(*pages: str) -> bytes:
    """Pictures of pages, over which lies unseen what a copier has read in them, in a face that is only named."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    return _pdf("HeiseiKakuGo-W5", pages, unseen=True)


def latin(*pages: str) -> bytes:
    """In a face that every reader of PDF has."""
    return _pdf("Helvetica", pages)


def _pdf(face: str, pages: tuple[str, ...], unseen: bool = False) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    for words in pages:
        line = canvas.beginText(60, 700)
        line.setFont(face, 24)
        line.setTextRenderMode(3 if unseen else 0)
        line.textOut(words)
        canvas.drawText(line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
