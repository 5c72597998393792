"""Encoders set for this counter: one voice is one channel, a first picture should be readable at once, and no picture
may fill the line for those behind it."""

import math
from fractions import Fraction

import av
from aiortc.codecs.opus import SAMPLE_RATE, SAMPLES_PER_FRAME, OpusEncoder
from aiortc.codecs.vpx import MAX_BITRATE, MIN_BITRATE, Vp8Encoder, number_of_threads
from aiortc.mediastreams import VIDEO_TIME_BASE, convert_timebase
from av import AudioResampler, VideoFrame
from av.frame import Frame
from av.video.codeccontext import VideoCodecContext

from kiosk.media.budget import PictureBudget

VOICE_BITS_PER_S = 32_000
"""Opus in one channel; aiortc's own 96,000 in two carries the same voice twice."""

FIRST_PICTURE_BITS_PER_S = 1_000_000
"""Until the far end's first estimate. Measured on a 720p page of print at 15 pictures a second, against aiortc's
500,000: first picture 29.5 dB, not 27.2; after a second 35.5 dB, not 31.7; the key frame takes 48 kB, not 39."""

STEP = 1.4
"""Rates of an encoder are so far apart. FFmpeg cannot change the rate of one that runs, so each other rate is another
encoder, whose first picture is a whole one, and coarse; aiortc makes one for each tenth that an estimate moves. Between
two steps the line is kept by pictures that are left out."""
_BUFFER_S = 0.5
_FINEST, _COARSEST = 2, 56
_THREADS = 2
_SHORTEST_S, _LONGEST_S = 0.01, 0.12


class VoiceEncoder(OpusEncoder):
    """Opus, one channel."""

    def __init__(self) -> None:
        super().__init__()
        self.codec.bit_rate = VOICE_BITS_PER_S
        self.codec.layout = "mono"
        self.resampler = AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE, frame_size=SAMPLES_PER_FRAME)


class PictureEncoder(Vp8Encoder):
    """VP8, for a `share` of what the line carries; `budget` hears what that is, and what each picture took."""

    def __init__(self, share: float, budget: PictureBudget) -> None:
        super().__init__()
        self._share = share
        self._budget = budget
        self._wanted = self._set_for = FIRST_PICTURE_BITS_PER_S
        self._taken_s = self._clock_s = 0.0

    def encode(self, frame: Frame, force_keyframe: bool = False) -> tuple[list[bytes], int]:
        """The payloads of one picture, and its time on the RTP clock. A whole one that is asked for is the first one of
        a new encoder: 7 kB of a page of print, where one that has sharpened it for a while gives 84."""
        assert isinstance(frame, VideoFrame)
        assert frame.pts is not None
        assert frame.time_base is not None
        wanted = self._wanted
        if force_keyframe or not 1 / STEP < wanted / self._set_for < STEP:
            self._set_for = _step_below(wanted)
            self.codec = None
        if self.codec is None or (self.codec.width, self.codec.height) != (frame.width, frame.height):
            self.codec = _codec(frame.width, frame.height, self._set_for)
        timestamp = convert_timebase(frame.pts, frame.time_base, VIDEO_TIME_BASE)
        frame.pts = self._paced(frame.pts, frame.time_base)
        payloads, _ = super().encode(frame)
        self._budget.spent(sum(map(len, payloads)))
        return payloads, timestamp

    def _paced(self, pts: int, time_base: Fraction) -> int:
        """The encoder's own time, in which no picture is longer than _LONGEST_S after the one before: what it saves in
        a pause it would give the next picture."""
        taken_s = float(pts * time_base)
        self._clock_s += min(max(taken_s - self._taken_s, _SHORTEST_S), _LONGEST_S)
        self._taken_s = taken_s
        return round(self._clock_s / time_base)

    @property
    def target_bitrate(self) -> int:
        """What the encoder is set for: aiortc replaces it when this is another rate."""
        return self._set_for

    @target_bitrate.setter
    def target_bitrate(self, bitrate: int) -> None:
        """What the far end believes that both eyes can have."""
        self._budget.told(bitrate)
        self._wanted = max(MIN_BITRATE, min(round(bitrate * self._share), MAX_BITRATE))


def _step_below(bits_per_s: int) -> int:
    """The nearest rate of the ladder that is not above."""
    steps = math.floor(math.log(bits_per_s / FIRST_PICTURE_BITS_PER_S, STEP) + 1e-9)
    return round(FIRST_PICTURE_BITS_PER_S * STEP**steps)


def _codec(width: int, height: int, bits_per_s: int) -> VideoCodecContext:
    """One pass, at a constant rate, no picture waits for a later one."""
    codec = av.CodecContext.create("libvpx", "w")
    assert isinstance(codec, VideoCodecContext)
    codec.width, codec.height, codec.pix_fmt = width, height, "yuv420p"
    codec.bit_rate = bits_per_s
    codec.gop_size = 3000
    codec.qmin, codec.qmax = _FINEST, _COARSEST
    codec.thread_count = number_of_threads(width * height, _THREADS)
    rate = str(bits_per_s)
    codec.options = {
        "deadline": "realtime",
        "cpu-used": "-6",
        "lag-in-frames": "0",
        "minrate": rate,
        "maxrate": rate,
        "bufsize": str(round(bits_per_s * _BUFFER_S)),
        "undershoot-pct": "100",
        "overshoot-pct": "15",
        "noise-sensitivity": "4",
        "static-thresh": "1",
    }
    return codec
