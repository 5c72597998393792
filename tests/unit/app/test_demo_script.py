"""The visit that a demo plays: a touch, what must come true, a picture; and a plain word where it goes wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from drivers.mock_room.room import Room, Seat
from drivers.mock_room.state import Paper, Scene
from kiosk.app import demo_script
from kiosk.app.demo_actors import ActorFailed, Actors
from kiosk.app.demo_files import PAPERS
from kiosk.app.demo_script import Heard, Script
from kiosk.app.demo_visit import NUMBER, VISIT, Step
from kiosk.app.seat import state_words
from kiosk.app.seat_messages import (
    Count,
    Counted,
    Draw,
    FirstPaint,
    FromActor,
    Grab,
    Grabbed,
    Here,
    State,
    ToActor,
    Touch,
    Touched,
)
from tests.support.scenes import DESK, HOME
from ui.presenters.route import SCREENS


class Stand:
    """Both actors at once: do what they are told, and say that what the step waits for has come true."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.touched: list[tuple[str, str]] = []
        self.missing = ""
        self.late: dict[str, int] = {}
        self.deaf = ""
        self.silent = ""
        self._played = 0
        self.room = Room()
        self.room.place("van", PAPERS["van"])
        self._words: dict[str, dict[str, str]] = {"kiosk": {}, "desk": {}}
        self.started_s = {"kiosk": 1.0, "desk": 2.0}
        for seat in ("kiosk", "desk"):
            heard.hear(seat, Here(seat, 4.5))
        self._come_true(0)

    def say(self, seat: str, message: ToActor) -> None:
        if seat == self.silent:
            return
        answers: dict[type, Callable[[], FromActor]] = {
            Touch: lambda: self._touch(seat, cast(Touch, message)),
            Draw: lambda: self._draw(seat, cast(Draw, message)),
            Grab: lambda: self._grab(seat, cast(Grab, message)),
            Count: lambda: Counted(cast(Count, message).n, {"far_face": 42}),
        }
        self.heard.hear(seat, answers[type(message)]())

    def _touch(self, seat: str, touch: Touch) -> Touched:
        self.late[touch.key] = self.late.get(touch.key, 0) - 1
        if touch.key == self.missing or self.late[touch.key] >= 0:
            return Touched(touch.n, found=False, touched_s=0.0, paint_s=0.0)
        self.touched.append((seat, touch.key))
        if touch.key != self.deaf:
            self._come_true(self._next(lambda step: (step.seat, step.key) == (seat, touch.key)))
        return Touched(touch.n, found=True, touched_s=10.0, paint_s=0.01)

    def _draw(self, seat: str, draw: Draw) -> Touched:
        self._come_true(self._next(lambda step: step.draws == (draw.paper, draw.points)))
        return Touched(draw.n, found=True, touched_s=10.0, paint_s=0.01)

    def _grab(self, seat: str, grab: Grab) -> Grabbed:
        name = f"{grab.step}-{seat}.png"
        (Path(grab.folder) / name).write_bytes(b"")
        after = [step.name for step in VISIT].index(grab.step) + 1
        if seat == "desk" and after < len(VISIT) and VISIT[after].room is not None and not VISIT[after].key:
            self._come_true(after)  # nobody touches anything: the eye sees it
        return Grabbed(grab.n, (name,))

    def _next(self, fits: Callable[[Step], bool]) -> int:
        """The next step of that kind: a key may be touched twice in a visit."""
        return next(index for index in range(self._played, len(VISIT)) if fits(VISIT[index]))

    def _come_true(self, index: int) -> None:
        self._played = index + 1
        for seat, words in VISIT[index].until.items():
            self._words[seat] |= words
            self.heard.hear(seat, State(dict(self._words[seat])))
        for surface in VISIT[index].painted:
            self.heard.hear(surface.partition(".")[0], FirstPaint(surface.partition(".")[2], 10.25))


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    """No pauses for people."""
    monkeypatch.setattr(demo_script, "BETWEEN_TOUCHES_S", 0.0)
    monkeypatch.setattr(demo_script, "LOOK_FOR_S", 0.0)
    monkeypatch.setattr(demo_script, "LOOKS_AGAIN_S", 0.0)
    monkeypatch.setattr(demo_script, "STEP_WITHIN_S", 0.05)
    return Stand(Heard())


def _script(stand: Stand, out: Path) -> Script:
    return Script(cast(Actors, stand), stand.heard, out, stand.room)


def test_the_whole_visit_is_played_touch_by_touch_and_reported(stand: Stand, tmp_path: Path) -> None:
    report = _script(stand, tmp_path / "demo").play()
    assert stand.touched == [(step.seat, step.key) for step in VISIT if step.key]
    assert json.loads((tmp_path / "demo" / "report.json").read_text(encoding="utf-8")) == report
    assert report["start_to_home_s"] == {"kiosk": 3.5, "desk": 2.5}
    assert report["accept_to_first_picture_s"] == {"kiosk.far_face": 0.25, "desk.far_face": 0.25}
    assert report["show_paper_to_desk_s"] == {"desk.far_document": 0.25}
    assert report["frames_painted"] == {"kiosk": {"far_face": 42}, "desk": {"far_face": 42}}
    assert len(list((tmp_path / "demo").glob("*.png"))) == 2 * len(VISIT)


def test_the_resident_lays_papers_and_a_telephone_on_the_tray_and_takes_them_away(stand: Stand, tmp_path: Path) -> None:
    seen: list[Scene] = []
    seats: list[Seat] = []

    def see(scene: Scene) -> None:
        seen.append(scene)
        for seat in seats:
            stand.room.acknowledge(seat, scene.version)

    seats.append(stand.room.join("van", "document", see))
    _script(stand, tmp_path).play()
    assert Paper("form.inkan-shomei", strokes=(NUMBER,)) in [scene.paper for scene in seen]
    assert "phone" in {thing.kind for scene in seen for thing in scene.things}
    assert (seen[-1].paper, seen[-1].things) == (None, ())


def test_pictures_of_an_earlier_run_do_not_stay_and_other_files_do(stand: Stand, tmp_path: Path) -> None:
    (tmp_path / "99-old.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"")
    _script(stand, tmp_path).play()
    assert not (tmp_path / "99-old.png").exists()
    assert (tmp_path / "notes.txt").exists()


def test_a_key_that_is_not_there_ends_the_demo_with_its_name(stand: Stand, tmp_path: Path) -> None:
    stand.missing = "key.show_paper"
    with pytest.raises(ActorFailed, match=r"step 06-paper: 'key\.show_paper' is not on the kiosk's screen"):
        _script(stand, tmp_path).play()
    assert not (tmp_path / "report.json").exists()


def test_a_key_that_comes_a_moment_later_is_waited_for(
    stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_script, "STEP_WITHIN_S", 15.0)
    stand.late["key.sheet.yes"] = 3
    _script(stand, tmp_path).play()
    assert stand.touched == [(step.seat, step.key) for step in VISIT if step.key]


def test_a_touch_that_changes_nothing_ends_the_demo_with_what_the_screens_say(stand: Stand, tmp_path: Path) -> None:
    stand.deaf = "key.connect"
    with pytest.raises(ActorFailed, match=r"step 03-waiting did not come true.*'screen': 'confirm'"):
        _script(stand, tmp_path).play()


def test_an_actor_that_does_not_answer_is_named(stand: Stand, tmp_path: Path) -> None:
    stand.silent = "desk"
    with pytest.raises(ActorFailed, match="the desk does not answer"):
        _script(stand, tmp_path).play()


def test_every_word_that_a_step_waits_for_is_one_that_a_seat_says() -> None:
    said = {"kiosk": state_words(HOME), "desk": state_words(DESK)}
    waited = {(seat, word) for step in VISIT for seat, words in step.until.items() for word in words}
    assert {(seat, word) for seat, word in waited if word not in said[seat]} == set()
    screens = {step.until["kiosk"]["screen"] for step in VISIT if "screen" in step.until.get("kiosk", {})}
    assert screens <= set(SCREENS)
