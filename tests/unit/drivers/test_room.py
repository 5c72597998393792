"""The pretend world answers a verb when the keeper concerned has taken it over, in memory and over its socket."""

import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.mock_room import Heard, Paper, Room, RoomError, RoomLink, RoomServer, Thing, connect, room
from drivers.mock_room.verbs import RoomVerbs
from tests.unit.worker.watching import nothing_left


class World:
    """One room, reached over one carrier."""

    def __init__(self, verbs: RoomVerbs, address: str | Room) -> None:
        self.verbs = verbs
        self.address = address


@pytest.fixture(params=["memory", "socket"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    with nothing_left():
        if request.param == "memory":
            here = Room()
            yield World(here, here)
        else:
            with RoomServer(tmp_path / "room.sock") as server, room(server.address) as control:
                yield World(control, server.address)


@pytest.fixture
def tray(world: World) -> Iterator[RoomLink]:
    link = connect(world.address, "van", "document")
    yield link
    link.close()


def test_papers_are_placed_moved_written_on_and_swapped(world: World, tray: RoomLink) -> None:
    world.verbs.place("van", "juminhyo")
    world.verbs.nudge("van", 10, -5)
    world.verbs.nudge("van", 1, 1)
    world.verbs.turn("van", 15)
    world.verbs.write("van", ((10, 20), (30, 20)))
    written = (((10.0, 20.0), (30.0, 20.0)),)
    assert tray.scene.paper == Paper("juminhyo", 11, -4, 15, written)
    world.verbs.swap("van", "mycard")
    assert tray.scene.paper == Paper("mycard")
    world.verbs.place("van", None)
    assert tray.scene.paper is None


def test_what_cannot_be_is_refused_with_a_reason(world: World) -> None:
    with pytest.raises(RoomError, match="no paper on the tray in van"):
        world.verbs.nudge("van", 1, 1)
    with pytest.raises(RoomError, match=r"no page is called 'passport'; there are .*juminhyo"):
        world.verbs.place("van", "passport")
    world.verbs.place("van", "juminhyo")
    with pytest.raises(RoomError, match="already"):
        world.verbs.place("van", "mycard")


def test_a_known_form_is_placed_by_its_id_and_a_path_is_no_name(world: World, tray: RoomLink) -> None:
    world.verbs.place("van", "form.juminhyo")
    assert tray.scene.paper == Paper("form.juminhyo")
    world.verbs.place("van", None)
    for name in ("form.", "form.passport", "form.../pages", "form./juminhyo", "form.juminhyo/", "../pages/idou", ""):
        with pytest.raises(RoomError, match=r"no page is called .*form\.juminhyo"):
            world.verbs.place("van", name)
    assert tray.scene.paper is None


def test_things_are_laid_one_of_a_kind_moved_and_lifted(world: World, tray: RoomLink) -> None:
    world.verbs.place("van", "form.juminhyo")
    world.verbs.lay("van", Thing("hand", 30, 60, -10))
    world.verbs.lay("van", Thing("card", 5, 5))
    world.verbs.lay("van", Thing("memo", -40, 0, 3))
    assert tray.scene.things == (Thing("card", 5, 5), Thing("memo", -40, 0, 3), Thing("hand", 30, 60, -10))
    world.verbs.lay("van", Thing("card", 9, 5, 45))
    assert tray.scene.things == (Thing("card", 9, 5, 45), Thing("memo", -40, 0, 3), Thing("hand", 30, 60, -10))
    world.verbs.lift("van", "memo")
    world.verbs.swap("van", "tsuchi")
    assert list(tray.scene.things) == [Thing("card", 9, 5, 45), Thing("hand", 30, 60, -10)], "a swap leaves them there"
    with pytest.raises(RoomError, match="no memo in van"):
        world.verbs.lift("van", "memo")


def test_a_thing_is_laid_in_one_place_alone_and_needs_no_paper(world: World, tray: RoomLink) -> None:
    world.verbs.lay("office", Thing("card"))
    assert tray.scene.things == ()
    link = connect(world.address, "office", "document")
    assert link.scene.things == (Thing("card"),)
    link.close()


def test_the_two_places_know_nothing_of_each_other(world: World, tray: RoomLink) -> None:
    world.verbs.place("office", "juminhyo")
    assert tray.scene.paper is None


def test_a_keeper_that_comes_later_finds_the_scene_as_it_is(world: World) -> None:
    world.verbs.place("office", "idou")
    link = connect(world.address, "office", "document")
    assert link.scene.paper == Paper("idou")
    link.close()


def test_a_device_can_be_opened_by_one_keeper_only(world: World, tray: RoomLink) -> None:
    with pytest.raises(DeviceBusy):
        connect(world.address, "van", "document")
    tray.close()
    connect(world.address, "van", "document").close()


def test_pulling_the_plug_ends_a_wait_at_once_and_opening_fails_until_it_is_back(world: World) -> None:
    link = connect(world.address, "van", "face")
    pull = threading.Timer(0.1, lambda: world.verbs.unplug("van", "face"))
    pull.start()
    begun_s = time.monotonic()
    with pytest.raises(DeviceLost):
        link.wait_until(begun_s + 20)
    pull.join()
    assert time.monotonic() - begun_s < 5
    link.close()
    with pytest.raises(DeviceMissing, match="unplugged"):
        connect(world.address, "van", "face")
    world.verbs.replug("van", "face")
    connect(world.address, "van", "face").close()


def test_a_held_keeper_stands_still_until_it_is_released(world: World) -> None:
    link = connect(world.address, "van", "face")
    world.verbs.hold("van", "face")
    waiting = threading.Thread(target=link.wait_until, args=(time.monotonic(),))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    world.verbs.release("van", "face")
    waiting.join(5)
    assert not waiting.is_alive()
    link.close()


def test_a_jam_holds_who_is_there_but_not_who_comes_after(world: World) -> None:
    link = connect(world.address, "van", "face")
    world.verbs.jam("van", "face")
    waiting = threading.Thread(target=_until_lost, args=(link,))
    waiting.start()
    waiting.join(0.2)
    assert waiting.is_alive()
    link.close()
    after = connect(world.address, "van", "face")
    after.wait_until(time.monotonic())
    world.verbs.unplug("van", "face")
    link.accept(after.scene)  # ends the test's thread: a jammed keeper hears nothing by itself
    waiting.join(5)
    after.close()


def test_the_line_goes_up_and_down(world: World) -> None:
    link = connect(world.address, "van", "line")
    world.verbs.line("van", up=False)
    assert not link.scene.up
    link.close()


def test_what_the_loudspeaker_gives_can_be_awaited(world: World) -> None:
    link = connect(world.address, "van", "sound")
    link.tell_heard(Heard(20, 0.1, 440))
    assert world.verbs.listen("van") == Heard(20, 0.1, 440)
    later = threading.Timer(0.1, lambda: link.tell_heard(Heard(40, 0.2, 660)))
    later.start()
    assert world.verbs.listen("van", after=20) == Heard(40, 0.2, 660)
    later.join()
    with pytest.raises(RoomError, match="nothing more"):
        world.verbs.listen("van", after=40, timeout_s=0.05)
    link.close()


def test_when_the_room_goes_its_devices_are_lost(tmp_path: Path) -> None:
    with RoomServer(tmp_path / "room.sock") as server:
        link = connect(server.address, "van", "face")
        control = room(server.address)
    with pytest.raises(DeviceLost):
        link.wait_until(time.monotonic() + 20)
    with pytest.raises(RoomError, match="gone"):
        control.nudge("van", 1, 1)
    link.close()
    control.close()


def test_the_socket_is_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "run" / "room.sock"
    with RoomServer(path):
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


def test_a_folder_that_others_can_look_into_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(PermissionError, match="others"), RoomServer(folder / "room.sock"):
        pass


def test_where_no_room_answers_there_is_no_device(tmp_path: Path) -> None:
    with pytest.raises(DeviceMissing, match="no room answers"):
        connect(str(tmp_path / "none.sock"), "van", "face")
    with pytest.raises(RoomError, match="no room answers"):
        room(str(tmp_path / "none.sock"))


def _until_lost(link: RoomLink) -> None:
    with pytest.raises(DeviceLost):
        link.wait_until(time.monotonic())
