"""The attendant's number: kept only as what scrypt makes of it together with a secret of this device."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from kiosk.records.secrets import NoSecret, is_shared, read_or_make_key, write_new

SALT_BYTES: Final = 16
DIGEST_BYTES: Final = 32
_MOST_BYTES: Final = 4096
"""Of a file that is read; ours has about 200."""


class _Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file. The limits keep a damaged one from asking for all memory."""

    n_exponent: Annotated[int, Meta(ge=10, le=17)]
    r: Annotated[int, Meta(ge=1, le=16)]
    p: Annotated[int, Meta(ge=1, le=4)]
    salt: Annotated[str, Meta(pattern=f"^[0-9a-f]{{{2 * SALT_BYTES}}}$")]
    digest: Annotated[str, Meta(pattern=f"^[0-9a-f]{{{2 * DIGEST_BYTES}}}$")]


@dataclass(frozen=True)
class Cost:
    """What one try costs: scrypt's parameters. 2**15, 8, 1 take 32 MB and about 100 ms on a van's computer."""

    n_exponent: int = 15
    r: int = 8
    p: int = 1


class NoNumber(NoSecret):
    """No number has been set; the text says how it is done."""


def key_file(path: Path) -> Path:
    """The device's secret, beside the number's file: 32 random bytes."""
    return path.with_name(f"{path.name}.key")


def write_number(path: Path, number: str, cost: Cost = Cost()) -> None:  # a frozen value
    """Replaces the number, whole or not at all. Makes the device's secret where there is none. Raises NoSecret."""
    key, salt = read_or_make_key(key_file(path)), secrets.token_bytes(SALT_BYTES)
    kept = _Kept(cost.n_exponent, cost.r, cost.p, salt.hex(), "00" * DIGEST_BYTES)
    kept = msgspec.structs.replace(kept, digest=_digest(kept, key, number).hex())
    new = path.with_name(f"{path.name}.new")
    try:
        new.unlink(missing_ok=True)  # of a try that a power cut ended
        write_new(new, msgspec.json.encode(kept) + b"\n")
        new.replace(path)
    except OSError as error:
        raise NoSecret(f"{path}: the number cannot be written ({type(error).__name__}); the one before stays") from None


def check_file(path: Path) -> None:
    """Whether a number could be checked now. Raises NoNumber where none is set, NoSecret where its file is no use."""
    _read(path)


def is_right(path: Path, number: str) -> bool:
    """Whether this is the number that was set; takes about 100 ms. Raises NoNumber or NoSecret."""
    kept, key = _read(path)
    return hmac.compare_digest(_digest(kept, key, number), bytes.fromhex(kept.digest))


def _read(path: Path) -> tuple[_Kept, bytes]:
    if not path.exists():
        raise NoNumber(f"{path}: no attendant's number is set; set one with 'main.py attendant-number'")
    try:
        shared = is_shared(path)
        with path.open("rb") as file:
            kept = msgspec.json.decode(file.read(_MOST_BYTES), type=_Kept)
    except OSError as error:
        raise NoSecret(f"{path}: cannot be read ({type(error).__name__}); see to its owner and to its disk") from None
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise NoSecret(f"{path}: is damaged; set the number anew with 'main.py attendant-number'") from None
    if shared:
        raise NoSecret(f"{path}: others can read it; 'chmod 600' it and set the number anew")
    if not key_file(path).exists():
        raise NoSecret(f"{key_file(path)}: is missing; set the number anew with 'main.py attendant-number'")
    return kept, read_or_make_key(key_file(path))


def _digest(kept: _Kept, key: bytes, number: str) -> bytes:
    """Without the key a copied file says nothing: all numbers of six digits would be tried in two days."""
    keyed = hmac.digest(key, number.encode("utf-8", "replace"), "sha256")
    n = 1 << kept.n_exponent
    memory = 2 * 128 * kept.r * (n + kept.p)
    return hashlib.scrypt(
        keyed, salt=bytes.fromhex(kept.salt), n=n, r=kept.r, p=kept.p, maxmem=memory, dklen=DIGEST_BYTES
    )
