"""When a card ends and from when it can be renewed, out of a birthday without its year and the month of issue."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.card_dates import months_before
from kiosk.domain.card_days import AFTER, BEFORE, FIRST_YEAR, Asked, CardDays, Renewal, Term, terms

TODAY = date(2026, 11, 21)


def days(month: int, day: int, year: int, issued: int, order: int = 0, child: bool = False) -> CardDays:
    return CardDays(child, month, 1 if day <= 10 else 11 if day <= 20 else 21, day, year, issued, order)


@pytest.mark.parametrize(
    ("chosen", "card", "certificates"),
    [
        (days(12, 24, 2017, 11), date(2026, 12, 24), date(2021, 12, 24)),  # the first birthday is in the year of issue
        (days(3, 5, 2017, 11), date(2027, 3, 5), date(2022, 3, 5)),  # the first birthday is in the year after
        (days(11, 24, 2017, 11, BEFORE), date(2026, 11, 24), date(2021, 11, 24)),
        (days(11, 24, 2017, 11, AFTER), date(2027, 11, 24), date(2022, 11, 24)),
        (days(12, 24, 2021, 1, child=True), date(2025, 12, 24), date(2025, 12, 24)),
        (days(2, 29, 2018, 12), date(2028, 2, 29), date(2023, 2, 28)),
        (days(2, 29, 2020, 3), date(2030, 2, 28), date(2025, 2, 28)),
    ],
)
def test_it_ends_at_the_tenth_birthday_after_the_issue_for_a_child_at_the_fifth(
    chosen: CardDays, card: date, certificates: date
) -> None:
    found = terms(chosen)
    assert (found.card.ends, found.certificates.ends) == (card, certificates)
    assert found.unsure is ((chosen.month, chosen.day) == (2, 29))


def test_it_can_be_renewed_from_the_day_after_three_months_before_to_its_last_day() -> None:
    term = terms(days(12, 24, 2017, 11)).card
    assert term == Term(date(2026, 12, 24), date(2026, 9, 25))
    assert [term.on(day) for day in (date(2026, 9, 24), date(2026, 9, 25), date(2026, 12, 24), date(2026, 12, 25))] == [
        Renewal.EARLY,
        Renewal.OPEN,
        Renewal.OPEN,
        Renewal.OVER,
    ]


@given(st.dates(date(2016, 1, 1), TODAY), st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.booleans())
def test_between_issue_and_end_there_are_as_many_birthdays_as_the_rule_says(
    issued: date, birthday: date, child: bool
) -> None:
    assume((birthday.month, birthday.day) != (2, 29))
    born = (birthday.month, birthday.day)
    order = 0 if issued.month != birthday.month else BEFORE if born > (issued.month, issued.day) else AFTER
    found = terms(days(*born, issued.year, issued.month, order, child))
    for term, wanted in ((found.card, 5 if child else 10), (found.certificates, 5)):
        years = range(issued.year, term.ends.year + 1)
        passed = [day for day in (date(year, *born) for year in years) if issued < day <= term.ends]
        assert len(passed) == wanted and passed[-1] == term.ends
        assert term.opens == months_before(term.ends, 3) + timedelta(days=1)
    assert found.certificates.ends <= found.card.ends


@given(st.data(), st.booleans())
def test_every_way_of_choosing_ends_with_an_answer_and_back_leads_out_step_by_step(
    data: st.DataObject, child: bool
) -> None:
    now, way = CardDays(child), []
    while now.asked is not Asked.ANSWER:
        way.append(now)
        value = data.draw(st.sampled_from(now.offered(TODAY)))
        now = now.turned(1).with_choice(value, TODAY)
        assert now.part == 0
    terms(now)
    while way:
        before = now.back()
        assert before == way.pop()
        now = before
    assert now.back() is None


@pytest.mark.parametrize(
    ("chosen", "value"),
    [
        (CardDays(False), 13),
        (CardDays(False), 0),
        (CardDays(False, 2, 21), 30),
        (CardDays(False, 4, 21), 31),
        (CardDays(False, 12, 21, 24), TODAY.year + 1),
        (CardDays(False, 12, 21, 24), FIRST_YEAR - 1),
        (CardDays(False, 12, 21, 24, TODAY.year), TODAY.month + 1),
        (days(12, 24, 2019, 1), 1),
    ],
)
def test_a_day_that_is_not_there_or_not_yet_cannot_be_chosen(chosen: CardDays, value: int) -> None:
    assert chosen.with_choice(value, TODAY) is chosen


def test_without_all_there_is_no_answer_and_what_was_chosen_is_nowhere_told() -> None:
    with pytest.raises(ValueError):
        terms(CardDays(False, 12))
    assert repr(days(12, 24, 2019, 12, BEFORE)) == "CardDays(child=False, part=0)"
