"""Messages to bytes and back, with the limits that keep a malformed message from becoming a problem."""

from typing import Final, TypeVar

import msgspec

from kiosk.wire.hub import FromHub, ToHub
from kiosk.wire.parts import Message
from kiosk.wire.peer import ToPeer

MAX_BYTES: Final = 65_536
"""Largest message on any wire. Source: security facts D12 and D20."""


class BadMessage(Exception):
    """Bytes that are no message. `code` is a word for the log; the bytes themselves are never kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


T = TypeVar("T")

_encoder = msgspec.msgpack.Encoder()
_to_hub: msgspec.msgpack.Decoder[ToHub] = msgspec.msgpack.Decoder(ToHub)
_from_hub: msgspec.msgpack.Decoder[FromHub] = msgspec.msgpack.Decoder(FromHub)
_to_peer: msgspec.msgpack.Decoder[ToPeer] = msgspec.msgpack.Decoder(ToPeer)


def encode(message: Message) -> bytes:
    """The bytes of a message. Raises BadMessage('too_large') rather than sending what nobody takes."""
    raw = _encoder.encode(message)
    if len(raw) > MAX_BYTES:
        raise BadMessage("too_large")
    return raw


def decode_to_hub(raw: bytes) -> ToHub:
    """A message from a client. Raises BadMessage."""
    return _decode(_to_hub, raw)


def decode_from_hub(raw: bytes) -> FromHub:
    """A message from the hub. Raises BadMessage."""
    return _decode(_from_hub, raw)


def decode_to_peer(raw: bytes) -> ToPeer:
    """A message from the other end of a call. Raises BadMessage."""
    return _decode(_to_peer, raw)


def _decode(decoder: "msgspec.msgpack.Decoder[T]", raw: bytes) -> T:
    if len(raw) > MAX_BYTES:
        raise BadMessage("too_large")
    try:
        return decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise BadMessage("bad_message") from None
