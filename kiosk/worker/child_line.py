"""The child's end of the control pipe: when to begin, when to end, and what to tell the parent."""

from multiprocessing.connection import Connection


class ChildLine:
    """The parent sends the outfit when it is this child's turn, and closes the pipe to end the child.

    Most children are told nothing more and look with `ended` for the end. One that is told what to do waits with
    `asked` instead, and finds the end in `over`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._over = False

    def outfit(self) -> bytes | None:
        """Waits, warm, until it is this child's turn; None when it never will be."""
        try:
            return self._connection.recv_bytes()
        except (EOFError, OSError):
            return None

    def ended(self, wait_s: float = 0.0) -> bool:
        """Whether the parent wants this child to end, or is gone; waits up to `wait_s` for that."""
        try:
            return self._connection.poll(wait_s)  # nothing more is ever sent to it, so anything readable is the end
        except OSError:
            return True

    def asked(self, wait_s: float) -> bytes | None:
        """What the parent wants next; None when nothing came within `wait_s`, or when it is the end."""
        try:
            return self._connection.recv_bytes() if self._connection.poll(wait_s) else None
        except (EOFError, OSError):
            self._over = True
            return None

    @property
    def over(self) -> bool:
        """Whether `asked` found that the parent wants this child to end, or is gone."""
        return self._over

    def report(self, message: bytes) -> None:
        """Tells the parent; each report is also a sign of life. A parent that is gone is noticed when listening."""
        try:
            self._connection.send_bytes(message)
        except OSError:
            return
