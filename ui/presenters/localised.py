"""The snapshot in the resident's language, made before anything is presented: presenters need not know of it."""

import dataclasses

from kiosk.domain.city import City, city_in_language
from kiosk.domain.languages import JAPANESE
from kiosk.domain.snapshot import Call, KioskSnapshot


def localised(snapshot: KioskSnapshot) -> KioskSnapshot:
    """What the city has written, in the language of the look. People's names stay as they are."""
    if snapshot.look.language == JAPANESE:
        return snapshot
    city = city_in_language(snapshot.city, snapshot.look.language)
    return dataclasses.replace(
        snapshot,
        city=city,
        stop=city.stop(snapshot.stop.id) if snapshot.stop else None,
        topic=city.topic(snapshot.topic.id) if snapshot.topic else None,
        section=city.section(snapshot.section.id) if snapshot.section else None,
        outcome=city.outcome(snapshot.outcome.code) if snapshot.outcome else None,
        call=_called(snapshot.call, snapshot.city, city) if snapshot.call else None,
    )


def _called(call: Call, city: City, local: City) -> Call:
    """A call names its section by the words of the city's own language."""
    own = next((section for section in city.sections if section.name == call.section_name), None)
    section = local.section(own.id) if own else None
    return dataclasses.replace(call, section_name=section.name) if section else call
