"""Setting the attendant's number, and checking one away from the GUI thread: it is in no output and in no log."""

import getpass
import io
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app.again import again_command
from kiosk.app.attendant_number import look_at_number, number_file, run_attendant_number
from kiosk.app.cli import main
from kiosk.app.number_check import NumberCheck
from kiosk.app.settings import read_end_settings
from kiosk.app.version import VERSION
from kiosk.domain.attendant_panel import NumberFound
from kiosk.flows.ports import NumberAnswer
from kiosk.records.attendant_number import Cost, is_right, write_number
from kiosk.records.secrets import NoSecret

EXAMPLE = Path(__file__).resolve().parents[3] / "packaging" / "examples" / "kiosk.toml"
NUMBER = "402913"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "kiosk.toml"
    file.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    return file


def typed(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Somebody types at a terminal, without seeing it."""
    told = iter(answers)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(told))


def test_the_number_is_asked_for_twice_and_shown_nowhere(
    config: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, NUMBER, NUMBER)
    assert main(["attendant-number", "--config", str(config)]) == 0
    out, err = capfd.readouterr()
    assert NUMBER not in out + err
    assert is_right(config.parent / "attendant.number", NUMBER)


def test_one_line_is_read_where_there_is_no_terminal(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{NUMBER}\nmore\n"))
    assert run_attendant_number(config) == 0
    assert is_right(config.parent / "attendant.number", NUMBER)


@pytest.mark.parametrize(
    ("answers", "why"), [((NUMBER, "402914"), "differ"), (("123456",), "counts up"), (("12",), "6 to 8 digits")]
)
def test_a_refused_number_is_said_and_nothing_is_written(
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    answers: tuple[str, ...],
    why: str,
) -> None:
    typed(monkeypatch, *answers)
    assert run_attendant_number(config) == 1
    err = capfd.readouterr().err
    assert why in err
    assert not any(answer in err.replace("6 to 8", "").replace("differ", "") for answer in answers)
    assert not (config.parent / "attendant.number").exists()


def test_settings_without_a_file_for_it_say_what_to_write(
    config: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    config.write_text(config.read_text("utf-8").replace("[attendant]\nnumber_file", "[attendant]\n# number_file"))
    assert main(["attendant-number", "--config", str(config)]) == 2
    assert "number_file = " in capfd.readouterr().err
    assert "[attendant] が ありません" in look_at_number(read_end_settings(config), config)


def test_the_doctor_tells_whether_there_is_a_number(config: Path) -> None:
    settings = read_end_settings(config)
    with pytest.raises(NoSecret, match="attendant-number"):
        look_at_number(settings, config)
    path = number_file(settings, config)
    assert path is not None
    write_number(path, NUMBER, Cost(10))
    assert look_at_number(settings, config) == "あります"
    path.chmod(0o644)
    with pytest.raises(NoSecret, match="chmod 600"):
        look_at_number(settings, config)


# --- the check behind the pad ---

Work = Callable[[], None]


def answer_of(check: NumberCheck, posted: "queue.Queue[Work]", number: str | None) -> NumberAnswer:
    """What comes back, run as the GUI thread would."""
    answers: list[NumberAnswer] = []
    if number is None:
        check.look(answers.append)
    else:
        check.check(number, answers.append)
    posted.get(timeout=10)()
    return answers[0]


def test_a_number_that_is_set_while_the_kiosk_runs_counts_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, posted = tmp_path / "n", queue.Queue[Work]()
    check = NumberCheck(path, posted.put)
    assert answer_of(check, posted, None) is NumberFound.MISSING
    assert answer_of(check, posted, NUMBER) is NumberFound.MISSING
    write_number(path, NUMBER, Cost(10))
    assert answer_of(check, posted, None) is NumberFound.THERE
    assert answer_of(check, posted, NUMBER) is True
    assert answer_of(check, posted, "402914") is False
    path.write_bytes(b"{")
    assert answer_of(check, posted, NUMBER) is NumberFound.BROKEN
    check.stop()
    assert NUMBER not in caplog.text


def test_a_kiosk_without_a_file_for_it_has_no_number() -> None:
    posted = queue.Queue[Work]()
    check = NumberCheck(None, posted.put)
    assert answer_of(check, posted, None) is NumberFound.MISSING
    check.stop()


def test_the_check_runs_on_a_thread_of_its_own(tmp_path: Path) -> None:
    threads = queue.Queue[str]()
    check = NumberCheck(tmp_path / "n", lambda _work: threads.put(threading.current_thread().name))
    check.look(lambda _found: None)
    assert threads.get(timeout=10).startswith("number")
    check.stop()


# --- 動かしなおす ---


def test_a_restart_takes_the_same_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["main.py", "kiosk", "--config", "van.toml"])
    assert again_command()[-3:] == ["kiosk", "--config", "van.toml"]
    assert again_command()[0] == sys.executable
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "argv", ["kiosk", "--config", "van.toml"])
    assert again_command() == [sys.executable, "--config", "van.toml"]


def test_the_same_process_begins_anew_although_it_held_its_place(tmp_path: Path) -> None:
    """The new program takes the place of the old one at once; here it only says its version."""
    lines = (
        "import os, sys, pathlib",
        "from kiosk.app.single import be_the_only_one",
        "from kiosk.app.again import start_again",
        f"be_the_only_one('kiosk', pathlib.Path({str(tmp_path / 'van.toml')!r}))",
        "sys.argv = ['main.py', '--version']",
        "start_again()",
    )
    begun = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60)
    assert (begun.stdout.strip(), begun.returncode) == (f"Madoguchi {VERSION}", 0)
