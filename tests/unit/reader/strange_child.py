"""A reader's child as strangers may have made it: the picture says what it does."""

import os
import struct
import threading

from kiosk.reader.plan import Band, Done, Idle, Job, Reading, decode_job, decode_outfit, encode
from kiosk.worker.child_line import ChildLine
from kiosk.worker.segment import Segment


def main(_plan: bytes, line: ChildLine) -> None:
    message = line.outfit()
    if message is None:
        return
    segment = Segment.attach(decode_outfit(message).picture)
    line.report(encode(Idle()))
    while not line.over:
        asked = line.asked(0.1)
        if asked is not None:
            job = decode_job(asked)
            with segment.bytes_at(0, job.length) as view:
                wish = bytes(view)
            line.report(encode(Reading(job.ticket)))
            _obey(wish, job, line)
        elif not line.over:
            line.report(encode(Idle()))
    segment.close()


def _obey(wish: bytes, job: Job, line: ChildLine) -> None:
    length = 4 * job.width * job.height
    match wish:
        case b"dies":
            os._exit(1)
        case b"hangs":
            threading.Event().wait()
        case b"chatters":
            _chatter(line)
        case b"too much":
            _tell(line, job, length + 1)
        case b"too little":
            _tell(line, job, length - 1)
        case b"nothing":
            _tell(line, job, 0)
        case b"another's":
            line.report(encode(Done(job.ticket + 1)))
        case b"noise":
            line.report(b"\xc1\xc1\xc1")
        case b"unknown words":
            line.report(encode({"type": "refused", "ticket": job.ticket, "why": "because"}))
        case b"half a band":
            os.write(line._connection.fileno(), struct.pack("!i", 1 << 20) + bytes(1000))
            threading.Event().wait()
        case b"twice":
            _tell(line, job, length)
            _tell(line, job, length)
        case _:
            _tell(line, job, length)


def _chatter(line: ChildLine) -> None:
    """Signs of life faster than anybody can hear them."""
    sign = encode(Idle())
    signs = (struct.pack("!i", len(sign)) + sign) * 10_000
    while not line.ended():
        os.write(line._connection.fileno(), signs)


def _tell(line: ChildLine, job: Job, length: int) -> None:
    """So many bytes, which repeat the number of this process."""
    pid = struct.pack("<I", os.getpid())
    line.report(encode(Band(job.ticket, (pid * (length // 4 + 1))[:length])))
    line.report(encode(Done(job.ticket)))
