"""Where a device's token comes from, and what is said when it cannot be had."""

from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.errors
import pytest

from kiosk.records.secrets import NoSecret, read_or_make_key, read_token, write_token_file

TOKEN = "t" * 32


class Drawer(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self, words: dict[tuple[str, str], str], locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._words = words
        self._locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self._locked:
            raise keyring.errors.InitError("locked")
        return self._words.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._words[service, username] = password


def test_a_token_file_of_its_owner_is_read(tmp_path: Path) -> None:
    write_token_file(tmp_path / "t", TOKEN)
    assert (tmp_path / "t").stat().st_mode & 0o777 == 0o600
    assert read_token("kiosk-1", tmp_path / "t") == TOKEN


def test_a_token_is_never_overwritten(tmp_path: Path) -> None:
    write_token_file(tmp_path / "t", TOKEN)
    with pytest.raises(FileExistsError):
        write_token_file(tmp_path / "t", "other" * 8)
    assert read_token("kiosk-1", tmp_path / "t") == TOKEN


def test_a_token_that_others_can_read_is_refused(tmp_path: Path) -> None:
    write_token_file(tmp_path / "t", TOKEN)
    (tmp_path / "t").chmod(0o644)
    with pytest.raises(NoSecret, match="others can read it"):
        read_token("kiosk-1", tmp_path / "t")


@pytest.mark.parametrize("content", ["", "short\n"])
def test_an_empty_token_file_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "t").write_text(content)
    (tmp_path / "t").chmod(0o600)
    with pytest.raises(NoSecret, match="holds no token"):
        read_token("kiosk-1", tmp_path / "t")


def test_a_missing_token_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoSecret, match="enrol"):
        read_token("kiosk-1", tmp_path / "none")


def test_the_keyring_gives_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: Drawer({}))
    monkeypatch.setattr(keyring, "get_password", Drawer({("madoguchi", "kiosk-1"): TOKEN}).get_password)
    assert read_token("kiosk-1", None) == TOKEN
    with pytest.raises(NoSecret, match="no token for 'kiosk-2'"):
        read_token("kiosk-2", None)


def test_a_locked_keyring_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: Drawer({}))
    monkeypatch.setattr(keyring, "get_password", Drawer({}, locked=True).get_password)
    with pytest.raises(NoSecret, match="unlock it"):
        read_token("kiosk-1", None)


def test_a_machine_without_a_keyring_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    with pytest.raises(NoSecret, match="no keyring"):
        read_token("kiosk-1", None)


def test_a_key_is_made_at_the_first_start_for_its_owner_alone_and_read_ever_after(tmp_path: Path) -> None:
    key = read_or_make_key(tmp_path / "ticket.key")
    assert len(key) == 32
    assert (tmp_path / "ticket.key").stat().st_mode & 0o777 == 0o600
    assert read_or_make_key(tmp_path / "ticket.key") == key
    assert read_or_make_key(tmp_path / "another.key") != key


@pytest.mark.parametrize(("content", "mode", "said"), [(b"k" * 31, 0o600, "no key"), (b"k" * 32, 0o640, "others can")])
def test_a_key_that_is_cut_short_or_open_to_others_is_refused(
    tmp_path: Path, content: bytes, mode: int, said: str
) -> None:
    path = tmp_path / "ticket.key"
    path.write_bytes(content)
    path.chmod(mode)
    with pytest.raises(NoSecret, match=said):
        read_or_make_key(path)
    assert path.read_bytes() == content


def test_a_key_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSecret, match=r"ticket\.key.*FileNotFoundError"):
        read_or_make_key(tmp_path / "no folder" / "ticket.key")
