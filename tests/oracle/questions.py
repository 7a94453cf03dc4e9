"""What is asked of a register: every measure by every dimension for one period, and a sample of all else."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from compare import NEEDS_CATEGORY, Catalogue, Fields
from dimensions import BLANK
from table import Oracle, Question

PAIRS = 60
FILTERED = 60
SERIES = 12
OTHER_PERIODS = 2
SAMPLED = 5


def periods(oracle: Oracle, chance: random.Random, today: date) -> list[tuple[str, str]]:
    """Periods of several lengths, the first the one that everything is asked for: most of two years. One ends on a day
    on which something was received, so that the last day counts."""
    wide = (today - timedelta(days=chance.randint(560, 760)), today - timedelta(days=chance.randint(0, 90)))
    others = []
    busy = date.fromisoformat(chance.choice(list(oracle.frames["REPRESENTATION"]["received_on"])))
    others.append((busy - timedelta(days=27), busy))
    for _ in range(OTHER_PERIODS):
        start = today - timedelta(days=chance.randint(40, 790))
        others.append((start, start + timedelta(days=chance.choice((0, 27, 90, 364)))))
    return [(start.isoformat(), end.isoformat()) for start, end in [wide, *others]]


def questions(
    catalogue: Catalogue, oracle: Oracle, chance: random.Random, today: date, sample: bool
) -> Iterator[Question]:
    """Every question, those with the same measures and period after each other. Of a sample, what a measure is asked for
    on another basis than its own is by a part of the dimensions."""
    (start, end), *others = periods(oracle, chance, today)
    batches = list(catalogue.batches())
    for unit, basis, measures in batches:
        dimensions = catalogue.sound(unit, basis)
        if sample and not catalogue.is_own(measures, basis):
            dimensions = chance.sample(dimensions, max(2, len(dimensions) // SAMPLED))
        if NEEDS_CATEGORY in measures:
            yield Question(unit, measures, basis, start, end, ("category",))
            for dimension in dimensions:
                if dimension != "category":
                    yield Question(unit, measures, basis, start, end, ("category", dimension))
            continue
        yield Question(unit, measures, basis, start, end)
        for dimension in dimensions:
            yield Question(unit, measures, basis, start, end, (dimension,))
        for other in others:
            yield Question(unit, measures, basis, *other)
            yield Question(unit, measures, basis, *other, (chance.choice(dimensions),))
    plain = [batch for batch in batches if NEEDS_CATEGORY not in batch[2]]
    for unit, basis, measures in chance.choices(plain, k=PAIRS):
        yield Question(unit, measures, basis, start, end, tuple(chance.sample(catalogue.sound(unit, basis), 2)))
    for unit, basis, measures in chance.choices(plain, k=FILTERED):
        by, filtered = chance.sample(catalogue.sound(unit, basis), 2)
        found = sorted(row[0] for row in oracle.rows(Question(unit, measures, basis, start, end, (filtered,))) if row)
        kept = tuple(chance.sample(found, min(len(found), chance.randint(1, 3)))) or (BLANK,)
        yield Question(unit, measures, basis, start, end, (by,), ((filtered, kept),))


def series(
    catalogue: Catalogue, chance: random.Random, today: date
) -> Iterator[tuple[Question, Fields, Fields]]:
    """Some questions for years, quarters and months, cut into smaller ones and with a year before."""
    plain = [batch for batch in catalogue.batches() if NEEDS_CATEGORY not in batch[2]]
    for unit, basis, measures in chance.choices(plain, k=SERIES):
        year = today.year - chance.randint(1, 2)
        period: Fields = chance.choice((
            {"financial_year": year}, {"quarter": {"financial_year": year, "quarter": chance.randint(1, 4)}},
            {"month": {"year": year, "month": chance.randint(1, 12)}}))
        cut = {"interval": chance.choice((0, 1, 2)) if "financial_year" in period else 0, "years_before": 1}
        by = chance.choice(catalogue.sound(unit, basis))
        yield Question(unit, measures, basis, today.isoformat(), today.isoformat(), (by,)), period, cut
