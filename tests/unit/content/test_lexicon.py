"""The words that a voice has to be told: read, checked, and right for the texts that are shipped."""

import contextlib
import io
from pathlib import Path

import pytest

from kiosk.content.lexicon import read_lexicon
from kiosk.content.toml import BadFile
from kiosk.domain.clauses import sayable

ROOT = Path(__file__).resolve().parents[3]
OURS = ROOT / "assets" / "speech" / "lexicon.toml"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "lexicon.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[words]\n"表" = "hyo"\n', "line 2: '表': the reading must be kana"),
        ('[words]\n\n"表" = ""\n', "line 3: '表': the reading must be kana"),
        ('[words]\n"表" = "オモテ"\n[more]\n"表" = "ヒョー"\n', "line 4: '表': stands here twice"),
        ('[words]\n" " = "ア"\n', "line 2: ' ': a word has"),
        ('[words]\n"表" = 3\n', "Expected"),
        ("[words\n", "not TOML"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadFile) as wrong:
        read_lexicon(written(tmp_path, text))
    assert said in str(wrong.value)
    assert "lexicon.toml" in str(wrong.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such file"):
        read_lexicon(tmp_path / "none.toml")


def test_a_citys_own_words_stand_for_ours(tmp_path: Path) -> None:
    own = written(tmp_path, '[places]\n"福原" = "フクバラ"\n')
    words = read_lexicon(OURS, own)
    assert words.read("福原の 笠間市") == "フクバラの カサマシ"


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("お急ぎの方は、係の人に 声を かけてください。", "オイソギノカタワ、カカリノヒトニコエヲカケテクダサイ。"),
        ("いま ここで 申しこめます", "イマココデモーシコメマス"),
        ("カードの 期限は、表に 書いて あります。", "カードノキゲンワ、オモテニカイテアリマス。"),
        ("つなぎなおし中", "ツナギナオシチュー"),
        ("表は、身分証として 見せます。", "オモテワ、ミブンショートシテミセマス。"),
        ("時刻表は、ここです。", "ジコクヒョーワ、ココデス。"),
        ("見せるのは 表だけです", "ミセルノワオモテダケデス"),
        ("何でも 聞けます。何歳でしたか。", "ナンデモキケマス。ナンサイデシタカ。"),
        ("本人と 法定代理人が いっしょに 行きます。", "ホンニントホーテーダイリニンガイッショニイキマス。"),
        ("ここで 本人確認を した人は、待ちます。", "ココデホンニンカクニンヲシタヒトワ、マチマス。"),
        ("令和7年（2025年）12月1日で 終わりました",
         "レーワナナネン、ニセンニジューゴネン、ジューニガツツイタチデオワリマシタ"),
        ("郵便番号は 219-8732 です。", "ユービンバンゴーワニーイチキューノハチナナサンニーデス。"),
        ("20KBから 7MBまでです。", "ニジュッキロバイトカラナナメガバイトマデデス。"),
        ("月〜金 午前8:30〜午後5:15",
         "ゲツヨービカラキンヨービ、ゴゼンハチジサンジュップンカラゴゴゴジジューゴフン"),
        ("XSか、それより 新しい 機種です", "エックスエスカ、ソレヨリアタラシイキシュデス"),
    ],
)  # fmt: skip
def test_the_voice_reads_what_is_shipped_as_a_person_would(text: str, heard: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        import pyopenjtalk
    assert pyopenjtalk.g2p(sayable(text, read_lexicon(OURS)), kana=True, use_sudachi_kanji_yomi=False) == heard
