"""Which pictures of a camera are looked at when fewer are wanted than come: those that are evenly spaced."""

_EARLY = 0.25
"""A picture may come this share of the wanted distance before it is due: a camera trembles, and of 15 a second none
comes exactly when one of 7 is due."""


class Spacing:
    """Belongs to the child; one thread. All times in seconds of the camera's clock."""

    def __init__(self) -> None:
        self._per_s = 0
        self._due_s: float | None = None

    def is_due(self, taken_s: float, per_s: int) -> bool:
        """Whether a picture that was taken then is looked at when there should be `per_s` of them, 0 for all. The due
        time goes on evenly, whichever picture meets it, so that the distances come out right on average; who is more
        than one late, or another rate, begins anew."""
        if per_s <= 0:
            self._due_s = None
            return True
        apart_s = 1 / per_s
        due_s = self._due_s
        if due_s is None or per_s != self._per_s or not -2 * apart_s <= taken_s - due_s <= apart_s:
            due_s = taken_s
        if taken_s < due_s - _EARLY * apart_s:
            return False
        self._per_s, self._due_s = per_s, due_s + apart_s
        return True
