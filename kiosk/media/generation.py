"""One peer connection of a call: built, used, thrown away. A call that loses its line gets a new one."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from aiortc import (
    RTCBundlePolicy,
    RTCConfiguration,
    RTCDataChannel,
    RTCIceServer,
    RTCPeerConnection,
    RTCRtpCodecCapability,
    RTCRtpSender,
    RTCSessionDescription,
)
from aiortc.clock import current_ms

from kiosk.domain.ids import EYES, EyeName
from kiosk.media.budget import SHARES, PictureBudget
from kiosk.media.encoders import PictureEncoder, VoiceEncoder
from kiosk.media.ends import Ends
from kiosk.media.estimate import LineEstimate
from kiosk.media.events import Connected, ConnectionLost, FirstPicture, LineMeasured, MediaEvent, PeerSaid, SignalOut
from kiosk.media.health import Heartbeat, Pace
from kiosk.media.incoming import PictureDrain, VoiceDrain
from kiosk.media.outgoing import Bell, PictureTrack, VoiceTrack
from kiosk.media.patches import (
    all_arrived,
    last_stamp,
    open_wider,
    own_encoder,
    own_estimate,
    own_picture_buffer,
    own_voice_buffer,
    repeat_within,
)
from kiosk.media.poses import ToldPoses
from kiosk.media.sections import check_sections
from kiosk.media.stills import CallStills
from kiosk.wire.channels import BULK, CHANNELS, LIVE, SURE, Channel
from kiosk.wire.codec import BadMessage, decode_to_peer, encode
from kiosk.wire.hub import IceServer
from kiosk.wire.parts import Message
from kiosk.wire.peer import Beat, BeatEcho, Posed
from kiosk.wire.stills import StillMessage

log = logging.getLogger(__name__)

CLOSE_WITHIN_S = 2.0
LAST_WORDS_S = 0.2
"""What the messages already handed over get to arrive, before the connection is closed under them."""

_LOOK_EVERY_S = 0.005
_VOICE_HEARD_WITHIN_S = 1.0
_SENT_CODECS = ("audio/opus", "video/vp8", "video/rtx")


@dataclass(frozen=True)
class Wiring:
    """What outlives a generation: the ends, one bell an eye, who is told, how long is waited, and the call's stills."""

    ends: Ends
    bells: dict[EyeName, Bell]
    on_event: Callable[[MediaEvent], None]
    pace: Pace
    stills: CallStills


class Generation:
    """One connection. Lives on the media thread's loop; `close` may be called twice."""

    def __init__(self, number: int, wiring: Wiring, ice: tuple[IceServer, ...]) -> None:
        self.number = number
        self._ends = ends = wiring.ends
        self._bells = wiring.bells
        self._on_event = wiring.on_event
        self._pace = wiring.pace
        self._stills = wiring.stills
        self._budget = PictureBudget()
        self._line = LineEstimate()
        # Always an explicit list, also when empty: aiortc's own default asks a public server.
        servers = [RTCIceServer(urls=s.urls, username=s.username, credential=s.credential) for s in ice]
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=servers, bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self._channels: dict[str, RTCDataChannel] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._heart = Heartbeat(time.monotonic())
        self._voice = VoiceDrain(ends.loudspeaker)
        self._pictures = {eye: PictureDrain(ends.slots[eye], self._first_picture(eye)) for eye in EYES}
        self._connected = asyncio.Event()
        self._over = self._bulk_open = False
        self._pc.on("connectionstatechange", self._state_changed)

    async def offer(self) -> None:
        """Builds the offer and gives it out as SignalOut."""
        self._build()
        await self._pc.setLocalDescription(await self._pc.createOffer())
        self._begin("offer")

    async def answer(self, sdp: str) -> None:
        """Takes an offer and gives the answer out as SignalOut. Raises ValueError for SDP that is not one of ours."""
        check_sections(sdp)
        self._build()  # before the offer is read: its codecs are then measured against ours
        await self._pc.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="offer"))
        self._drain()
        await self._pc.setLocalDescription(await self._pc.createAnswer())
        self._begin("answer")

    async def answered(self, sdp: str) -> None:
        """Takes the answer to our offer; a repeated one changes nothing. Raises ValueError as `answer` does."""
        if self._pc.signalingState != "have-local-offer":
            return
        check_sections(sdp)
        await self._pc.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="answer"))
        self._drain()

    def send(self, message: Message, channel: Channel) -> bool:
        """Sends on an open channel; False when it is not open."""
        open_channel = self._channels.get(channel.name)
        if self._over or open_channel is None or open_channel.readyState != "open":
            return False
        open_channel.send(encode(message))
        return True

    def forget(self, eye: EyeName) -> None:
        """Overwrites the picture of a far eye, and shows none that is already on its way."""
        self._pictures[eye].forget()

    async def close(self) -> None:
        """Ends everything within CLOSE_WITHIN_S; what does not end by then is abandoned."""
        healthy, self._over = self._connected.is_set() and not self._over, True
        if healthy:
            await self._last_words()
        for task in self._tasks:
            task.cancel()
        try:
            async with asyncio.timeout(CLOSE_WITHIN_S):
                await asyncio.gather(*self._tasks, return_exceptions=True)
                await self._pc.close()
        except TimeoutError:
            log.warning("generation %(number)d abandoned: it did not close in time", {"number": self.number})

    async def _last_words(self) -> None:
        for _ in range(round(LAST_WORDS_S / _LOOK_EVERY_S)):
            if all_arrived(self._pc):
                return
            await asyncio.sleep(_LOOK_EVERY_S)

    # --- building ---

    def _build(self) -> None:
        """Voice, face, document, channels, always in this order: the order is what names a track at the other end."""
        self._pc.addTrack(VoiceTrack(self._ends.voice))
        for eye in EYES:
            self._pc.addTrack(PictureTrack(self._bells[eye], partial(self._may_go, eye)))
        voice, *pictures = self._pc.getTransceivers()
        for transceiver in (voice, *pictures):
            transceiver.setCodecPreferences(_codecs(transceiver.kind))
        own_encoder(voice.sender, VoiceEncoder())
        own_voice_buffer(voice.receiver)
        for eye, transceiver in zip(EYES, pictures, strict=True):
            own_encoder(transceiver.sender, PictureEncoder(SHARES[eye], self._budget))
            repeat_within(transceiver.sender, self._budget)
            own_estimate(transceiver.receiver, self._line)
            self._pictures[eye].stamps = own_picture_buffer(transceiver.receiver)
            track = transceiver.sender.track
            if eye == "document" and isinstance(track, PictureTrack):
                track.poses = ToldPoses(partial(last_stamp, transceiver.sender), self._tell_pose)
        self._open_channels()

    def _may_go(self, eye: EyeName, last_s: float) -> bool:
        return self._stills.hush.allows(eye, last_s) and self._budget.allows(eye, last_s)

    def _tell_pose(self, message: Posed) -> None:
        self.send(message, LIVE)

    def _open_channels(self) -> None:
        for channel in CHANNELS:
            opened = self._pc.createDataChannel(
                channel.name,
                ordered=channel.ordered,
                maxRetransmits=channel.max_retransmits,
                negotiated=True,
                id=channel.id,
            )
            self._channels[channel.name] = opened
            opened.on("open", self._check_connected)
            opened.on("message", self._received)

    def _drain(self) -> None:
        voice, *pictures = (transceiver.receiver.track for transceiver in self._pc.getTransceivers())
        self._spawn("voice-in", self._voice.run(voice))
        for eye, track in zip(EYES, pictures, strict=True):
            self._spawn(f"{eye}-in", self._pictures[eye].run(track))

    def _first_picture(self, eye: EyeName) -> Callable[[], None]:
        return lambda: self._tell(FirstPicture(eye))

    def _begin(self, kind: Literal["offer", "answer"]) -> None:
        self._tell(SignalOut(self.number, kind, self._pc.localDescription.sdp))
        self._spawn("watch", self._watch())

    # --- life ---

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=f"generation-{self.number}-{name}")
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        if (error := task.exception()) is not None:
            log.error("task %(doing)s failed: %(kind)s", {"doing": task.get_name(), "kind": type(error).__name__})
        self._lose()  # a track that ended ends the connection: there is nothing more to come on it

    def _tell(self, event: MediaEvent) -> None:
        if not self._over:
            self._on_event(event)

    def _state_changed(self) -> None:
        if self._pc.connectionState in ("failed", "closed"):
            self._lose()
        else:
            self._check_connected()

    def _check_connected(self, *_: object) -> None:
        ready = self._pc.connectionState == "connected" and all(
            self._channels[c.name].readyState == "open" for c in (LIVE, SURE)
        )
        if ready and not self._connected.is_set():
            self._connected.set()
            self._heart = Heartbeat(time.monotonic())
            self._tell(Connected(self.number))
        if ready and not self._bulk_open and self._channels[BULK.name].readyState == "open":
            self._bulk_open = True
            open_wider(self._pc)
            self._stills.connected(self.send)

    def _lose(self) -> None:
        if not self._over:
            self._tell(ConnectionLost(self.number))
            self._over = True
            self._stills.lost()

    async def _watch(self) -> None:
        try:
            async with asyncio.timeout(self._pace.connect_within_s):
                await self._connected.wait()
        except TimeoutError:
            self._lose()
            return
        while not self._over:
            now_s = time.monotonic()
            self.send(self._heart.beat(now_s), LIVE)
            pulse = self._heart.pulse(now_s)
            heard_s = self._voice.heard_s
            voice = heard_s is not None and now_s - heard_s < _VOICE_HEARD_WITHIN_S
            self._tell(LineMeasured(pulse.rtt_ms, pulse.loss, pulse.silent_s, voice))
            if pulse.silent_s > self._pace.lost_after_s:
                self._lose()
                return
            await asyncio.sleep(self._pace.beat_every_s)

    def _received(self, raw: bytes | str) -> None:
        now_s = time.monotonic()
        try:
            message = decode_to_peer(raw if isinstance(raw, bytes) else b"")
        except BadMessage as bad:
            log.warning("message of the other end dropped: %(code)s", {"code": bad.code})
            return
        self._heart.heard(now_s)
        if isinstance(message, Beat):
            self.send(self._heart.echo(message), LIVE)
        elif isinstance(message, BeatEcho):
            self._heart.echoed(message, now_s)
        elif isinstance(message, Posed):
            self._pictures["document"].hear(message)
        elif isinstance(message, StillMessage):
            self._line.beside(current_ms(), len(raw))
            self._stills.hear(message)
        else:
            self._tell(PeerSaid(message))


def _codecs(kind: str) -> list[RTCRtpCodecCapability]:
    capabilities = RTCRtpSender.getCapabilities(kind).codecs
    return [codec for codec in capabilities if codec.mimeType.lower() in _SENT_CODECS]
