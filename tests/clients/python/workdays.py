"""Working days, reckoned without the register: the test's own yardstick.

A working day is not a Saturday, a Sunday or a bank holiday of England and Wales. N working days after a day is
the N-th working day strictly after it.
"""

from datetime import date, timedelta

from google.type.date_pb2 import Date

HOLIDAYS_2024 = frozenset(
    date(2024, month, day)
    for month, day in ((1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26))
)


def is_working_day(day):
    assert day.year == 2024, f"{day} is outside the table, which holds 2024 only"
    return day.weekday() < 5 and day not in HOLIDAYS_2024


def working_days_after(day, count):
    """The date that is so many working days after a day."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_days_between(first, last):
    """How many working days lie after the first day, up to and including the last."""
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))


def to_proto(day):
    return Date(year=day.year, month=day.month, day=day.day)


def from_proto(message, field):
    """A date field as a date; None where it is absent."""
    if not message.HasField(field):
        return None
    value = getattr(message, field)
    return date(value.year, value.month, value.day)
