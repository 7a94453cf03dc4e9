"""How the clocks of a record stand. Of a clock, the record is believed what it counts from and how long it is; when it
is due, whether that was kept and how long it took are reckoned here."""

from dataclasses import dataclass
from datetime import date

from export import Records
from units.days import Calendar, Held, Holds, months
from units.frame import Record, on, text

WITHIN_BASE, WITHIN_AGREED, LATE, UNANSWERED = "within_base", "within_agreed", "late", "unanswered"
SHARED = {"RESPONSE_FROM_STATEMENT": "RESPONSE", "RESPONSE_FROM_CONVERSION": "RESPONSE"}
"""Clocks of the same work, which are paused with it."""


@dataclass(frozen=True)
class Clock:
    """One clock that has begun."""

    anchor: date
    base: date
    agreed: date | None
    holds: Holds

    def timeliness(self, done: date | None) -> str:
        """How what it times stands."""
        if done is None or self.agreed is None:
            return UNANSWERED
        if done <= self.base:
            return WITHIN_BASE
        return WITHIN_AGREED if done <= self.agreed else LATE

    def taken(self, calendar: Calendar, stop: date | None) -> int | None:
        """Working days until it stopped."""
        if stop is None or self.agreed is None:
            return None
        return self.holds.until(stop).taken(calendar, self.anchor, stop)


class Clocks:
    """The clocks of the records of a register."""

    def __init__(self, records: Records, calendar: Calendar) -> None:
        self.calendar = calendar
        self.room = {
            (policy["name"].rsplit("/", 1)[1], rule["clock"], rule.get("stage", 0)): rule.get("pause_cap", 0)
            for policy in records["policy"] for rule in policy["clocks"]
        }
        self.retracted = withdrawals_taken_back(records)

    def of(self, record: Record, name: str, stage: int, stop: date | None) -> Clock | None:
        """A clock of a representation, which stopped on a date or runs; none where it has none or it has not begun."""
        wanted = f"CLOCK_NAME_{name}"
        shown = [clock for clock in record.get("clocks", ())
                 if clock["clock"] == wanted and clock.get("stage", 0) == stage]
        return self.reckon(shown[0], self._holds(record, shown[0], name, stage), stop) if shown else None

    def reckon(self, shown: Record, holds: Holds, stop: date | None) -> Clock | None:
        """The same of any clock that is shown."""
        anchor = on(shown, "anchor_date")
        if anchor is None:
            # A clock that waits, or one that is held without a limit, shows no anchor.
            return None
        length, agreed = shown.get("length", 0), shown.get("agreed_length", 0)
        holds = holds.until(stop)
        return Clock(anchor, self._due(shown["unit"], anchor, length),
                     holds.due(self.calendar, anchor, agreed) if shown["unit"] == "TIME_UNIT_WORKING_DAYS"
                     else self._due(shown["unit"], anchor, agreed), holds)

    def _due(self, unit: str, anchor: date, length: int) -> date:
        if unit == "TIME_UNIT_WORKING_DAYS":
            return self.calendar.after(anchor, length)
        if unit == "TIME_UNIT_DAYS":
            return date.fromordinal(anchor.toordinal() + length)
        return months(anchor, length, inclusive=unit == "TIME_UNIT_MONTHS")

    def _holds(self, record: Record, shown: Record, name: str, stage: int) -> Holds:
        """Pauses of the stage's clock, deferrals, and withdrawals that were taken back."""
        wanted = f"CLOCK_NAME_{SHARED.get(name, name)}"
        pauses = [pause for known in record.get("stages", ()) if known["number"] == stage
                  for pause in known.get("pauses", ()) if pause["clock"] == wanted and "revocation" not in pause]
        cap = self.room.get((str(shown.get("policy_version")), f"CLOCK_NAME_{name}", stage), 0)
        return Holds(
            tuple(Held(since, on(pause, "until_date")) for pause in pauses if (since := on(pause, "from_date"))),
            tuple(waits(record)) + tuple(self.retracted.get(record["name"], ())),
            max(0, cap - shown.get("agreed_length", 0)),
        )


def waits(record: Record) -> list[Held]:
    """The times that a complaint waited for proceedings."""
    return [Held(since, on(deferral, "resumed_date"))
            for deferral in record.get("deferrals", ()) if (since := on(deferral, "deferred_date"))]


def withdrawals_taken_back(records: Records) -> dict[str, list[Held]]:
    """The times between a withdrawal and its retraction, of which only the list of changes tells."""
    found: dict[str, list[Held]] = {}
    withdrawn: dict[str, date] = {}
    for change in records["change"]:
        name, effective = change["name"], on(change, "effective_date")
        if effective and change["kind"] == "representation.withdrawn":
            withdrawn[name] = effective
        elif effective and name in withdrawn:
            found.setdefault(name, []).append(Held(withdrawn.pop(name), effective))
    return found


def agreed(clock: Clock | None) -> str | None:
    """The due date of a clock with its extensions."""
    return text(clock.agreed) if clock else None
