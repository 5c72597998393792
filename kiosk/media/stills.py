"""The sharp pictures of one call, both ways: they outlive its connections."""

import asyncio
from collections.abc import Callable

from kiosk.media.ends import Ends, StillSink, StillSource
from kiosk.media.hush import Hush
from kiosk.media.stills_in import StillsIn
from kiosk.media.stills_out import StillsOut
from kiosk.wire.channels import Channel
from kiosk.wire.parts import Message
from kiosk.wire.stills import StillBegin, StillComing, StillGot, StillMessage, StillPlease

Send = Callable[[Message, Channel], bool]


class CallStills:
    """On the media thread. An end without an eye for paper sends none, one without a sink takes none."""

    def __init__(self, ends: Ends) -> None:
        self.hush = Hush()
        self._source: StillSource | None = ends.stills
        self._sink: StillSink | None = ends.far_stills
        self._from_the_start = ends.far_stills_from_the_start
        self._begun = False
        self._out: StillsOut | None = None
        self._in: StillsIn | None = None
        self._loop = asyncio.get_running_loop()
        if self._source is not None:
            self._source.listen(self._more)
        if self._sink is not None:
            self._sink.listen(self._unknown)

    def begin(self) -> None:
        """A new call, in which nobody has anything yet."""
        if self._source is not None:
            self._out = StillsOut(self._source, self.hush)
        if self._sink is not None:
            self._in = StillsIn(self._sink, self.hush)
            self._begun = False
            if self._from_the_start:
                self._begin_sink()

    def connected(self, send: Send) -> None:
        """All channels of a new generation are open."""
        for way in (self._in, self._out):
            if way is not None:
                way.connected(send)

    def lost(self) -> None:
        """That generation is gone."""
        for way in (self._in, self._out):
            if way is not None:
                way.lost()

    def hear(self, message: StillMessage) -> None:
        """What the other end says; of what this end does not do, nothing is heard."""
        if isinstance(message, StillGot):
            if self._out is not None:
                self._out.got(message)
        elif isinstance(message, StillPlease):
            if self._out is not None:
                self._out.please(message.sheet)
        elif self._in is not None:
            if isinstance(message, StillComing | StillBegin):
                self._begin_sink()
            self._in.hear(message)

    def forget(self) -> None:
        """The other end's paper is not to be seen any more."""
        if self._in is not None:
            self._in.forget()

    def put_aside(self) -> None:
        """What lies under the other end's camera is not seen until it is said to rest again; all pages are kept."""
        if self._sink is not None:
            self._sink.rests(0)

    def end(self) -> None:
        """The call is over. May be called twice."""
        self.lost()
        if self._in is not None:
            self._in.forget()
        self._in = self._out = None
        if self._sink is not None:
            self._sink.end()

    def _begin_sink(self) -> None:
        """Once a call, before the first piece can be whole."""
        if self._sink is not None and not self._begun:
            self._begun = True
            self._sink.begin()

    def _more(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._pump)

    def _unknown(self, sheet: int) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ask_again, sheet)

    def _ask_again(self, sheet: int) -> None:
        if self._in is not None:
            self._in.ask(sheet)

    def _pump(self) -> None:
        if self._out is not None:
            self._out.pump()
