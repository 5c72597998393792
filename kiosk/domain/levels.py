"""How loud it is, in numbers and never as sound: what an ear tells the bars that a person looks at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Levels:
    """Of this moment; shares of full scale, from 0 to 1.

    `peak` is the microphone's and falls off slowly, so that whoever looks ten times a second misses none. The others
    are effective values of the last tenth of a second: what was `captured`, what was `sent` of it to the other end (0
    behind a closed line), what was `played`, and what of that was the `far` end's voice.
    """

    peak: float = 0.0
    captured: float = 0.0
    sent: float = 0.0
    played: float = 0.0
    far: float = 0.0
