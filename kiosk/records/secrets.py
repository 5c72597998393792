"""A device's token: from the keyring, or from a file that only its owner may read. Never from the settings."""

import os
import stat
from pathlib import Path

SERVICE = "madoguchi"


class NoSecret(Exception):
    """The token cannot be had; the text says where it was looked for and what to do."""


def read_token(device: str, token_file: Path | None) -> str:
    """The token of `device`. Raises NoSecret."""
    return _from_file(token_file) if token_file is not None else _from_keyring(device)


def _from_file(path: Path) -> str:
    try:
        mode = path.stat().st_mode
    except OSError:
        raise NoSecret(f"{path}: there is no token file; make one with 'main.py enrol'") from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
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
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(token + "\n")
