"""A camera on the network that gives MJPEG over HTTP, as one long multipart answer."""

import base64
import http.client
import socket
import ssl
from contextlib import ExitStack, suppress
from functools import partial
from urllib.parse import SplitResult, urlsplit

from drivers.api.errors import DeviceBusy, DeviceLost, DeviceMissing
from drivers.camera.login import read_login
from drivers.camera.multipart import Multipart
from drivers.camera.options import HttpOptions
from drivers.camera.stream import StreamCamera

ANSWER_WITHIN_S = 3.0
_PIECE = 64 * 1024


class HttpCamera(StreamCamera):
    """Connects anew each time it is opened."""

    def __init__(self, options: HttpOptions) -> None:
        super().__init__(_name(urlsplit(options.url)), options, partial(_connect, options))


class HttpStream:
    """One answer that never ends. A camera that falls silent makes `read` wait for ever."""

    def __init__(self, name: str, line: socket.socket, answer: http.client.HTTPResponse, ending: ExitStack) -> None:
        """`line` carries the `answer`; `ending`, taken over, closes both.
        Raises DeviceMissing or DeviceBusy for a wrong answer."""
        self._name = name
        self._line = line
        self._answer = answer
        self._parts = Multipart(_boundary(answer, name))
        self._ending = ending.pop_all()

    def read(self) -> bytes:
        """The newest JPEG of what has come. Raises DeviceLost."""
        found: list[bytes] = []
        while not found:
            try:
                piece = self._answer.read1(_PIECE)
            except (OSError, ValueError, http.client.HTTPException):
                raise DeviceLost(f"{self._name}: the connection broke") from None
            if not piece:
                raise DeviceLost(f"{self._name}: the camera ended its stream")
            found = self._parts.feed(piece)
        return found[-1]

    def expose_for_screen(self, on: bool) -> None:
        """As promised: such a camera sees to it by itself."""

    def interrupt(self) -> None:
        """As promised."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """As promised."""
        self._ending.close()


def _connect(options: HttpOptions) -> HttpStream:
    """Raises DeviceMissing or DeviceBusy; within ANSWER_WITHIN_S if nothing answers."""
    url = urlsplit(options.url)
    headers = _headers(options.login_file)
    with ExitStack() as ending:
        try:
            connection = _connection(url)
            ending.callback(connection.close)
            connection.connect()
            line = connection.sock  # http.client forgets it as soon as it has read the answer's head
            connection.request("GET", (url.path or "/") + (f"?{url.query}" if url.query else ""), headers=headers)
            answer = connection.getresponse()
            ending.callback(answer.close)
            line.settimeout(None)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise DeviceMissing(f"{_name(url)}: {_reason(error)}") from None
        return HttpStream(_name(url), line, answer, ending)


def _connection(url: SplitResult) -> http.client.HTTPConnection:
    if url.scheme == "https":
        trusted = ssl.create_default_context()
        return http.client.HTTPSConnection(url.hostname or "", url.port, timeout=ANSWER_WITHIN_S, context=trusted)
    return http.client.HTTPConnection(url.hostname or "", url.port, timeout=ANSWER_WITHIN_S)


def _name(url: SplitResult) -> str:
    """Host and port alone: what follows may hold secrets of the camera."""
    return f"http camera at {url.netloc}"


def _headers(login_file: str | None) -> dict[str, str]:
    if login_file is None:
        return {}
    login = base64.b64encode(":".join(read_login(login_file)).encode("utf-8"))
    return {"Authorization": f"Basic {login.decode('ascii')}"}


def _boundary(answer: http.client.HTTPResponse, name: str) -> str:
    """Between the parts of an answer that is a stream of pictures. Raises DeviceMissing or DeviceBusy for any other."""
    if answer.status in (401, 403):
        raise DeviceMissing(f"{name}: refuses the login; set login_file to a file with NAME:PASSWORD (HTTP Basic)")
    if answer.status == 503:
        raise DeviceBusy(f"{name}: has as many viewers as it can have (status 503)")
    if answer.status != 200:
        raise DeviceMissing(f"{name}: has nothing at the path of url (status {answer.status})")
    boundary = answer.headers.get_boundary()
    if answer.headers.get_content_maintype() != "multipart" or not boundary:
        raise DeviceMissing(f"{name}: gives no MJPEG stream but {answer.headers.get_content_type()}; check url")
    return boundary


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {ANSWER_WITHIN_S:.0f} s"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    if isinstance(error, socket.gaierror | UnicodeError):
        return "nobody knows this name"
    if isinstance(error, ssl.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, http.client.HTTPException | ConnectionResetError):
        return "does not speak HTTP"
    if isinstance(error, ValueError):
        return "this is no address"
    return "cannot be reached"
