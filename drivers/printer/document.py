"""What every keeper of a printer looks at before it takes a document over."""

import re

from drivers.api.printer import MAX_PDF_BYTES, NotPrintable

_BEGINS = re.compile(rb"%PDF-[12]\.\d")
_ENDS = b"%%EOF"
_ENDS_WITHIN = 1_024
_TITLE = re.compile(r"[a-z][a-z_-]{0,39}")
_PAGE = re.compile(rb"/Type\s*/Page(?!s)")


def check_printable(pdf: bytes, title_code: str) -> None:
    """Raises NotPrintable. A document is whole from its first line to its last (ISO 32000-1, 7.5.2 and 7.5.5)."""
    if _TITLE.fullmatch(title_code) is None:
        raise NotPrintable("a job's title is one word in lower case that says what it is, never whose")
    if len(pdf) > MAX_PDF_BYTES:
        raise NotPrintable(f"the document has {len(pdf)} bytes; a printer takes at most {MAX_PDF_BYTES}")
    if _BEGINS.match(pdf) is None or _ENDS not in pdf[-_ENDS_WITHIN:]:
        raise NotPrintable("this is no PDF, or only a part of one")


def count_pages(pdf: bytes) -> int:
    """How many sheets it takes; one if that stands where only a reader of PDF finds it."""
    return max(1, len(_PAGE.findall(pdf)))
