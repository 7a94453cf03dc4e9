"""Working days, months, and what holds a clock: the oracle's own, on numpy's business days."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd

from export import Records
from units.frame import on

BANDS = (3, 5, 10, 15, 20, 25, 40, 50, 65)


class Calendar:
    """Working days: neither Saturday nor Sunday nor a bank holiday (SI 2006/1738 reg 2)."""

    def __init__(self, records: Records) -> None:
        holidays = [on(holiday, "date") for holiday in records["holiday"] if "withdrawn_date" not in holiday]
        self._days = np.busdaycalendar(holidays=[np.datetime64(day) for day in holidays if day])

    def after(self, anchor: date, length: int) -> date:
        """The last of so many working days strictly after a date; the date itself for none."""
        if length == 0:
            return anchor
        reached = np.busday_offset(np.datetime64(anchor), length, roll="backward", busdaycal=self._days)
        return reached.astype(object)

    def between(self, after: date, until: date) -> int:
        """How many working days lie strictly after one date, up to and including another."""
        if until <= after:
            return 0
        first, end = np.datetime64(after) + 1, np.datetime64(until) + 1
        return int(np.busday_count(first, end, busdaycal=self._days))

    def is_working(self, day: date) -> bool:
        return bool(np.is_busday(np.datetime64(day), busdaycal=self._days))


@dataclass(frozen=True)
class Held:
    """Days that a clock does not count: from the first until the one that counts again."""

    since: date
    until: date | None

    def has(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def cut(self, stop: date) -> "Held":
        return Held(self.since, min(self.until or stop, stop))


@dataclass(frozen=True)
class Holds:
    """What holds a clock: pauses, for which there is only so much room, and what lasts as long as it lasts."""

    pauses: tuple[Held, ...] = ()
    waits: tuple[Held, ...] = ()
    room: int = field(default=0)

    def until(self, stop: date | None) -> "Holds":
        """The same for a clock that stopped, which nothing holds any more."""
        if stop is None:
            return self
        pauses = tuple(held.cut(stop) for held in self.pauses if held.since < stop)
        return Holds(pauses, tuple(held.cut(stop) for held in self.waits if held.since < stop), self.room)

    def due(self, calendar: Calendar, anchor: date, length: int) -> date | None:
        """The due date of a length in working days; none while the clock waits without a limit."""
        if not self.pauses and not self.waits:
            return calendar.after(anchor, length)
        if any(held.until is None for held in self.waits):
            return None
        at, counted, paused = anchor, 0, 0
        while counted < length:
            at += timedelta(days=1)
            if not calendar.is_working(at) or any(held.has(at) for held in self.waits):
                continue
            if paused < self.room and any(held.has(at) for held in self.pauses):
                paused += 1
            else:
                counted += 1
        return at

    def taken(self, calendar: Calendar, anchor: date, stop: date) -> int:
        """The working days that a clock took, those held not counted."""
        passed = calendar.between(anchor, stop)
        days = [anchor + timedelta(days=number) for number in range(1, (stop - anchor).days + 1)] \
            if self.pauses or self.waits else []
        days = [day for day in days if calendar.is_working(day)]
        waited = sum(any(held.has(day) for held in self.waits) for day in days)
        paused = sum(any(held.has(day) for held in self.pauses) for day in days)
        return max(0, passed - waited - min(paused, self.room))


def months(anchor: date, count: int, inclusive: bool) -> date:
    """So many months after a date; inclusive where the period commences on that date, and so ends a day before."""
    end = (pd.Timestamp(anchor) + pd.DateOffset(months=count)).date()
    return end - timedelta(days=1) if inclusive and end.day == anchor.day else end


def band(days: float | None) -> str | None:
    """The band of a number of working days."""
    if days is None or pd.isna(days):
        return None
    first = 0
    for last in BANDS:
        if days <= last:
            return f"{first}_to_{last}_days"
        first = last + 1
    return "over_65_days"
