"""The child's end of the control pipe: when to begin, when to end, and what to tell the parent."""

from multiprocessing.connection import Connection


class ChildLine:
    """The parent sends one message, the outfit, when it is this child's turn; it closes the pipe to end the child."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def outfit(self) -> bytes | None:
        """Waits, warm, until it is this child's turn; None when it never will be."""
        try:
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            return None

    def ended(self, wait_s: float = 0.0) -> bool:
        """Whether the parent wants this child to end, or is gone; waits up to `wait_s` for that."""
        try:
            return self._connection.poll(wait_s)  # nothing more is ever sent, so anything readable is the end
        except OSError:
            return True

    def report(self, message: bytes) -> None:
        """Tells the parent; each report is also a sign of life. A parent that is gone is noticed by `ended`."""
        try:
            self._connection.send_bytes(message)
        except OSError:
            return
