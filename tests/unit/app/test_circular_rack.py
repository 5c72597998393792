"""The folder that a hub serves: read when it rests, wrong only once, and a piece is of what the list said."""

import hashlib
from pathlib import Path

import pytest

from kiosk.app import circular_rack
from kiosk.app.circular_rack import FolderRack
from kiosk.app.settings import read_end_settings, read_hub_settings
from kiosk.content.toml import BadFile
from kiosk.domain.circular_delivery import PIECE, Digest
from kiosk.hub.circulars import Racked


def put(folder: Path, **documents: bytes) -> None:
    """As an office does: the files, then the list in the place of the old one."""
    for name, content in documents.items():
        (folder / f"{name}.pdf").write_bytes(content)
    entries = [
        f'[[circulars]]\nfile = "{name}.pdf"\ntitle = "{name}"\nissued = 2026-11-01\n' for name in sorted(documents)
    ]
    new = folder / "circulars.new"
    new.write_text("\n".join(entries), encoding="utf-8")
    new.replace(folder / "circulars.toml")


def digest(content: bytes) -> Digest:
    return Digest(hashlib.sha256(content).hexdigest())


def found(racked: Racked | None) -> dict[str, int] | None:
    return None if racked is None else {one.digest: one.size for one in racked.offers}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path, one=b"the one", two=bytes(PIECE + 3))
    return tmp_path


@pytest.fixture
def rack(folder: Path) -> FolderRack:
    rack = FolderRack(folder)
    rack.look()
    return rack


def test_the_first_look_reads_and_the_next_ones_find_nothing_new(folder: Path) -> None:
    rack = FolderRack(folder)
    assert found(rack.look()) == {digest(b"the one"): 7, digest(bytes(PIECE + 3)): PIECE + 3}
    assert rack.look() is rack.look() is None


def test_pieces_of_what_is_listed_and_of_nothing_else(rack: FolderRack) -> None:
    large = digest(bytes(PIECE + 3))
    assert [len(rack.piece(large, number)) for number in range(4)] == [PIECE, 3, 0, 0]
    assert rack.piece(digest(b"the one"), 0) == b"the one"
    assert rack.piece(digest(b"never"), 0) == b""


def test_a_folder_that_changes_between_two_looks_is_not_read(rack: FolderRack, folder: Path) -> None:
    for content in (b"a", b"bc", b"def"):
        put(folder, one=content, two=b"x")
        assert rack.look() is None
    assert found(rack.look()) == {digest(b"def"): 3, digest(b"x"): 1}


def test_a_file_that_is_another_one_by_now_has_no_pieces(rack: FolderRack, folder: Path) -> None:
    (folder / "one.pdf").write_bytes(b"another")
    assert rack.piece(digest(b"the one"), 0) == b""
    (folder / "one.pdf").unlink()
    assert rack.piece(digest(b"the one"), 0) == b""


def test_only_what_has_changed_is_read_whole_again(
    rack: FolderRack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digests = hashlib.file_digest

    def file_digest(file, kind):  # type: ignore[no-untyped-def]
        read.append(Path(file.name).name)
        return digests(file, kind)

    monkeypatch.setattr(hashlib, "file_digest", file_digest)
    put(folder, one=b"another one")
    (folder / "two.pdf").unlink()
    put(folder, one=b"another one", three=b"3")
    assert (rack.look(), found(rack.look())) == (None, {digest(b"another one"): 11, digest(b"3"): 1})
    assert read == ["one.pdf", "three.pdf"]


def test_what_is_wrong_is_told_once_and_pieces_of_the_list_before_stay(rack: FolderRack, folder: Path) -> None:
    (folder / "unnamed.pdf").write_bytes(b"x")
    assert rack.look() is None
    wrong = rack.look()
    assert wrong is not None and "unnamed.pdf" in wrong.faults[0] and not wrong.offers
    assert rack.look() is None
    assert rack.piece(digest(b"the one"), 0) == b"the one"


def test_the_same_document_twice_is_wrong(tmp_path: Path) -> None:
    put(tmp_path, one=b"same", two=b"same")
    wrong = FolderRack(tmp_path).look()
    assert wrong is not None and "the same as 'one.pdf'" in wrong.faults[0]


def test_more_than_a_kiosk_keeps_is_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circular_rack, "MAX_KEPT", 10)
    wrong = FolderRack(folder).look()
    assert wrong is not None and "take out what is old" in wrong.faults[0]


def test_a_folder_that_is_not_there_is_told_and_found_when_it_comes(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    rack = FolderRack(folder)
    wrong = rack.look()
    assert wrong is not None and wrong.faults
    folder.mkdir()
    put(folder, one=b"1")
    assert (rack.look(), found(rack.look())) == (None, {digest(b"1"): 1})


@pytest.mark.parametrize(("table", "said"), [("", "the key 'folder' is missing"), ('cache = "x"', "allowed here")])
def test_a_mistake_in_a_hubs_settings_is_said(tmp_path: Path, table: str, said: str) -> None:
    path = tmp_path / "hub.toml"
    path.write_text(f'city = "c.toml"\nregistry = "r.toml"\n[circulars]\n{table}\n', encoding="utf-8")
    with pytest.raises(BadFile, match=said):
        read_hub_settings(path)


def test_a_kiosks_own_folder_is_no_cache(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[3] / "packaging" / "examples" / "kiosk.toml"
    path = tmp_path / "kiosk.toml"
    text = example.read_text(encoding="utf-8").replace(
        "[circulars]\n", '[circulars]\ncache = "../../assets/circulars"\n'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"circulars\.cache"):
        read_end_settings(path)
