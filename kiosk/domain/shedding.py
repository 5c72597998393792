"""What a machine without time leaves out, step by step, and when it takes it up again."""

from dataclasses import dataclass, replace

MISSED_BELOW = 0.5
"""An eye that looks at a smaller share of the pictures that it should look at misses its beat. A sheet that is pushed
all the time is looked at 10 times a second of 15 on two slow cores: more than the first step would leave it."""
STEP_S = 1.0
"""A step shows what it brought within that time; before, there is no other one."""
WELL_S = 10.0
"""So long must all have been well before something is taken up again."""
FAILS_WITHIN_S = 10.0
"""A step back after which the beat is missed within that time was one too early."""
MOST_WAIT_S = 120.0


@dataclass(frozen=True)
class Load:
    """What is done at a step: pictures a second that each eye looks at, at most (0: as many as planned), and whether
    the own face is drawn on the own screen."""

    document_per_s: int = 0
    face_per_s: int = 0
    own_face: bool = True


LADDER = (Load(), Load(7, 15), Load(7, 10), Load(7, 10, own_face=False))
"""First what is dear and hardly missed: paper lies still most of the time, and a resting sheet goes as a sharp picture
anyway; then the smoothness of faces; last what only its owner sees, because he notices at once. A camera that is not
faster than a step allows loses nothing by it. Voice and touch stand on no step: without a picture two people can go on
talking, without a voice they cannot, and a key that does not answer is a broken machine."""


@dataclass(frozen=True)
class Beat:
    """Pictures a second that an eye looked at during the last second, and that it should have looked at: 0 where
    nothing was to be seen, because its gate was shut or its camera away."""

    looked: float
    wanted: float

    @property
    def kept(self) -> bool:
        """Whether it looked at enough of them."""
        return self.looked >= MISSED_BELOW * self.wanted


@dataclass(frozen=True)
class Shedding:
    """Where on the ladder, since when nothing was missed there, and how long that must last for a step back.

    A step back that fails doubles the waiting, so that a machine that has just not enough time does not go to and fro;
    one that holds makes it short again.
    """

    step: int = 0
    wait_s: float = WELL_S
    well_since_s: float | None = None
    stepped_s: float | None = None
    went_back: bool = False

    @property
    def load(self) -> Load:
        """What is done here."""
        return LADDER[self.step]

    def heard(self, beat: Beat, now_s: float) -> "Shedding":
        """After one more second, which `beat` tells of; `now_s` is of a clock that never goes back."""
        since_s = now_s if self.well_since_s is None or not beat.kept else self.well_since_s
        on = replace(self, well_since_s=since_s)
        if self.stepped_s is not None and now_s - self.stepped_s < STEP_S:
            return on
        if not beat.kept and self.step < len(LADDER) - 1:
            return on._stepped(self.step + 1, self._wait_after_failing(now_s), now_s)
        if beat.kept and self.step > 0 and now_s - since_s >= self.wait_s:
            return on._stepped(self.step - 1, WELL_S if self.went_back else self.wait_s, now_s)
        return on

    def _stepped(self, step: int, wait_s: float, now_s: float) -> "Shedding":
        return Shedding(step, wait_s, now_s, now_s, went_back=step < self.step)

    def _wait_after_failing(self, now_s: float) -> float:
        if not self.went_back or self.stepped_s is None:
            return self.wait_s
        return min(2 * self.wait_s, MOST_WAIT_S) if now_s - self.stepped_s <= FAILS_WITHIN_S else WELL_S
