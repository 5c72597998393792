"""Until a Hello is heard, whoever comes to the hub is a stranger, and has a few seconds."""

import asyncio
import contextlib
import datetime
import ssl
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.wire.hub import Ping, Pong, Welcome
from tests.unit.hub.town import LIMITS, PLAN, Client, Town, hello, town

BRIEF = replace(PLAN, limits=replace(LIMITS, stranger_s=0.3), inside_port=0)


@contextlib.asynccontextmanager
async def stranger(midori: Town) -> AsyncIterator[asyncio.StreamReader]:
    """A bare connection that says nothing."""
    reader, writer = await asyncio.open_connection("127.0.0.1", midori.hub.port)
    try:
        yield reader
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def is_put_out(reader: asyncio.StreamReader) -> bool:
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(10):
            return await reader.read() == b""
    return True


async def refused(midori: Town, code: str) -> float:
    assert midori.hub.inside is not None
    address = f"http://127.0.0.1:{midori.hub.inside.port}/metrics"
    async with aiohttp.ClientSession() as http, http.get(address) as answer:
        text = await answer.text()
    return float(text.partition(f'madoguchi_refused_total{{code="{code}"}} ')[2].partition("\n")[0])


@pytest.mark.asyncio
async def test_a_connection_that_says_nothing_at_all_is_put_out_and_counted() -> None:
    async with town(BRIEF) as midori, stranger(midori) as silent:
        assert await is_put_out(silent)
        assert await refused(midori, "silent") == 1


@pytest.mark.asyncio
async def test_who_has_said_hello_is_no_stranger_any_more() -> None:
    async with town(BRIEF) as midori, stranger(midori) as silent:
        van = await midori.enter("van-1")
        assert await is_put_out(silent), "so long ago came the van, too"
        await van.say(Ping(1))
        assert await van.hear(Pong) == Pong(1)


@pytest.mark.asyncio
async def test_when_too_many_stand_at_the_door_the_first_one_goes() -> None:
    crowded = replace(BRIEF, limits=replace(LIMITS, stranger_s=60.0, max_strangers=2))
    async with town(crowded) as midori, stranger(midori) as first, stranger(midori), stranger(midori):
        assert await is_put_out(first)
        await midori.enter("van-1")
        assert await refused(midori, "crowded") >= 1
        assert await refused(midori, "silent") == 0


@pytest.mark.asyncio
async def test_who_asks_for_the_hubs_health_and_goes_is_not_counted_as_silent() -> None:
    async with town(BRIEF) as midori:
        assert await midori.health() == (200, b"")
        async with stranger(midori):
            pass
        async with stranger(midori) as later:
            assert await is_put_out(later), "by then the time of those before is over"
        assert await refused(midori, "silent") == 1


@pytest.mark.asyncio
async def test_refusals_are_counted_by_their_code() -> None:
    async with town(BRIEF) as midori:
        for _ in range(3):
            rude = await midori.knock()
            await rude.socket.send_bytes(b"\xc1")
            assert await rude.parting() == ("bad_message", 4003)
        huge = await midori.enter("van-1")
        await huge.socket.send_bytes(bytes(70_000))
        assert await huge.parting() == ("too_large", 4004)
        assert (await refused(midori, "bad_message"), await refused(midori, "too_large")) == (3, 1)


@pytest.mark.asyncio
async def test_over_tls_too_who_says_nothing_is_put_out_and_who_says_hello_is_welcome(tmp_path: Path) -> None:
    server, client = _certificate(tmp_path)
    async with town(replace(BRIEF, ssl=server)) as midori, stranger(midori) as silent:
        connector = aiohttp.TCPConnector(ssl=client)
        async with aiohttp.ClientSession(connector=connector) as http:
            van = Client(await http.ws_connect(f"wss://localhost:{midori.hub.port}/v1"))
            await van.say(hello("van-1"))
            await van.hear(Welcome)
            assert await is_put_out(silent), "in the middle of what TLS calls a handshake"
            await van.say(Ping(1))
            assert await van.hear(Pong) == Pong(1)
            await van.socket.close()


def _certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """For localhost, signed by itself: the server's and the client's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "hub.pem"
    pem.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))
