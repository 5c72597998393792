"""The hub knows its devices by a salted hash only."""

import pytest

from kiosk.hub.registry import Clerk, Device, Registry, hash_token, new_salt, new_token
from kiosk.wire.hub import Hello

SATO = Clerk("clerk-1", "佐藤", "citizens")


def test_a_device_is_known_by_its_own_token_in_its_own_role_only() -> None:
    token, salt = new_token(), new_salt()
    van = Device("van-1", "kiosk", salt, hash_token(token, salt))
    registry = Registry([van], [])
    assert registry.check("van-1", token, "kiosk") == van
    assert registry.check("van-1", token, "desk") is None
    assert registry.check("van-1", new_token(), "kiosk") is None
    assert registry.check("van-2", token, "kiosk") is None


def test_the_same_token_hashes_differently_under_another_salt() -> None:
    token = new_token()
    assert hash_token(token, new_salt()) != hash_token(token, new_salt())
    assert token.encode() not in hash_token(token, b"salt")


def test_fresh_tokens_differ_and_fit_into_a_hello() -> None:
    assert new_token() != new_token()
    (limit,) = (meta for meta in Hello.__annotations__["token"].__metadata__)
    assert limit.min_length <= len(new_token()) <= limit.max_length


def test_a_desk_has_a_clerk_and_a_kiosk_has_none() -> None:
    van, desk = Device("van-1", "kiosk", b"", b""), Device("desk-1", "desk", b"", b"", "clerk-1")
    registry = Registry([van, desk], [SATO])
    assert registry.clerk_of(desk) == SATO
    assert registry.clerk_of(van) is None


@pytest.mark.parametrize(
    ("devices", "clerks", "words"),
    [
        ([Device("desk-1", "desk", b"", b"")], [], "no known clerk"),
        ([Device("desk-1", "desk", b"", b"", "clerk-9")], [SATO], "no known clerk"),
        ([Device("van-1", "kiosk", b"", b"")] * 2, [], "device 'van-1' is there twice"),
        ([], [SATO, SATO], "clerk 'clerk-1' is there twice"),
    ],
)
def test_a_contradictory_registry_is_refused_in_words(devices: list[Device], clerks: list[Clerk], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Registry(devices, clerks)
