"""All that a person can ask of a guide. An intent names the step it was meant for: the other end may have gone on."""

from dataclasses import dataclass

from kiosk.domain.guide import At


@dataclass(frozen=True)
class OpenGuide:
    """A clerk opens a guide at a step, for both."""

    at: At


@dataclass(frozen=True)
class ReadWhileWaiting:
    """待ちながら 見る: the guide again, where the resident was in it."""


@dataclass(frozen=True)
class GoOn:
    """できました。つぎへ."""

    at: At


@dataclass(frozen=True)
class GoBackInGuide:
    """前へ."""

    at: At


@dataclass(frozen=True)
class ChooseWay:
    """One of the choices of a step."""

    at: At
    index: int


@dataclass(frozen=True)
class TickThing:
    """A thing to bring is there, or not after all."""

    at: At
    index: int


@dataclass(frozen=True)
class PointAtLine:
    """A clerk points at a sentence; at the same one again it is let go."""

    at: At
    index: int


@dataclass(frozen=True)
class TurnPart:
    """つづき: another part of a step that is too long for one screen."""

    at: At
    part: int


@dataclass(frozen=True)
class PutGuideAside:
    """The guide goes from both screens; where one was in it stays."""


@dataclass(frozen=True)
class ShowGuides:
    """ガイド at the desk: the guides come in front, or go."""

    on: bool


@dataclass(frozen=True)
class TalkToClerk:
    """職員と 話す: from a guide to the question whether to be connected."""


GuideIntent = (
    OpenGuide | ReadWhileWaiting | GoOn | GoBackInGuide | ChooseWay | TickThing | PointAtLine | TurnPart | PutGuideAside
)
"""Those that are about the guide itself."""
