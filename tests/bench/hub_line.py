"""The line between one end and the hub, with scissors: a TCP relay whose connections can be cut and kept away."""

import socket
import threading
from contextlib import suppress


class HubLine:
    """Listens on a port of its own and passes everything on to the hub's."""

    def __init__(self, hub_port: int) -> None:
        self._hub_port = hub_port
        self._cut = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, name="hub-line", daemon=True).start()

    def cut(self) -> None:
        """All connections end, and new ones end at once."""
        self._cut.set()
        with self._lock:
            for line in self._open:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """New connections are passed on again."""
        self._cut.clear()

    def close(self) -> None:
        """For good."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near = self._listener.accept()[0]
                try:
                    far = socket.create_connection(("127.0.0.1", self._hub_port), 5)
                except OSError:  # the hub is away
                    near.close()
                    continue
                far.settimeout(None)
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, sink), name="hub-line", daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with self._lock:
            self._open.add(source)
        with suppress(OSError):
            while not self._cut.is_set() and (piece := source.recv(65_536)):
                sink.sendall(piece)
        for line in (source, sink):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open.discard(source)
        source.close()
