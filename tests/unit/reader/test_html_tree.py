"""What is taken from an HTML circular, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.circular import MAX_BLOCK
from kiosk.reader.document_plan import BadDocument
from kiosk.reader.html_tree import MOST_BLOCKS, MOST_DEEP, MOST_HTML_BYTES, MOST_TEXT, blocks_of


def said(html: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in blocks_of(html.encode())]


def refused(document: bytes) -> str:
    with pytest.raises(BadDocument) as bad:
        blocks_of(document)
    return bad.value.why


def test_headings_paragraphs_items_and_rows_come_in_order() -> None:
    html = """<!doctype html><html><head><title>x</title><style>p{}</style></head><body>
    <h1>お知らせ</h1><p>水道の  <b>工事</b>を
    します。</p><ul><li>朝は<a href="https://elsewhere.example/">出ません</a><li>夜は 出ます</ul>
    <table><tr><th>日</th><th>時</th></tr><tr><td>月</td><td></td><td>九時</td></tr></table>おわり</body></html>"""
    assert said(html) == [
        ("heading", "お知らせ"),
        ("paragraph", "水道の 工事を します。"),
        ("item", "朝は出ません"),
        ("item", "夜は 出ます"),
        ("row", "日、時"),
        ("row", "月、九時"),
        ("paragraph", "おわり"),
    ]


@pytest.mark.parametrize(
    "strange",
    [
        "<script>let a = '<p>no</p>'</script>",
        "<script src='https://elsewhere.example/a.js'></script>",
        "<img src='https://elsewhere.example/a.png' alt='no'>",
        "<iframe src='https://elsewhere.example/'>no</iframe>",
        "<object data='a.swf'>no</object>",
        "<svg><text>no</text></svg>",
        "<style>@import url(https://elsewhere.example/);</style>",
        "<link rel='stylesheet' href='https://elsewhere.example/'>",
        "<noscript>no</noscript>",
        "<form><select><option>no</select><textarea>no</textarea><button>no</button></form>",
        "<!-- no -->",
        "<?php no ?>",
        "<![CDATA[ no ]]>",
    ],
)
def test_everything_else_is_dropped(strange: str) -> None:
    assert said(f"<p>はじめ</p>{strange}<p>おわり</p>") == [("paragraph", "はじめ"), ("paragraph", "おわり")]


def test_readings_and_signs_that_are_not_seen_are_left_out() -> None:
    assert said("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>\u202e\ufff9です&amp;&#65;</p>") == [
        ("paragraph", "漢字です&A")
    ]


def test_lines_broken_by_hand_are_blocks_of_their_own() -> None:
    assert said("<p>一行<br>二行<br/>三行</p>") == [("paragraph", one) for one in ("一行", "二行", "三行")]


def test_pages_of_japanese_offices_may_be_shift_jis() -> None:
    assert [one.text for one in blocks_of("<p>回覧板</p>".encode("cp932"))] == ["回覧板"]


def test_elements_that_are_never_closed_do_not_count_as_depth() -> None:
    rows = "".join(f"<tr><td>{n}<td>x" for n in range(MOST_DEEP * 2))
    items = "".join(f"<li><p>{n}" for n in range(MOST_DEEP * 2))
    assert len(said(f"<table>{rows}</table><ul>{items}</ul>")) == MOST_DEEP * 4


@pytest.mark.parametrize(
    ("document", "why"),
    [
        (b"", "not_html"),
        (b"no mark in it", "not_html"),
        (b"%PDF-1.7 <<\xff\xfe\x80", "not_html"),
        ("<p>x</p>".encode("utf-16"), "not_html"),
        (b"<html><body></body></html>", "empty"),
        (b"<script>" + b"x" * 1000, "empty"),
        (b"<div>" * 10_000 + b"x", "deep"),
        (b"<b>" * 10_000 + b"x", "deep"),
        (b"<p>" + b"x" * (MOST_TEXT + 1), "long"),
        (b"<p>x</p>" * (MOST_BLOCKS + 1), "long"),
        (b"<p>" + b" " * MOST_HTML_BYTES, "large"),
    ],
)
def test_what_is_no_circular_is_refused_with_the_reason(document: bytes, why: str) -> None:
    assert refused(document) == why


def test_an_entity_bomb_stays_the_word_that_it_is() -> None:
    """Entities of a document type are not known here, so none grows."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20))
    assert said(f'<!DOCTYPE html [<!ENTITY l0 "lol">{levels}]><p>&l19;</p>')[-1] == ("paragraph", "&l19;")


def test_a_long_paragraph_is_divided_where_a_sentence_ends() -> None:
    sentence = "これは 少し 長い 文です。"
    pieces = [text for _, text in said(f"<p>{sentence * 40}</p>")]
    assert len(pieces) > 4
    assert all(len(one) <= MAX_BLOCK and one.endswith("。") for one in pieces)
    assert "".join(pieces) == sentence * 40


@given(st.text("あい。、 x", min_size=1, max_size=2000))
def test_no_letter_of_a_text_is_lost_and_no_block_is_too_long(text: str) -> None:
    letters = "".join(text.split())
    if not letters:
        return
    blocks = blocks_of(f"<p>{text}</p>".encode())
    assert "".join("".join(one.text.split()) for one in blocks) == letters
    assert all(0 < len(one.text) <= MAX_BLOCK for one in blocks)


@given(st.lists(st.sampled_from(("<p>", "</p>", "<li>", "<tr>", "<td>", "</tr>", "<table>", "</ul>", "a", "<script>"))))
def test_no_order_of_marks_breaks_it(marks: list[str]) -> None:
    try:
        blocks = blocks_of("".join(("<", "p>", *marks)).encode())
    except BadDocument as bad:
        assert bad.why in ("empty", "deep", "long")
    else:
        assert all(one.text for one in blocks)
