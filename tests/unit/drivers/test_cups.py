"""What CUPS says of itself and of its printer, read without a server."""

from pathlib import Path

import pytest

from drivers.printer import cups_server
from drivers.printer.cups_commands import _state

OFF = "PreserveJobFiles No\npreservejobhistory off  # as residents may expect\n"


def _told(alerts: str) -> str:
    return f"printer slips is idle.  enabled since today\n\tForm mounted:\n\tAlerts: {alerts}\n"


@pytest.mark.parametrize(
    ("alerts", "state"),
    [
        ("none", "ready"),
        ("media-empty-error", "out_of_paper"),
        ("media-needed", "out_of_paper"),
        ("media-jam-error media-empty", "jammed"),
        ("cover-open-report", "jammed"),
        ("offline-report", "offline"),
        ("toner-low-warning", "ready"),
    ],
)
def test_what_keeps_a_printer_from_printing_is_read_from_its_alerts(alerts: str, state: str) -> None:
    assert _state(_told(alerts), "slips", busy=False) == state


def test_a_queue_with_jobs_prints_and_a_disabled_one_is_away() -> None:
    assert _state(_told("none"), "slips", busy=True) == "printing"
    assert _state("printer slips disabled since today -\n\tPaused\n", "slips", busy=True) == "offline"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cups_server, "lies_in_memory", lambda place: str(place).startswith("/run"))
    (tmp_path / "cupsd.conf").write_text(OFF)
    (tmp_path / "cups-files.conf").write_text("RequestRoot /run/cups-spool\n")
    return tmp_path


def test_a_server_that_keeps_nothing_has_no_faults(folder: Path) -> None:
    assert cups_server.faults(folder) == []


@pytest.mark.parametrize("line", ["PreserveJobFiles", "PreserveJobHistory"])
def test_keeping_is_on_where_a_line_is_missing_and_off_inside_a_section_counts_for_nothing(
    folder: Path, line: str
) -> None:
    other = "PreserveJobHistory" if line == "PreserveJobFiles" else "PreserveJobFiles"
    (folder / "cupsd.conf").write_text(f"{other} No\n<Policy default>\n{line} No\n</Policy>\n")
    (fault,) = cups_server.faults(folder)
    assert f"write '{line} No'" in fault


def test_a_spool_or_temporary_folder_on_a_disk_is_named(folder: Path) -> None:
    (folder / "cups-files.conf").write_text("RequestRoot /run/cups-spool\nTempDir /var/tmp\n")
    (fault,) = cups_server.faults(folder)
    assert "TempDir /var/tmp lies on a disk" in fault
    (folder / "cups-files.conf").unlink()
    assert len(cups_server.faults(folder)) == 2, "without a line it is below /var/spool"
