"""Reading fields of records, and making frames of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

Record = dict[str, Any]
Frame = pd.DataFrame
OPEN = "9999-12-31"
"""The day on which ends what has not ended."""


def on(record: Record, field: str) -> date | None:
    """A date of a record."""
    said = record.get(field)
    return date(said["year"], said["month"], said["day"]) if said else None


def text(day: date | None) -> str | None:
    """A date as frames have it: as text, whose order is that of the dates."""
    return day.isoformat() if day else None


def day(record: Record, field: str) -> str | None:
    return text(on(record, field))


def word(record: Record, field: str, prefix: str) -> str | None:
    """A value of a closed list: STATE_OPEN is `open`."""
    said = record.get(field)
    return said.removeprefix(prefix).lower() if said else None


def code(record: Record, field: str) -> str | None:
    """A code of a list; nothing where it is empty."""
    return record.get(field) or None


def yes(holds: object) -> str:
    return "yes" if holds else "no"


def pence(amount: Record) -> int:
    """An amount of money. A whole number of pence is in it."""
    return int(amount.get("units", 0)) * 100 + int(amount.get("nanos", 0)) // 10_000_000


def tabulated(rows: Iterable[Record], columns: Iterable[str]) -> Frame:
    """A frame whose columns are there even without a row; what is missing is None."""
    made = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
    return made.where(made.notna(), None)


def beside(parts: Frame, whole: Frame) -> Frame:
    """Parts with what is known of their whole; a column that both have is the part's."""
    inherited = whole[[column for column in whole.columns if column == "name" or column not in parts.columns]]
    return parts.merge(inherited, on="name", how="left", validate="many_to_one")
