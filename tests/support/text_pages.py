"""Pages of Japanese text without long numbers: what has to stay readable when numbers are filled."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from kiosk.vision.geometry import Floats
from tests.support.number_pages import FONTS, Written, typeface
from tests.support.paper_world import TEXTURE_PX_PER_MM, Pixels, blank_page

_LETTER = (
    "令和8年11月22日", "山田町　住民課", "国民健康保険の手続きについて（お知らせ）", "",
    "　日ごろから市の仕事にご理解をいただき、ありがとうございます。",
    "　今年度の保険証を新しいものに切り替える時期になりました。下の表をお読みになり、",
    "必要なものをお持ちのうえ、12月10日（木）までに窓口へお越しください。",
    "　代理の方が来られるときは、委任状と代理の方の本人確認書類が必要です。",
    "　サービスセンターやコミュニティバスのご案内は、ホームページをごらんください。",
    "　ご不明な点は、平日の午前8時30分から午後5時15分までにおたずねください。", "",
    "持ち物　①保険証　②はんこ　③本人確認書類（運転免許証・パスポートなど）", "敬具",
)  # fmt: skip
_PEOPLE = (
    ("佐藤　花子", "北海道函館市若松町6番1号"), ("鈴木　一郎", "岩手県宮古市宮町一丁目2-3"),
    ("ヤマダ　タロウ", "東京都千代田区霞が関2-1-2"), ("高橋　リツ", "長野県上田市大手1丁目11番16号"),
    ("田中　マリア", "広島県福山市東桜町3-5　サンハイツ203"), ("伊藤　トメ", "〒880-0001　宮崎市橘通西1-1-1"),
    ("渡辺　ハルエ", "秋田県横手市中央町8番2号"), ("小林　キヨシ", "沖縄県名護市港1-1-1"),
)  # fmt: skip
_RECEIPT = (
    ("領収書", ""), ("2026年11月22日(日) 14:05", ""), ("ぎゅうにゅう", "¥218"), ("食パン　6枚", "¥158"),
    ("たまご　10個", "¥268"), ("アルカリカンデンチ", "¥1,080"), ("コーヒーフィルター", "¥328"), ("小計　5点", "¥2,052"),
    ("消費税(8%)", "¥164"), ("合計", "¥2,216"), ("お預り", "¥3,000"), ("お釣り", "¥784"),
    ("毎度ありがとうございます", ""), ("レシートは返品のとき必要です", ""),
)  # fmt: skip
_TABLE = (
    ("証明書の種類", "手数料", "窓口", "必要なもの"), ("住民票の写し", "300円", "①番", "本人確認書類"),
    ("印鑑登録証明書", "300円", "①番", "印鑑登録証"), ("戸籍全部事項証明書", "450円", "②番", "本人確認書類"),
    ("所得課税証明書", "300円", "③番", "本人確認書類"), ("納税証明書", "300円", "③番", "委任状（代理のとき）"),
    ("除籍謄本", "750円", "②番", "続柄のわかるもの"), ("評価証明書", "300円", "④番", "固定資産の通知"),
)  # fmt: skip


@dataclass(frozen=True)
class TextPage:
    """A page and the (n, 4, 2) millimetres that its n lines of text cover."""

    name: str
    written: Written
    lines: Floats


class _Setter:
    def __init__(self, seed: int, size: tuple[float, float]) -> None:
        self.page = blank_page(size)
        self.seed = seed
        self.boxes: list[Sequence[float]] = []

    def line(self, text: str, at: tuple[float, float], em_mm: float, bold: bool = False) -> None:
        """`at` is the foot of its left end, in millimetres."""
        if not text.strip():
            return
        scale, weight = TEXTURE_PX_PER_MM, 700 if bold else 400
        face = typeface(str(FONTS["gothic bold" if bold else "gothic"]))
        before = self.page.copy()
        cv2.putText(
            self.page, text, (round(at[0] * scale), round(at[1] * scale)), (40,), face, round(em_mm * scale), weight
        )
        self.boxes.append([value / scale for value in cv2.boundingRect(cv2.absdiff(before, self.page))])

    def rule(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        ends = [(round(x * TEXTURE_PX_PER_MM), round(y * TEXTURE_PX_PER_MM)) for x, y in (start, end)]
        cv2.line(self.page, ends[0], ends[1], 60, 2)

    def done(self, name: str) -> TextPage:
        boxes = np.array([[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in self.boxes])
        return TextPage(name, Written(self.page, (), "white", self.seed), boxes)


def text_pages(seed: int) -> list[TextPage]:
    """A letter in three sizes, a list of addresses, a receipt, a table, and a page in somebody's hand."""
    return [
        *(_letter(seed + index, em) for index, em in enumerate((3.2, 4.0, 5.0))),
        _addresses(seed + 3), _receipt(seed + 4), _table(seed + 5), _by_hand(seed + 6),
    ]  # fmt: skip


def _letter(seed: int, em_mm: float) -> TextPage:
    setter = _Setter(seed, (210.0, 297.0))
    for index, text in enumerate(_LETTER * 2):
        setter.line(text, (12.0, 20.0 + index * 1.75 * em_mm), em_mm, bold=index == 2)
    return setter.done(f"letter {em_mm} mm")


def _addresses(seed: int) -> TextPage:
    setter = _Setter(seed, (210.0, 297.0))
    for index, (name, address) in enumerate(_PEOPLE * 2):
        setter.line(name, (15.0, 25.0 + 14 * index), 3.8)
        setter.line(address, (60.0, 25.0 + 14 * index), 3.8)
    return setter.done("addresses")


def _receipt(seed: int) -> TextPage:
    setter = _Setter(seed, (80.0, 150.0))
    for index, (what, price) in enumerate(_RECEIPT):
        setter.line(what, (6.0, 15.0 + 8 * index), 3.0)
        setter.line(price, (58.0, 15.0 + 8 * index), 3.0)
    return setter.done("receipt")


def _table(seed: int) -> TextPage:
    setter = _Setter(seed, (210.0, 148.0))
    columns = (12.0, 72.0, 100.0, 125.0, 198.0)
    for index, row in enumerate(_TABLE):
        for text, x in zip(row, columns, strict=False):
            setter.line(text, (x + 2, 26.0 + 11 * index), 3.8, bold=index == 0)
    for index in range(len(_TABLE) + 1):
        setter.rule((columns[0], 19.0 + 11 * index), (columns[-1], 19.0 + 11 * index))
    for x in columns:
        setter.rule((x, 19.0), (x, 19.0 + 11 * len(_TABLE)))
    return setter.done("table")


def _by_hand(seed: int) -> TextPage:
    """Names, addresses and kana, wavy like writing."""
    setter = _Setter(seed, (210.0, 148.0))
    rng = np.random.default_rng(seed)
    for index, (name, address) in enumerate(_PEOPLE):
        setter.line(name, (15.0, 22.0 + 15 * index), 6.0)
        setter.line(address, (70.0, 22.0 + 15 * index), 5.5)
    setter.page[:] = wavy(setter.page, rng)
    return setter.done("by hand")


def wavy(page: Pixels, rng: np.random.Generator) -> Pixels:
    """As a hand might have written it."""
    height, width = page.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    for axis in (x, y):
        noise = rng.normal(0, 1.0, (height // 8, width // 8)).astype(np.float32)
        axis += 7.0 * cv2.resize(cv2.GaussianBlur(noise, (0, 0), 1.6), (width, height)) * 1.6
    return np.asarray(cv2.remap(page, x, y, cv2.INTER_LINEAR, borderValue=255), np.uint8)


def printed_lines(page: Pixels) -> Floats:
    """(n, 4, 2) millimetres of the lines of text of a level page at TEXTURE_PX_PER_MM: what is joined when gaps between
    letters are closed, without rules."""
    scale = TEXTURE_PX_PER_MM
    ink = (page < 128).astype(np.uint8)
    long = round(7 * scale)
    for shape in ((1, long), (long, 1)):
        rules = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        ink = np.asarray(cv2.subtract(ink, rules), np.uint8)
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, round(3 * scale)), np.uint8))
    boxes = cv2.connectedComponentsWithStats(joined)[2][1:, :4] / scale
    boxes = boxes[(boxes[:, 2] > 6.0) & (boxes[:, 3] > 1.5) & (boxes[:, 3] < 12.0)]
    return np.array([[(x, y), (x + w, y), (x + w, y + h), (x, y + h)] for x, y, w, h in boxes])
