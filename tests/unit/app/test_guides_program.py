"""The program `guides`: what is shipped is in order, what is wrong is told to a city, and a guide can be looked at."""

import shutil
from collections import deque
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from kiosk.app import guides as program
from kiosk.app.cli import main
from kiosk.app.guides import guides_of, our_guides
from kiosk.app.guides_preview import Preview, opening
from kiosk.app.settings import read_end_settings
from kiosk.content.guides import Shelf, look_at_guides
from kiosk.domain import guide_intents as asks
from kiosk.domain import intents
from kiosk.domain.aloud_intents import ReadAloud
from kiosk.domain.guide import At, GuideId, Guides, StepId
from kiosk.domain.guiding import onward
from kiosk.domain.ids import TopicId
from kiosk.domain.languages import LANGUAGES
from kiosk.domain.phone_page import PHONE_KINDS
from kiosk.domain.snapshot import Hint
from kiosk.domain.visit import VisitState
from kiosk.wire import hub as wire
from tests.support.ends import Kiosk, aozora, visit
from tests.support.guide_scenes import FOLDER, FULL

MOST_TOUCHES = 5
MOST_QUESTIONS = 3
LAST_QUESTIONS = {"card-form/done", "card-lost/later"}
"""Answers to what is asked at the end of a way, when all of it has been gone."""

TOPICS = {
    "mynumber": "mynumber",
    "shorui": "papers",
    "kenshin": "health-check",
    "sumaho": "phone",
    "kurashi": "kurashi",
    "where-to-ask": "where-to-ask",
}
ENTRIES = tuple(TOPICS.values())
MENUS = {"where-to-ask", "kurashi", "papers"}
"""Guides that ask what it is about, before one of the matter itself."""


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return look_at_guides(our_guides())


def test_what_is_shipped_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guides", "check"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.startswith(f"{len(look_at_guides(our_guides()).written)} guides, ")


def test_every_step_that_is_shipped_has_a_source_a_day_and_words_in_every_language(shelf: Shelf) -> None:
    for written in shelf.written.values():
        assert set(written.words) == set(LANGUAGES[1:])
        for step in written.guide.steps:
            assert step.sources
            assert date(2026, 1, 1) < step.checked_on


def test_any_question_about_the_card_is_answered_within_five_touches(shelf: Shelf) -> None:
    """The first touch is the card on the home screen; each choice and each つぎへ is another one."""
    touches = _touches(shelf.guides(), "mynumber")
    assert _far(shelf.guides(), touches).keys() == LAST_QUESTIONS
    of_the_card = {name for name in shelf.written if name.startswith("card-")}
    assert {at.guide for at in touches} == of_the_card | {"mynumber"}


def test_any_other_question_is_answered_within_five_touches_too(shelf: Shelf) -> None:
    """Whoever touches 書類, くらし or 相談先: the shortest way counts, and that into the card's own menu is its own."""
    guides = shelf.guides()
    touches: dict[At, int] = {}
    for entry in ENTRIES:
        for at, count in _touches(guides, entry).items():
            touches[at] = min(count, touches.get(at, count))
    far = {name for name in _far(guides, touches) if not name.startswith(("card-", "phone-"))}
    assert far == {"move-house/bring"}  # its last question is whether there is a card
    assert {guide.id for guide in guides} == {at.guide for at in touches}


def test_every_topic_of_the_smartphone_help_begins_within_three_touches(shelf: Shelf) -> None:
    """The card at home, the topic's card; the third says which telephone it is, where that is asked first."""
    guides = shelf.guides()
    touches, menu = _touches(guides, "phone"), guides.step(At(GuideId("phone"), StepId("menu")))
    assert menu is not None
    topics = [choice.to.rstrip("/") for choice in menu.choices]
    assert len(topics) == 12
    begins = [guides.first(topic) for topic in topics]
    assert all(begin is not None and touches[begin] <= 3 for begin in begins)


def test_a_step_that_is_touched_on_a_telephone_shows_where_in_all_its_kinds(shelf: Shelf) -> None:
    kinds = {name: {step.phone.of for step in one.guide.steps if step.phone} for name, one in shelf.written.items()}
    asked = [
        name
        for name, one in shelf.written.items()
        if any(choice.phone for step in one.guide.steps for choice in step.choices)
    ]
    assert len(asked) >= 8
    assert all(kinds[name] == set(PHONE_KINDS) for name in asked)


def test_what_was_changed_on_a_telephone_is_told_how_to_undo(shelf: Shelf) -> None:
    undone = {name for name, one in shelf.written.items() if any(step.undo for step in one.guide.steps)}
    assert {"phone-letters", "phone-wifi", "phone-apps", "phone-line"} <= undone


def test_no_step_is_written_in_vain(shelf: Shelf) -> None:
    guides = shelf.guides()
    reached = {at for entry in ("mynumber", *ENTRIES) for at in _touches(guides, entry)}
    written = {At(guide.id, step.id) for guide in guides for step in guide.steps}
    assert written - reached == set()


def test_who_does_not_know_whom_to_ask_is_asked_three_questions_at_most(shelf: Shelf) -> None:
    """From there into a guide, or to a step without a question; a menu alone counts as a question."""
    guides = shelf.guides()
    start = guides.first("where-to-ask")
    assert start is not None
    assert max(_questions(guides, start, ())) <= MOST_QUESTIONS


def _questions(guides: Guides, at: At, asked: tuple[At, ...]) -> Iterator[int]:
    guide, step = guides.guide(at.guide), guides.step(at)
    assert guide is not None
    assert step is not None
    if not step.choices or at.guide not in MENUS or at in asked:
        yield len(asked)
        return
    for choice in step.choices:
        to = guides.at(guide.target(choice.to))
        assert to is not None
        yield from _questions(guides, to, (*asked, at))


def test_each_topic_of_the_invented_city_that_names_a_guide_opens_one_that_is_there(shelf: Shelf) -> None:
    named = {str(topic.id): topic.guide for topic in aozora().topics if topic.guide}
    assert named == TOPICS
    assert set(named.values()) <= shelf.written.keys()


@pytest.mark.parametrize("topic", ["shorui", "kenshin", "kurashi", "where-to-ask"])
def test_a_topic_that_has_a_guide_now_rings_nobody_until_its_reader_asks_to_talk(shelf: Shelf, topic: str) -> None:
    kiosk = Kiosk()
    kiosk.store.change(guides=shelf.guides())
    kiosk.flows.do(intents.ChooseTopic(TopicId(topic)))
    assert visit(kiosk) is VisitState.ALONE
    assert not kiosk.world.link.of(wire.Enqueue)
    kiosk.flows.do(asks.TalkToClerk())
    assert visit(kiosk) is VisitState.ASKING
    kiosk.flows.do(intents.Confirm())
    assert [one.topic for one in kiosk.world.link.of(wire.Enqueue)] == [topic]


def _far(guides: Guides, touches: dict[At, int]) -> dict[str, int]:
    """Answers that are met, but late."""
    return {
        f"{at.guide}/{at.step}": count
        for at, count in touches.items()
        if count > MOST_TOUCHES and _is_answer(guides, at)
    }


def _is_answer(guides: Guides, at: At) -> bool:
    step = guides.step(at)
    return step is not None and not step.choices and _answers(guides, at)


def _answers(guides: Guides, at: At) -> bool:
    """Whether it is where an answer begins: somebody chose it, and did not come by つぎへ alone."""
    guide, step = guides.guide(at.guide), at.step
    assert guide is not None
    return (
        any(
            guides.at(other.target(choice.to)) == at
            for other in guides
            for one in other.steps
            for choice in one.choices
        )
        or guide.steps[0].id == step
    )


def _touches(guides: Guides, entry: str) -> dict[At, int]:
    first = guides.first(entry)
    assert first is not None
    found, ahead = {first: 1}, deque([first])
    while ahead:
        at = ahead.popleft()
        guide, step = guides.guide(at.guide), guides.step(at)
        assert guide is not None
        assert step is not None
        there = [guides.at(guide.target(choice.to)) for choice in step.choices] or [onward(guides, at)]
        for to in there:
            if to is not None and to not in found:
                found[to] = found[at] + 1
                ahead.append(to)
    return found


def test_no_guide_asks_for_a_secret(shelf: Shelf) -> None:
    """What is written about a 暗証番号 never asks to say, show or write one here."""
    asking = ("暗証番号を 書いて", "暗証番号を 言って", "暗証番号を 入れて ください", "暗証番号を 見せて ください")
    for written in shelf.written.values():
        for step in written.guide.steps:
            words = " ".join((step.title, *step.lines, *step.bring))
            assert not [one for one in asking if one in words], (written.guide.id, step.id)


# --- a city's own folder ---


@pytest.fixture
def own(tmp_path: Path) -> Path:
    made = tmp_path / "own"
    shutil.copytree(FOLDER / "full", made / "full")
    text = (made / "full" / "guide.toml").read_text(encoding="utf-8")
    for name in ("envelope_blue", "form_qr", "bring_bag"):
        assert name in text
    return made


def test_a_citys_folder_is_checked_over_ours_with_the_day_and_the_forms(
    own: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["guides", "check", str(own)]) == 0
    file = own / "full" / "guide.toml"
    text = file.read_text(encoding="utf-8")
    changed = text.replace("2026-11-21", "2099-01-01", 1)
    changed = changed.replace('confirming = "手数料"', 'form = "juminhyo/colour"', 1)
    file.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert main(["guides", "check", str(own)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{file}, line 8: steps.0.checked_on: step 'choose': 2099-01-01 is still to come; "
        "give the day on which it was checked",
        f"{file}, line 40: steps.2.form: step 'asked': no known form has the field 'juminhyo/colour'",
    ]


def test_a_folder_that_is_not_there_is_said_in_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guides", "check", str(tmp_path / "gone")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'gone'}: there is no such folder of guides\n"


def test_settings_name_a_citys_folder_beside_them(own: Path, tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text(
        '[hub]\nurl = "ws://localhost:1/"\ndevice = "k"\ntoken_file = "t"\n[city]\nfile = "city.toml"\nguides = "own"\n'
        '[devices.face_camera]\ndriver = "mock"\n[devices.document_camera]\ndriver = "mock"\n'
        '[devices.sound]\ndriver = "mock"\n',
        encoding="utf-8",
    )
    guides = guides_of(read_end_settings(config), config).guides()
    assert guides.first("full") == At(GuideId("full"), StepId("choose"))
    assert guides.first("mynumber") is not None
    assert program.picture_folders(own)[0] == own / "pictures"


# --- looking at one ---


def test_a_guide_can_be_gone_through_as_a_resident_would() -> None:
    first = FULL.first("full")
    assert first is not None
    preview = Preview(opening(FULL, first))
    seen: list[str] = []
    preview.on_change = lambda snapshot: seen.append(snapshot.guiding.at.step if snapshot.guiding else "")
    preview.do(asks.ChooseWay(first, 0))
    preview.do(asks.GoOn(At(first.guide, StepId("lines"))))
    preview.do(intents.LargerLetters())
    preview.do(intents.ChooseLanguage("en"))
    preview.do(intents.GoBack())
    preview.do(intents.GoHome())
    preview.do(asks.TalkToClerk())
    assert seen == ["lines", "asked", "asked", "asked", "lines", "choose"]
    assert (preview.snapshot.look.letters, preview.snapshot.look.language) == (2, "en")
    assert preview.snapshot.mock_active
    preview.do(ReadAloud())
    assert preview.snapshot.hint is Hint.NO_VOICE
    preview.do(intents.LargerLetters())
    assert preview.snapshot.hint is None


def test_every_step_can_be_had_as_a_picture(tmp_path: Path, own: Path) -> None:
    out = tmp_path / "pictures"
    assert main(["guides", "preview", "full", "--folder", str(own), "--pictures", str(out)]) == 0
    files = sorted(file.name for file in out.iterdir())
    assert len(files) == 5 * len(LANGUAGES) * 2
    assert files[0] == "full-01-choose-en-1.png"
    assert QImage(str(out / files[0])).width() == 1920


def test_a_guide_that_is_not_there_is_said_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guides", "preview", "waste"]) == 2
    assert capsys.readouterr().err.startswith("there is no guide 'waste'; there are: bulky-waste, card-account, ")
