"""Memory of owners that died is removed; all other is left alone."""

import os
import subprocess
import sys
from pathlib import Path

from kiosk.worker.orphans import remove_orphans
from kiosk.worker.segment import PREFIX, Segment
from tests.unit.worker.watching import segments_of


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_only_our_segments_of_dead_owners_are_removed(tmp_path: Path) -> None:
    orphan = tmp_path / f"{PREFIX}{dead_pid()}-00ff"
    kept = [tmp_path / f"{PREFIX}{os.getpid()}-00ff", tmp_path / "other-1-00ff", tmp_path / f"{PREFIX}strange"]
    for path in (orphan, *kept):
        path.write_bytes(b"pixels")
    assert remove_orphans(tmp_path) == 1
    assert sorted(tmp_path.iterdir()) == sorted(kept)


def test_an_orphan_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    orphan = tmp_path / f"{PREFIX}{dead_pid()}-00ff"
    orphan.write_bytes(b"pixels")
    witness = tmp_path / "witness"
    witness.hardlink_to(orphan)
    remove_orphans(tmp_path)
    assert witness.read_bytes() == bytes(6)


def test_a_segment_names_its_owner_so_that_a_living_one_keeps_it() -> None:
    segment = Segment.create(16)
    remove_orphans()
    assert [path.name for path in segments_of(os.getpid())] == [segment.name]
    segment.destroy()
    assert not segments_of(os.getpid())


def test_where_there_is_no_folder_there_are_no_orphans(tmp_path: Path) -> None:
    assert remove_orphans(tmp_path / "none") == 0
