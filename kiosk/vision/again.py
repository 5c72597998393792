"""Counts telephones: one that was away or dark for a moment is another one when it is seen again."""

GONE_AFTER_S = 0.5
"""Lost or dark for so long, it is another one when it comes back: nobody has said yet that it may be seen."""
BLIND_S = 2.0
"""After so long without a picture nobody knows whether it is the same one."""
_ALWAYS = -1e9


class Again:
    """`number` counts those that were seen, 0 before the first."""

    def __init__(self) -> None:
        self.number = 0
        self._missed_s: float | None = _ALWAYS
        """Since when pictures show that it is away or dark; None while it is seen."""
        self._looked_s = _ALWAYS

    def look(self, seen: bool, at_s: float) -> None:
        """What the picture of that moment shows."""
        if seen:
            if self.missed_for_s(at_s) > GONE_AFTER_S or at_s - self._looked_s > BLIND_S:
                self.number += 1
            self._missed_s = None
        elif self._missed_s is None:
            self._missed_s = at_s
        self._looked_s = at_s

    def missed_for_s(self, at_s: float) -> float:
        """How long pictures have shown that it is away or dark; time without pictures does not count."""
        return 0.0 if self._missed_s is None else at_s - self._missed_s

    def forget(self) -> None:
        """What is seen next is another one."""
        self._missed_s = _ALWAYS
