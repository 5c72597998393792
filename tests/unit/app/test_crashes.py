"""An error that nobody expected is logged with its kind and place, and without what it says."""

import asyncio
import logging
import sys
import threading

import pytest

from kiosk.app.crashes import loop_errors, say, watch_for_crashes
from kiosk.domain.log_places import our_file

SECRET = "the resident's words"


def _fail() -> None:
    raise ValueError(SECRET)


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    caplog.set_level(logging.ERROR)
    watch_for_crashes()
    return caplog


def test_a_caught_error_is_said_without_its_message(hooks: pytest.LogCaptureFixture) -> None:
    try:
        _fail()
    except ValueError as error:
        say("media work", error)
    assert "media work: ValueError at tests/unit/app/test_crashes.py" in hooks.text
    assert SECRET not in hooks.text


def test_an_uncaught_error_in_a_thread_is_said_without_its_message(hooks: pytest.LogCaptureFixture) -> None:
    thread = threading.Thread(target=_fail, name="media")
    thread.start()
    thread.join()
    assert "uncaught in thread media: ValueError at" in hooks.text
    assert SECRET not in hooks.text


def test_an_uncaught_error_is_said_without_its_message(hooks: pytest.LogCaptureFixture) -> None:
    try:
        _fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "uncaught: ValueError at" in hooks.text
    assert SECRET not in hooks.text


def test_an_error_that_only_a_loop_sees_is_said_without_its_message(hooks: pytest.LogCaptureFixture) -> None:
    async def play() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(loop_errors("uncaught on the hub's loop"))
        loop.call_soon(_fail)
        done = asyncio.Event()
        loop.call_soon(done.set)
        await done.wait()

    asyncio.run(play())
    assert "uncaught on the hub's loop: ValueError at tests/unit/app/test_crashes.py" in hooks.text
    assert SECRET not in hooks.text


def test_a_packaged_program_knows_its_own_places_from_those_of_libraries() -> None:
    assert our_file("kiosk/app/cli.py") == "kiosk/app/cli.py"
    assert our_file("babel/core.py") is None
    assert our_file("<frozen importlib._bootstrap>") is None
