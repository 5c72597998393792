"""Secrets: a device's token from the keyring or a file, the hub's ticket key from a file. Never from the settings."""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

SERVICE = "madoguchi"
KEY_BYTES: Final = 32


class NoSecret(Exception):
    """The secret cannot be had; the text says where it was looked for and what to do."""


def read_token(device: str, token_file: Path | None) -> str:
    """The token of `device`. Raises NoSecret."""
    return _from_file(token_file) if token_file is not None else _from_keyring(device)


def _from_file(path: Path) -> str:
    try:
        shared = is_shared(path)
    except OSError:
        raise NoSecret(f"{path}: there is no token file; make one with 'main.py enrol'") from None
    if shared:
        raise NoSecret(f"{path}: others can read it; 'chmod 600' it and enrol the device anew")
    token = path.read_text(encoding="ascii", errors="replace").strip()
    if len(token) < 16:
        raise NoSecret(f"{path}: holds no token")
    return token


def _from_keyring(device: str) -> str:
    # Loaded only here: most vans keep their token in a file, and home must not wait for a keyring's libraries.
    import keyring
    import keyring.errors
    from keyring.backends import fail, null

    backend = keyring.get_keyring()
    if isinstance(backend, (fail.Keyring, null.Keyring)):
        raise NoSecret("this machine has no keyring: set 'token_file' in [hub], or install one")
    try:
        token = keyring.get_password(SERVICE, device)
    except keyring.errors.KeyringError as error:
        raise NoSecret(f"the keyring does not open ({type(error).__name__}): unlock it and start again") from None
    if token is None:
        raise NoSecret(f"the keyring has no token for '{device}': enrol the device first")
    return token


def write_token_file(path: Path, token: str) -> None:
    """A new file of mode 0600. Raises FileExistsError rather than replacing a token."""
    write_new(path, token.encode("ascii") + b"\n")


def read_or_make_key(path: Path) -> bytes:
    """The 32 bytes of a key file; made at random where there is no file yet. Raises NoSecret."""
    try:
        if not path.exists():
            write_new(path, secrets.token_bytes(KEY_BYTES))
        shared, key = is_shared(path), path.read_bytes()
    except OSError as error:
        raise NoSecret(f"{path}: the key can be neither read nor made ({type(error).__name__})") from None
    if shared:
        raise NoSecret(f"{path}: others can read it; remove it, and a new one is made")
    if len(key) != KEY_BYTES:
        raise NoSecret(f"{path}: holds no key; remove it, and a new one is made")
    return key


def is_shared(path: Path) -> bool:
    """Whether others than its owner can read it. Raises OSError."""
    mode = path.stat().st_mode
    return os.name == "posix" and stat.S_IMODE(mode) & 0o077 != 0


def write_new(path: Path, content: bytes) -> None:
    """A file of mode 0600, on the disk when it returns: a secret lost in a power cut locks everybody out. Raises
    FileExistsError, or another OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)
