"""Circulars as offices, strangers and broken disks make them."""

import io
import zlib

from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)


def pdf(pages: int = 2, size: tuple[float, float] = A4) -> bytes:
    """Each page says its number; a black square stands in its upper left corner."""
    out = io.BytesIO()
    canvas = Canvas(out, size, invariant=1)
    for number in range(1, pages + 1):
        canvas.rect(0, size[1] - 100, 100, 100, stroke=0, fill=1)
        canvas.drawString(200, size[1] / 2, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    """Behind a password."""
    out = io.BytesIO()
    canvas = Canvas(out, A4, encrypt="secret")
    canvas.drawString(100, 100, "hidden")
    canvas.save()
    return out.getvalue()


def picture_bomb(megabytes: int) -> bytes:
    """One small file: a picture that grows to so many megabytes when it is unpacked."""
    raw = _packed(b"\0", megabytes)
    picture = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d " % (1 << 14, megabytes << 6)
    picture += b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>" % len(raw)
    return _page(_stream(b"<< /Length 24 >>", b"595 0 0 842 0 0 cm /P Do"), _stream(picture, raw))


def words_bomb(megabytes: int) -> bytes:
    """One small file: what is to be drawn grows to so many megabytes."""
    raw = _packed(b" ", megabytes)
    return _page(_stream(b"<< /Filter /FlateDecode /Length %d >>" % len(raw), raw), b"null")


def _packed(letter: bytes, megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    rows = letter * (1 << 20)
    return b"".join(packer.compress(rows) for _ in range(megabytes)) + packer.flush()


def _stream(head: bytes, content: bytes) -> bytes:
    return b"%s\nstream\n%s\nendstream" % (head, content)


def _page(content: bytes, picture: bytes) -> bytes:
    return _written(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        b"<< /XObject << /P 5 0 R >> >> >>",
        content,
        picture,
    )


def _written(*objects: bytes) -> bytes:
    """A PDF of these objects, the first one its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
