"""What a photo for a card has to be like, and what somebody who sits before the camera can do for it.

Hints and no verdict: whether a photo is taken is decided by the office that makes the card. Source of the rules: those
of the guide card-photo (A17, A19, A20), whose numbers are for paper; the limits here are for somebody before a screen.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Advice(StrEnum):
    """One thing to do, the most urgent first."""

    NOBODY = "nobody"
    MORE_PEOPLE = "more_people"
    NEARER = "nearer"
    FURTHER = "further"
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    STRAIGHT = "straight"
    FRONT = "front"
    EYES = "eyes"
    DARK = "dark"
    BRIGHT = "bright"
    SHADOW = "shadow"
    BACKGROUND = "background"


LEAST_HEAD: Final = 0.42
MOST_HEAD: Final = 0.72
"""How high a head stands in the picture, as a share of its height: smaller is blurred when it is cut out, larger has no
room above the hair."""
OFF_CENTRE: Final = 0.09
"""How far the face may be from the middle, as a share of the picture's height."""
MIDDLE_Y: Final = 0.48
"""Where the middle between eyes and mouth stands: there is hair above, and a collar below."""
MOST_TILT_DEG: Final = 8.0
"""The eyes of somebody who sits upright are level within 3 degrees; 8 is seen at a glance."""
MOST_TURN: Final = 0.16
"""The nose's way from the middle of the eyes, as a share of their distance: about 12 degrees of turning."""
LEAST_LIGHT: Final = 0.28
MOST_LIGHT: Final = 0.93
"""Mean brightness of the face, of full white."""
MOST_SIDES: Final = 1.35
"""How much lighter one half of the face may be than the other."""
MOST_UNEVEN: Final = 0.045
"""How much the brightness of the background may differ, of full white: a bare wall in the light of a window stays
below, a window in it does not."""


_SPARE: Final = 0.15
_TO_SPARE: Final = {Advice.NEARER: 0.05, Advice.FURTHER: 0.05, Advice.BRIGHT: 0.02}
"""The room to spare, as a share of each limit."""


@dataclass(frozen=True)
class FaceSeen:
    """One face, in shares of the picture's height, from its top and from its middle line; x grows to the right of the
    picture. `tilt_deg` is that of the line between the eyes. `turn`: see MOST_TURN."""

    x: float
    y: float
    head: float
    tilt_deg: float
    turn: float
    eyes_covered: bool = False
    light: float = 0.6
    sides: float = 1.0


@dataclass(frozen=True)
class PhotoSeen:
    """What a picture holds: its faces, the largest first, and how uneven the background beside it is."""

    faces: tuple[FaceSeen, ...] = ()
    uneven: float = 0.0


@dataclass(frozen=True)
class PhotoCheck:
    """A resident looks at himself. `advice` is None until the first look, empty when nothing is left to say.
    `broken`: it cannot be checked on this machine."""

    advice: tuple[Advice, ...] | None = None
    broken: bool = False


def advise(seen: PhotoSeen, before: tuple[Advice, ...] = ()) -> tuple[Advice, ...]:
    """All there is to say, the most urgent first; the sides are those of the person, not of the picture. What was said
    `before` is said until its limit is kept with room to spare: words that come and go tell nobody anything."""
    if not seen.faces:
        return (Advice.NOBODY,)
    if len(seen.faces) > 1:
        return (Advice.MORE_PEOPLE,)
    face = seen.faces[0]
    light, sides = face.light, max(face.sides, 1 / max(face.sides, 1e-3))
    beyond = {  # by how much of itself each limit is passed
        Advice.NEARER: (LEAST_HEAD - face.head) / LEAST_HEAD,
        Advice.FURTHER: (face.head - MOST_HEAD) / MOST_HEAD,
        Advice.LEFT: (-face.x - OFF_CENTRE) / OFF_CENTRE,
        Advice.RIGHT: (face.x - OFF_CENTRE) / OFF_CENTRE,  # a camera sees somebody's right hand at its left
        Advice.UP: (face.y - MIDDLE_Y - OFF_CENTRE) / OFF_CENTRE,
        Advice.DOWN: (MIDDLE_Y - face.y - OFF_CENTRE) / OFF_CENTRE,
        Advice.STRAIGHT: abs(face.tilt_deg) / MOST_TILT_DEG - 1,
        Advice.FRONT: abs(face.turn) / MOST_TURN - 1,
        Advice.EYES: 1.0 if face.eyes_covered else -1.0,
        Advice.DARK: (LEAST_LIGHT - light) / LEAST_LIGHT,
        Advice.BRIGHT: (light - MOST_LIGHT) / MOST_LIGHT,
        Advice.SHADOW: (sides - MOST_SIDES) / (MOST_SIDES - 1),
        Advice.BACKGROUND: seen.uneven / MOST_UNEVEN - 1,
    }
    return tuple(one for one, by in beyond.items() if by > (-_TO_SPARE.get(one, _SPARE) if one in before else 0.0))
