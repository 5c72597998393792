"""A child that fails says which kind of error and where in our code, never what the error or a library says."""

import multiprocessing
import os
from pathlib import Path

import pytest

from kiosk.worker.entry import run_child
from tests.unit.worker.probe_child import SECRET


def test_a_child_that_fails_tells_kind_and_place_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "stderr"
    ours, child_line = multiprocessing.get_context("spawn").Pipe()
    child = multiprocessing.get_context("spawn").Process(
        target=run_child, args=("tests.unit.worker.probe_child", b"fails", child_line)
    )
    kept = os.dup(2)
    with said.open("wb") as file:
        os.dup2(file.fileno(), 2)
        try:
            child.start()
        finally:
            os.dup2(kept, 2)
            os.close(kept)
    child_line.close()
    ours.send_bytes(b"outfit")
    child.join(20)
    ours.close()
    assert child.exitcode == 1
    words = said.read_text(encoding="utf-8")
    in_a_thread, in_main = words.splitlines()
    assert in_a_thread == "uncaught: ValueError at (not in our code)"
    assert in_main.startswith("uncaught: KeyError at tests/unit/worker/probe_child.py:")
    assert SECRET not in words
