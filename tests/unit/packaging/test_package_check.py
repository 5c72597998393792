"""The check of packages finds what it is there to find."""

import json
from pathlib import Path

from kiosk.app.licences_table import Part, Table
from tests.package.inside import object_faults
from tests.package.sizes import part_of, weigh
from tests.package.steps import Step, differences, read_steps

HOME: Step = {"step": "01-home", "pictures": ["01-home-desk.png"]}
DUTY: Step = {"step": "01-on-duty", "seat": "desk", "key": "key.duty", "pictures": []}


def _report(folder: Path, steps: list[Step]) -> Path:
    folder.mkdir()
    (folder / "report.json").write_text(json.dumps({"steps": steps, "frames_painted": {}}), encoding="utf-8")
    return folder


def test_two_visits_that_only_took_different_times_are_the_same(tmp_path: Path) -> None:
    one = _report(tmp_path / "one", [HOME, DUTY | {"touch_to_paint_s": 0.01}])
    other = _report(tmp_path / "other", [HOME, DUTY | {"touch_to_paint_s": 0.02}])
    assert not differences(read_steps(one), read_steps(other))


def test_a_step_that_is_missing_or_done_by_another_key_is_a_difference() -> None:
    assert differences([HOME, DUTY], [HOME]) == [
        'step 2: {"step": "01-on-duty", "seat": "desk", "key": "key.duty", "pictures": []} from sources, '
        "nothing packaged"
    ]
    assert len(differences([HOME, DUTY], [HOME, DUTY | {"key": "key.answer"}])) == 1
    assert len(differences([], [HOME, DUTY])) == 2


def test_files_are_weighed_by_the_part_that_they_belong_to_and_links_weigh_nothing(tmp_path: Path) -> None:
    for place, size in (
        ("kiosk", 7),
        ("_internal/PySide6/Qt/lib/libQt6Core.so.6", 100),
        ("_internal/libpython3.11.so.1.0", 20),
        ("_internal/python3.11/lib-dynload/zlib.so", 5),
        ("_internal/av.libs/libx264.so", 50),
        ("licences/NOTICE.md", 3),
    ):
        file = tmp_path / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(bytes(size))
    (tmp_path / "_internal" / "libQt6Core.so.6").symlink_to("PySide6/Qt/lib/libQt6Core.so.6")
    assert weigh(tmp_path) == {
        "Qt": 100,
        "PyAV and FFmpeg": 50,
        "Python": 25,
        "all Python modules, in the program's file": 7,
        "licences": 3,
    }


def test_libraries_that_share_the_beginning_of_a_name_are_told_apart() -> None:
    assert part_of("_internal/av/packet.abi3.so") == "PyAV and FFmpeg"
    assert part_of("_internal/libavahi.so.1") == "libraries of the system"
    assert part_of("_internal/libcrypto.so.3") == "cryptography and SRTP"
    assert part_of("_internal/yarl/_quoting_c.so") == "other libraries"


def test_an_unlisted_or_forbidden_shared_object_in_a_package_is_found(tmp_path: Path) -> None:
    table = Table(
        parts=(
            Part("zlib", ("libz.so*",), "Zlib", "", texts="system"),
            Part("charts", ("PySide6/*Charts*",), "GPL-3.0-only", "", left_out="only under the GPL"),
        ),
        wheels={},
    )
    for name in ("libz.so.1", "libnew.so.2", "words.txt", "PySide6/libQt6Charts.so.6"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(object_faults(tmp_path, table)) == [
        "PySide6/libQt6Charts.so.6 must stay out: only under the GPL",
        "libnew.so.2 is not listed in shared_objects.toml",
    ]
