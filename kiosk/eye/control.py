"""The wanted gate in shared memory: the child reads it before each frame, so that closing needs no message."""

from kiosk.domain.phone_help import PhoneHelp
from kiosk.domain.privacy import Gate
from kiosk.worker.segment import Segment

_SHOWN_AT_ONCE = 24
_PLACE_BITS = 32
_GATE, _SINCE_NS, _WIDTH, _HEIGHT, _PACE, _UNDRAWN, _FIRST_BYTES, _ANEW, _ANEW_SHEET = range(9)
_CLOSINGS, _FIELD, _PHOTO, _PHONE, _SHOWN = range(9, 14)
_WORDS = _SHOWN + _SHOWN_AT_ONCE
_POSITIONS = {int(gate): gate for gate in Gate}


def paints(gate: Gate) -> bool:
    """Whether this machine's own screen may show the picture."""
    return gate is not Gate.SHUT


def sends(gate: Gate) -> bool:
    """Whether the other end may see the picture."""
    return gate is Gate.SENT


class EyeControl:
    """Written by the parent, read by the child."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._words = segment.words_at(0, _WORDS)

    @classmethod
    def create(cls) -> "EyeControl":
        """For the parent. The gate stands at SHUT."""
        return cls(Segment.create(8 * _WORDS))

    @classmethod
    def attach(cls, name: str) -> "EyeControl":
        """For the child."""
        return cls(Segment.attach(name))

    @property
    def name(self) -> str:
        """What the child needs to attach."""
        return self._segment.name

    def set_gate(self, gate: Gate, since_ns: int, closings: int) -> None:
        """The wanted position; frames taken before `since_ns` must not pass. `closings` has risen whenever what was
        made of sheets became void."""
        if gate is Gate.SHUT:
            self._words[_GATE] = gate
        self._words[_CLOSINGS] = closings
        self._words[_SINCE_NS] = since_ns
        self._words[_GATE] = gate

    def gate(self) -> tuple[Gate, int]:
        """The wanted position and since when; read in this order, a position never meets an older `since_ns`."""
        gate = _POSITIONS.get(self._words[_GATE], Gate.SHUT)
        return gate, self._words[_SINCE_NS]

    def closings(self) -> int:
        """Read after the gate, it is no older than that."""
        return self._words[_CLOSINGS]

    def want(self, size: tuple[int, int] | None) -> None:
        """The size (width, height) at which the own screen paints, or None."""
        self._words[_WIDTH], self._words[_HEIGHT] = size or (0, 0)

    def wanted(self) -> tuple[int, int] | None:
        """The size last asked for."""
        width, height = self._words[_WIDTH], self._words[_HEIGHT]
        return (width, height) if width > 0 and height > 0 else None

    def set_pace(self, per_s: int) -> None:
        """How many pictures a second are looked at, at most; 0: as many as planned."""
        self._words[_PACE] = per_s

    def pace(self) -> int:
        """What was last asked for."""
        return self._words[_PACE]

    def draw(self, on: bool) -> None:
        """Whether the own screen gets pictures where the gate lets it."""
        self._words[_UNDRAWN] = int(not on)

    def drawn(self) -> bool:
        """For the child."""
        return not self._words[_UNDRAWN]

    def check_photo(self, on: bool) -> None:
        """Whether somebody wants to know how he would look on a photo."""
        self._words[_PHOTO] = int(on)

    def photo_checked(self) -> bool:
        """For the child."""
        return bool(self._words[_PHOTO])

    def look_for_phone(self, phone: PhoneHelp | None) -> None:
        """Whether a telephone lies there in place of a paper, and what of it stays covered. In one word, so that no
        reader sees half of a change."""
        self._words[_PHONE] = 0 if phone is None else 1 | phone.typing << 1 | phone.strip << 2 | phone.cable << 3

    def phone(self) -> PhoneHelp | None:
        """For the child."""
        word = self._words[_PHONE]
        return PhoneHelp(typing=bool(word & 2), strip=bool(word & 4), cable=bool(word & 8)) if word else None

    def again_since(self, since_ns: int) -> None:
        """Frames taken before must not pass any more; the position stays."""
        self._words[_SINCE_NS] = since_ns

    def want_first(self, first_bytes: int) -> None:
        """How large the first picture of a sheet should be."""
        self._words[_FIRST_BYTES] = first_bytes

    def first_bytes(self) -> int:
        """What was last asked for, 0 for nothing."""
        return self._words[_FIRST_BYTES]

    def begin_again(self, number: int) -> None:
        """The other end knows nothing of the child's sheet of that number."""
        self._words[_ANEW_SHEET] = number
        self._words[_ANEW] += 1

    def begun_again(self) -> tuple[int, int]:
        """How often that was said, and of which sheet last."""
        return self._words[_ANEW], self._words[_ANEW_SHEET]

    def show_sheet(self, number: int, shown: bool) -> None:
        """Whether the child's sheet of that number may be seen. Where the list is full, the oldest sheet on it closes:
        the child has long forgotten it."""
        listed = self._listed()
        if shown and number not in listed:
            place = listed.index(0) if 0 in listed else listed.index(min(listed))
            self._words[_SHOWN + place] = number
        elif not shown and number in listed:
            self._words[_SHOWN + listed.index(number)] = 0

    def shows_sheet(self, number: int) -> bool:
        """For the child."""
        return number > 0 and number in self._listed()

    def show_field(self, number: int, place: int) -> None:
        """The one private field that may be seen, by its place in the plan, and on which of its sheets; 0: none.
        In one word, so that no reader sees half of a change."""
        self._words[_FIELD] = number << _PLACE_BITS | place if place else 0

    def shown_field(self, number: int) -> int:
        """For the child: the place of the field that may be seen on that sheet, 0 for none."""
        sheet, place = divmod(self._words[_FIELD], 1 << _PLACE_BITS)
        return place if number > 0 and sheet == number else 0

    def _listed(self) -> list[int]:
        return self._words[_SHOWN:].tolist()

    def close(self) -> None:
        """For the child: lets go."""
        self._words.release()
        self._segment.close()

    def destroy(self) -> None:
        """For the parent, once, when the child is dead."""
        self._words.release()
        self._segment.destroy()
