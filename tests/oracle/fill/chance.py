"""Dates and choices that follow from a seed."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

Step = tuple[str, dict[str, Any]]
"""A method of the API and the fields of its request, without the record's name."""


class Ended(Exception):
    """The story has come to today: what would have been next has not happened."""


def day(on: date) -> dict[str, int]:
    """A date as the API has it."""
    return {"year": on.year, "month": on.month, "day": on.day}


class Story:
    """What happens to one record, step after step, each no earlier than the one before and none in the future."""

    def __init__(self, chance: random.Random, begins: date, today: date) -> None:
        self.chance = chance
        self.on = begins
        self.today = today
        self.steps: list[Step] = []

    def odds(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def one_of(self, values: Sequence[Any]) -> Any:
        return values[self.chance.randrange(len(values))]

    def later(self, least: int, most: int) -> dict[str, int]:
        """The story goes on some days later."""
        on = self.on + timedelta(days=self.chance.randint(least, most))
        if on > self.today:
            raise Ended
        self.on = on
        return day(on)

    def now(self) -> dict[str, int]:
        return day(self.on)

    def take(self, method: str, **fields: Any) -> None:
        self.steps.append((method, fields))
