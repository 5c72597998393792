"""Cuts the faces that are needed beside BIZ UDPGothic out of Noto's: python packaging/fonts/cut_fonts.py NOTO

NOTO is a folder that holds the npm packages of Google's Noto Sans, unpacked: `npm pack
@expo-google-fonts/noto-sans-jp` (0.4.3), `-sc` (0.4.3) and `noto-sans` (0.4.2), each in a folder called like its
package. Needs fonttools, and nothing else does.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
OUT = FONTS / "noto"
OWN = FONTS / "BIZUDPGothic_400Regular.ttf"


def _in_codec(name: str) -> Callable[[int], bool]:
    def fits(code: int) -> bool:
        try:
            chr(code).encode(name)
        except UnicodeEncodeError:
            return False
        return True

    return fits


def _vietnamese(code: int) -> bool:
    """Latin letters with all their marks, marks alone, and the signs that stand among them."""
    blocks = ((0x20, 0x24F), (0x300, 0x36F), (0x1E00, 0x1EFF), (0x2010, 0x2044), (0x20A0, 0x20BF))
    return any(first <= code <= last for first, last in blocks)


def _beyond(own: set[int]) -> Callable[[int], bool]:
    """Ideographs and signs of Japanese that our own face lacks."""
    return lambda code: code not in own


def cut(source: Path, wanted: Callable[[int], bool], out: Path) -> None:
    """One face: the wanted characters, without hints and without what only a shaper reads."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT"]
    face = TTFont(source)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for code in face.getBestCmap() if wanted(code)])
    cutter.subset(face)
    face.save(out)
    sys.stdout.write(f"{out.name}: {len(face.getBestCmap())} characters, {out.stat().st_size} bytes\n")


def main(folder: Path) -> None:
    """Writes all faces."""
    own = set(TTFont(OWN).getBestCmap())
    chinese, rare = _in_codec("gb2312"), _beyond(own)
    rows: Iterable[tuple[str, str, Callable[[int], bool]]] = (
        ("noto-sans", "NotoSans_400Regular", _vietnamese),
        ("noto-sans", "NotoSans_700Bold", _vietnamese),
        ("noto-sans-jp", "NotoSansJP_400Regular", rare),
        ("noto-sans-sc", "NotoSansSC_400Regular", chinese),
        ("noto-sans-sc", "NotoSansSC_700Bold", chinese),
    )
    for package, name, wanted in rows:
        source = folder / package / "package" / name.partition("_")[2] / f"{name}.ttf"
        cut(source, wanted, OUT / f"{name}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
