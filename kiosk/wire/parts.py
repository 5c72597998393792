"""What messages are made of: words with limits in their types, and the parent of all messages.

Limits on sizes stand in the types, so that a decoder refuses what a screen could not show.
No type is recursive and none holds `Any`: the depth of a message is bounded by construction.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+$")]
Word = Annotated[str, Meta(max_length=120)]
Text = Annotated[str, Meta(max_length=2000)]
Sdp = Annotated[str, Meta(max_length=32_000)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Seconds = Annotated[float, Meta(ge=0, le=1e7)]
Hundredths = Annotated[int, Meta(ge=-100_000, le=100_000)]
"""A length on a page in hundredths of a millimetre: shorter than a float, and never NaN."""


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    """Parent of all messages; the class name in lower case is the tag."""
