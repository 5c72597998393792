"""Lets letters beyond U+FFFF be read back from our PDF: ReportLab 4.5 and 5.1 name 𠮷 by a code that is another letter.

Source: Adobe, ToUnicode Mapping File Tutorial (5411): values are UTF-16BE, at most 100 of them stand in a block.
"""

from collections.abc import Sequence

from reportlab.pdfbase import ttfonts

_BLOCK = 100


def letter_map(font: str, letters: Sequence[int]) -> str:
    """The map of a font's subset: each of its one-byte codes, which count from 0, and the letter that it draws."""
    rows = [f"<{code:02X}> <{chr(letter).encode('utf-16-be').hex().upper()}>" for code, letter in enumerate(letters)]
    blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    system = f"<< /Registry ({font}) /Ordering ({font}) /Supplement 0 >>"
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        f"/CIDSystemInfo {system} def /CMapName /{font} def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{body}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )


def use_letter_map() -> None:
    """From now on; twice is fine."""
    ttfonts.makeToUnicodeCMap = letter_map
