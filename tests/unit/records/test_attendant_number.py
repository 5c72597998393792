"""The attendant's number on the disk: what is kept of it, and what is said when its file cannot be used."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.attendant_panel import number_fault
from kiosk.records.attendant_number import Cost, NoNumber, check_file, is_right, key_file, write_number
from kiosk.records.secrets import NoSecret

NUMBER = "402913"
QUICK = Cost(n_exponent=10)
NUMBERS = st.text("0123456789", min_size=6, max_size=8)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    write_number(tmp_path / "attendant.number", NUMBER, QUICK)
    return tmp_path / "attendant.number"


@settings(max_examples=25, deadline=None)
@given(number=NUMBERS, other=NUMBERS)
def test_the_number_is_right_and_every_other_one_wrong(
    tmp_path_factory: pytest.TempPathFactory, number: str, other: str
) -> None:
    path = tmp_path_factory.mktemp("number") / "n"
    write_number(path, number, QUICK)
    assert is_right(path, number)
    assert is_right(path, other) is (other == number)


def test_the_shipped_cost_is_what_the_file_says(tmp_path: Path) -> None:
    write_number(tmp_path / "n", NUMBER)
    assert '"n_exponent":15,"r":8,"p":1' in (tmp_path / "n").read_text("ascii")
    assert is_right(tmp_path / "n", NUMBER)


def test_both_files_are_for_their_owner_alone_and_hold_no_number(kept: Path) -> None:
    for file in (kept, key_file(kept)):
        assert file.stat().st_mode & 0o777 == 0o600
        assert NUMBER.encode() not in file.read_bytes()


def test_the_same_number_is_kept_differently_each_time(kept: Path) -> None:
    before = kept.read_bytes()
    write_number(kept, NUMBER, QUICK)
    assert kept.read_bytes() != before
    assert sorted(file.name for file in kept.parent.iterdir()) == ["attendant.number", "attendant.number.key"]


def test_a_copied_file_is_of_no_use_without_the_devices_secret(kept: Path, tmp_path: Path) -> None:
    write_number(tmp_path / "elsewhere", "913402", QUICK)
    (tmp_path / "elsewhere").write_bytes(kept.read_bytes())
    assert not is_right(tmp_path / "elsewhere", NUMBER)


def test_what_a_power_cut_left_behind_is_replaced(kept: Path) -> None:
    kept.with_name(f"{kept.name}.new").write_bytes(b'{"n_exp')
    write_number(kept, "913402", QUICK)
    assert is_right(kept, "913402")


def test_a_number_that_cannot_be_written_leaves_the_one_before(kept: Path) -> None:
    kept.with_name(f"{kept.name}.new").mkdir()
    with pytest.raises(NoSecret, match="cannot be written"):
        write_number(kept, "913402", QUICK)
    assert is_right(kept, NUMBER)


def test_without_a_file_it_is_said_how_a_number_is_set(tmp_path: Path) -> None:
    with pytest.raises(NoNumber, match="attendant-number"):
        check_file(tmp_path / "n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"402913",
        b'{"n_exponent":15',
        b"\xff\xfe",
        b'{"n_exponent":40,"r":8,"p":1,"salt":"' + b"0" * 32 + b'","digest":"' + b"0" * 64 + b'"}',
        b'{"n_exponent":10,"r":8,"p":1,"salt":"","digest":""}',
    ],
)
def test_a_damaged_file_is_said_and_nothing_is_computed_from_it(kept: Path, content: bytes) -> None:
    kept.write_bytes(content)
    with pytest.raises(NoSecret, match="damaged; set the number anew"):
        is_right(kept, NUMBER)


@pytest.mark.parametrize("which", ["number", "key"])
def test_a_file_that_others_can_read_is_refused(kept: Path, which: str) -> None:
    (kept if which == "number" else key_file(kept)).chmod(0o644)
    with pytest.raises(NoSecret, match="others can read it"):
        check_file(kept)


def test_a_secret_that_is_gone_is_not_quietly_made_anew(kept: Path) -> None:
    key_file(kept).unlink()
    with pytest.raises(NoSecret, match="is missing; set the number anew"):
        is_right(kept, NUMBER)
    assert not key_file(kept).exists()


@pytest.mark.parametrize("number", ["", "40291", "402913881", "４０２９１３", "40291a", " 402913", "-402913"])
def test_a_number_has_six_to_eight_digits(number: str) -> None:
    assert "6 to 8 digits" in number_fault(number)


@given(st.integers(0, 9), st.sampled_from([0, 1, -1]), st.integers(6, 8))
def test_the_numbers_that_everybody_tries_first_are_refused(first: int, step: int, length: int) -> None:
    number = "".join(str((first + step * place) % 10) for place in range(length))
    assert ("counts" if step else "repeats") in number_fault(number)
    assert number not in number_fault(number)


@pytest.mark.parametrize("number", [NUMBER, "112233", "123457", "98765433", "0000001"])
def test_other_numbers_can_be_taken(number: str) -> None:
    assert number_fault(number) == ""
