"""What the document eye counts on its own thread reaches the flow, and what that asks for reaches both eyes."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.app.demo_actors import forget_run
from kiosk.app.demo_files import Run, make_run_folder, write_end_settings
from kiosk.app.demo_layout import lay_out_headless
from kiosk.app.settings import read_end_settings
from kiosk.app.wiring import End, Origin
from kiosk.domain.ids import Role
from kiosk.domain.shedding import Beat
from tests.support.scenes import CALL

ROLES: tuple[Role, ...] = ("kiosk", "desk")


@pytest.fixture(params=ROLES)
def end(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[End]:
    """In a call as far as its flows know; no device is opened."""
    folder = make_run_folder()
    try:
        write_end_settings(folder, Run(lay_out_headless()[0]), port=1)
        config = folder.settings(request.param)
        made = End(Origin(request.param, read_end_settings(config), config))
        made.flows.store.change(call=CALL)
        yield made
    finally:
        forget_run(folder.root)


def test_a_missed_beat_of_the_document_eye_slows_both_eyes(end: End, qtbot: QtBot) -> None:
    face, document = end.senses.eyes["face"], end.senses.eyes["document"]
    assert (face._pace, document._pace) == (0, 0)
    threading.Thread(target=document._tell_beat, args=(Beat(3.0, 15.0),)).start()
    qtbot.waitUntil(lambda: (face._pace, document._pace) == (15, 7))


def test_the_face_eyes_beat_is_nobodys_measure(end: End) -> None:
    assert end.senses.eyes["face"]._on_beat is None
