"""The hub's list of devices and clerks as a file: read, and extended by enrolment; tokens only as salted hashes."""

import os
import tempfile
from pathlib import Path

import msgspec

from kiosk.content.toml import BadFile, read_toml
from kiosk.domain.ids import Role
from kiosk.hub.registry import Clerk, Device, Registry, hash_token, new_salt, new_token
from kiosk.records.secrets import write_token_file


class DeviceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """[[devices]]: salt and digest in hexadecimal."""

    id: str
    role: Role
    salt: str
    digest: str
    clerk: str | None = None
    measure: bool = False


class RegistryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    clerks: tuple[Clerk, ...] = ()
    devices: tuple[DeviceRow, ...] = ()


def read_registry(path: Path) -> Registry:
    """The registry of a file. Raises BadFile."""
    rows = read_toml(path, RegistryFile)
    try:
        return Registry([_device(row) for row in rows.devices], rows.clerks)
    except ValueError as error:
        raise BadFile(f"{path}: {error}") from None


def _device(row: DeviceRow) -> Device:
    return Device(row.id, row.role, bytes.fromhex(row.salt), bytes.fromhex(row.digest), row.clerk, row.measure)


def enrol(registry: Path, row: DeviceRow, token_file: Path) -> None:
    """Makes a token for a new device: the token into its own 0600 file, its hash into the registry.

    `row` comes without salt and digest. Raises BadFile for an id that is there already.
    """
    present = read_toml(registry, RegistryFile) if registry.exists() else RegistryFile()
    if any(device.id == row.id for device in present.devices):
        raise BadFile(f"{registry}: the device '{row.id}' is enrolled already; remove its row first")
    token, salt = new_token(), new_salt()
    try:
        write_token_file(token_file, token)
    except FileExistsError:
        raise BadFile(f"{token_file}: there is a file already; a token is never overwritten") from None
    full = msgspec.structs.replace(row, salt=salt.hex(), digest=hash_token(token, salt).hex())
    old = registry.read_text(encoding="utf-8") if registry.exists() else ""
    _replace_file(registry, old + _as_toml(full))


def _as_toml(row: DeviceRow) -> str:
    lines = ["", "[[devices]]", f'id = "{row.id}"', f'role = "{row.role}"']
    lines += [f'salt = "{row.salt}"', f'digest = "{row.digest}"']
    if row.clerk:
        lines.append(f'clerk = "{row.clerk}"')
    if row.measure:
        lines.append("measure = true")
    return "\n".join(lines) + "\n"


def _replace_file(path: Path, text: str) -> None:
    """Whole or not at all: a half-written registry would lock every device out."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
