"""Which devices and clerks the hub knows; of a token only a salted hash is kept."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.ids import Role

_NOBODY = bytes(32)
"""Compared with when the device is unknown, so that the answer takes as long as for a known one."""


@dataclass(frozen=True)
class Device:
    """A kiosk or a desk. A desk has a clerk; `measure` devices speak only the profile 'measure'."""

    id: str
    role: Role
    salt: bytes
    digest: bytes
    clerk_id: str | None = None
    measure: bool = False


@dataclass(frozen=True)
class Clerk:
    """Who answers at a desk, and for which section."""

    id: str
    name: str
    section: str


def new_token() -> str:
    """A fresh token of 256 random bits, fit for a Hello."""
    return secrets.token_urlsafe(32)


def new_salt() -> bytes:
    """A fresh salt of 128 random bits."""
    return secrets.token_bytes(16)


def hash_token(token: str, salt: bytes) -> bytes:
    """32 bytes to keep instead of the token. One round is enough: tokens are random, not chosen by people."""
    return hmac.new(salt, token.encode(), hashlib.sha256).digest()


class Registry:
    """The devices and clerks of one city."""

    def __init__(self, devices: Iterable[Device], clerks: Iterable[Clerk]) -> None:
        """Raises ValueError for an id used twice, and for a desk without a known clerk."""
        self._devices: dict[str, Device] = {}
        self._clerks: dict[str, Clerk] = {}
        for clerk in clerks:
            if clerk.id in self._clerks:
                raise ValueError(f"clerk '{clerk.id}' is there twice")
            self._clerks[clerk.id] = clerk
        for device in devices:
            if device.id in self._devices:
                raise ValueError(f"device '{device.id}' is there twice")
            if device.role == "desk" and device.clerk_id not in self._clerks:
                raise ValueError(f"desk '{device.id}' has no known clerk")
            self._devices[device.id] = device

    def check(self, device_id: str, token: str, role: Role) -> Device | None:
        """The device, if it exists in that role and the token is its own."""
        device = self._devices.get(device_id)
        digest = hash_token(token, device.salt if device else b"")
        same = hmac.compare_digest(digest, device.digest if device else _NOBODY)
        return device if same and device is not None and device.role == role else None

    def clerk_at(self, device_id: str) -> Clerk | None:
        """The clerk of a desk by its id; None for a kiosk, or for a device that is not there any more."""
        device = self._devices.get(device_id)
        return self.clerk_of(device) if device is not None else None

    def clerk_of(self, device: Device) -> Clerk | None:
        """The clerk at a desk; None for a kiosk."""
        return self._clerks.get(device.clerk_id) if device.clerk_id else None
