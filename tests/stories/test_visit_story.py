"""A visit with real processes and connections: as it should be, and with everything going wrong."""

import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kiosk.app.demo_files import write_hub_settings
from kiosk.app.demo_visit import VISIT
from kiosk.app.places import main_file
from tests.support.theatre import Theatre, theatre

pytestmark = [pytest.mark.timeout(200), pytest.mark.skipif(sys.platform != "linux", reason="needs Xvfb")]


@pytest.fixture
def stage() -> Iterator[Theatre]:
    with theatre() as made:
        yield made


def _segments() -> list[Path]:
    return list(Path("/dev/shm").glob("madoguchi-*"))


def test_the_demo_plays_the_whole_visit_and_leaves_pictures_a_report_and_no_process(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, str(main_file()), "demo", "--headless", "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [row["step"] for row in report["steps"]] == [step.name for step in VISIT]
    for row in report["steps"]:
        assert len(row["pictures"]) == 3
        assert all((tmp_path / name).stat().st_size > 10_000 for name in row["pictures"])
    assert set(report["accept_to_first_picture_s"]) == {"kiosk.far_face", "desk.far_face"}
    assert min(report["frames_painted"]["kiosk"].values()) > 5
    assert not _segments(), "no shared memory is left"
    left = [p for p in psutil.process_iter(["cmdline"]) if "madoguchi-demo-" in " ".join(p.info["cmdline"] or [])]
    assert not left


CLERK, TYPED, LINE, NOTES = "金糸雀", "ぬえとら", "CANARY-line-7f3a", "CANARY-notes-91bc"
"""What a person is called or writes in this visit, and what nobody else would write."""
_CANARIES = re.compile(
    b"|".join(re.escape(word.encode(code)) for word in (CLERK, TYPED, LINE, NOTES) for code in ("utf-8", "utf-16-le"))
)
_TOLD = re.compile("soudan|職員と|a=candidate|v=0\r|ice-ufrag|typ host".encode())


def _keep_every_word(stage: Theatre) -> None:
    """All programs log all they ever would, the hub keeps its journal, and the clerk has a name of her own."""
    stage.kill_hub()
    registry = stage.folder.root / "registry.toml"
    registry.write_text(registry.read_text(encoding="utf-8").replace("佐藤", CLERK), encoding="utf-8")
    write_hub_settings(stage.folder, port=stage.port)
    for program in ("hub", "kiosk", "desk"):
        settings = stage.folder.settings(program)
        text = settings.read_text(encoding="utf-8").replace('level = "warning"', 'level = "debug"\nfolder = "log"')
        journal = 'journal = "hub.db"\n' if program == "hub" else ""
        settings.write_text(journal + text, encoding="utf-8")
    stage.actors.start_hub()


def _write_to_each_other(stage: Theatre) -> None:
    stage.write("desk", "field.notes", NOTES)
    stage.until("desk", notes=str(len(NOTES)))
    stage.touch("kiosk", "key.open_board")
    stage.touch("kiosk", "key.kana")
    for letter in TYPED:
        stage.touch("kiosk", f"key.kana.{letter}")
    stage.touch("kiosk", "key.kana.send")
    stage.until("desk", lines="1", front="board")
    stage.write("desk", "field.say", LINE)
    stage.touch("desk", "key.say")
    stage.until("kiosk", lines="2")


def _no_canary(*folders: Path) -> None:
    for file in (file for folder in folders for file in folder.rglob("*") if file.is_file()):
        if file.name == "registry.toml":  # where the clerk's name comes from
            continue
        with contextlib.suppress(FileNotFoundError):  # a ring whose worker was replaced meanwhile
            assert not _CANARIES.search(file.read_bytes()), f"{file} holds what somebody wrote"


def test_during_a_visit_and_after_its_wipe_no_trace_of_it_is_anywhere(stage: Theatre) -> None:
    shared, temporary = Path("/dev/shm"), Path(tempfile.gettempdir())
    before = set(temporary.iterdir())
    _keep_every_word(stage)
    stage.talk()
    stage.touch("kiosk", "key.show_paper")
    stage.painted("desk.far_document")
    _write_to_each_other(stage)
    _no_canary(stage.folder.root, shared)
    stage.touch("desk", "key.outcome.done")
    stage.touch("desk", "key.end_call")
    stage.until("kiosk", screen="finish")
    stage.touch("kiosk", "key.finish")
    stage.until("kiosk", visit="home", face_gate="SHUT", document_gate="SHUT")
    rings = [p for p in _segments() if str(stage.actors.pid("kiosk")) in p.name]
    assert rings, "the eyes are warm again"
    for ring in rings:
        assert not any(ring.read_bytes()[4096:]), f"{ring.name} holds something of the visit"
    stage.terminate("hub")
    _no_canary(stage.folder.root, shared)
    logs = list((stage.folder.root / "log").iterdir())
    assert any(b"call_ended" in log.read_bytes() for log in logs), "the log was written"
    for log in logs:
        assert not _TOLD.search(log.read_bytes()), f"{log.name} tells of the visit"
    assert (stage.folder.root / "hub.db").stat().st_size > 0, "the journal was written"
    new = {path.name: path for path in set(temporary.iterdir()) - before if path != stage.folder.root}
    mine = {name for name in new if not name.startswith((".X", ".org", "pymp-", "dumb"))}
    assert not [name for name in mine if new[name].stat().st_size > 0], "no other file was made but an empty lock"


def test_with_the_hub_gone_at_the_start_the_kiosk_says_so_and_finds_it_later() -> None:
    with theatre(hub=False) as stage:
        stage.start("kiosk")
        stage.until("kiosk", screen="home", hub="offline")
        stage.touch("kiosk", "topic.soudan")
        stage.touch("kiosk", "key.connect")
        stage.until("kiosk", screen="confirm", hint="hub_away")
        stage.restart_hub()
        stage.until("kiosk", hub="online")
        stage.touch("kiosk", "key.connect")
        stage.until("kiosk", screen="waiting")


def test_the_call_goes_on_without_the_hub_and_ends_at_both_ends(stage: Theatre) -> None:
    stage.talk()
    stage.kill_hub()
    stage.until("kiosk", hub="offline", call="talking")
    stage.until("desk", hub="offline", call="talking")
    stage.touch("kiosk", "key.show_paper")
    stage.painted("desk.far_document")
    stage.touch("kiosk", "key.end_call")
    stage.touch("kiosk", "key.question.yes")
    stage.until("kiosk", screen="finish")
    stage.until("desk", must_choose="True")
    stage.touch("desk", "key.outcome.done")
    stage.until("desk", call="")


def test_a_killed_eye_comes_back_and_the_call_goes_on(stage: Theatre) -> None:
    stage.talk()
    for worker in stage.workers("kiosk"):
        with contextlib.suppress(psutil.NoSuchProcess):
            if "multiprocessing.spawn" in " ".join(worker.cmdline()):
                worker.kill()
    stage.until("kiosk", face_health="lost")
    stage.until("kiosk", face_health="ok", face_gate="SENT", call="talking")


def test_a_desk_that_stands_still_is_waited_for_and_found_again_under_the_same_call(stage: Theatre) -> None:
    stage.talk()
    stage.touch("kiosk", "key.show_paper")
    stage.painted("desk.far_document")
    desk = psutil.Process(stage.actors.pid("desk"))
    desk.suspend()
    stage.until("kiosk", screen="trouble", call="reconnecting", document_gate="LOCAL")
    desk.resume()
    stage.until("kiosk", screen="call_paper", call="talking", document_gate="SENT", mine="open")
    stage.until("desk", call="talking", theirs="open")


def test_a_camera_that_hangs_and_one_that_is_pulled_out_come_back(stage: Theatre) -> None:
    stage.talk()
    stage.room.jam("van", "face")
    stage.until("kiosk", face_health="lost")
    stage.until("kiosk", face_health="ok", face_gate="SENT")
    stage.room.unplug("office", "face")
    stage.until("desk", face_health="lost")
    stage.room.replug("office", "face")
    stage.until("desk", face_health="ok", face_gate="SENT")
    stage.until("kiosk", call="talking")


def test_a_killed_kiosk_leaves_nothing_and_starts_clean(stage: Theatre) -> None:
    stage.talk()
    workers = stage.workers("kiosk")
    stage.kill("kiosk")
    _gone, alive = psutil.wait_procs(workers, timeout=5)
    assert not alive, "the workers die with their parent"
    stage.actors.kill("kiosk")
    stage.heard.words.pop("kiosk")
    stage.start("kiosk")
    stage.until("kiosk", visit="home", screen="home")
    own = str(stage.actors.pid("kiosk"))
    desk = str(stage.actors.pid("desk"))
    assert all(own in p.name or desk in p.name for p in _segments()), "what the dead kiosk left is removed"


def test_a_second_kiosk_with_the_same_token_is_refused_in_words(stage: Theatre, tmp_path: Path) -> None:
    stage.start("kiosk")
    stage.until("kiosk", hub="online")
    stage.heard.words.pop("kiosk")
    settings = stage.folder.settings("kiosk")
    own_monitors = settings.read_text(encoding="utf-8").replace(
        "[devices.display]", '[devices.display]\nplace = "office"'
    )
    settings.write_text(own_monitors, encoding="utf-8")  # another computer has monitors of its own, and its own lock
    stage.display["XDG_RUNTIME_DIR"] = str(tmp_path)
    stage.start("kiosk")
    stage.until("kiosk", hub="refused", refusal="already_connected")


def test_a_wrong_token_is_refused_in_words(stage: Theatre) -> None:
    token = stage.folder.root / "kiosk.token"
    token.write_text("x" * 43 + "\n")
    stage.start("kiosk")
    stage.until("kiosk", hub="refused", refusal="bad_token")


def test_an_unknown_key_in_the_settings_is_said_in_one_line(stage: Theatre) -> None:
    settings = stage.folder.settings("kiosk")
    settings.write_text(settings.read_text(encoding="utf-8") + "[windoes]\n", encoding="utf-8")
    line = [sys.executable, str(main_file()), "kiosk", "--config", str(settings)]
    result = subprocess.run(
        line, capture_output=True, text=True, timeout=30, check=False, env={**os.environ, **stage.display}
    )
    assert result.returncode == 2
    assert "windoes: there is no such key; allowed here:" in result.stderr
    assert "Traceback" not in result.stderr


def test_without_room_for_the_log_the_kiosk_works_and_says_so(stage: Theatre) -> None:
    settings = stage.folder.settings("kiosk")
    text = settings.read_text(encoding="utf-8").replace("[log]\n", '[log]\nfolder = "/dev/full/log"\n')
    settings.write_text(text, encoding="utf-8")
    stage.start("kiosk")
    stage.until("kiosk", hub="online", screen="home", log="lost")


def test_a_stopped_demo_ends_every_process_within_seconds(stage: Theatre) -> None:
    stage.talk()
    own = [psutil.Process(stage.actors.pid(name)) for name in ("kiosk", "desk", "hub")]
    family = own + [child for process in own for child in process.children(recursive=True)]
    stage.actors.stop()
    _gone, alive = psutil.wait_procs(family, timeout=1)
    assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
    assert not _segments()
