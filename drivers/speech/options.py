"""The options of voices, apart from the keepers: settings are checked without loading a dictionary of 100 MB."""

import msgspec


class OpenJTalkOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The voice and the dictionary come with the library; there is nothing to choose."""


class MockSpeechOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tone for each letter; there is nothing to choose, and nothing for it in the pretend world."""
