"""Everything that a reader may know, as rows of an integer program."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from meaning import MEANINGS, PARTS, Key
from moves import apart
from program import MOST, Program
from said import NOTHING, SHOWN, WITHHELD, Said, Table, cells

FIVE, HALF = 5, 2
"""A count is rounded to the nearest 5, and what is not zero to 5 at least."""
SMALL = 4


def build(published: list[Said], changes: dict[int, int]) -> Program:
    """The program of what was published; `changes` says how many complaints changed up to each epoch."""
    program = Program()
    for said in published:
        for table in said.tables:
            _figures(program, said, table)
            _adds_up(program, table, said)
    _absent(program, published)
    _unions(program)
    _parts(program)
    apart(program, published, changes)
    return program


def _figures(program: Program, said: Said, table: Table) -> None:
    """What each figure says."""
    for row, measure, figure in cells(table):
        meaning = MEANINGS[measure]
        top = program.unknown(table.key(meaning, row, meaning.top, said.epoch)) if meaning.top_told else None
        below = None
        if meaning.below is not None:
            below = program.unknown(table.key(meaning, () if meaning.of_table else row, meaning.below, said.epoch))
        if figure.state == SHOWN:
            if below is not None:
                _shown(program, below, figure.below, said.rounded)
            if top is not None and not (meaning.days and said.rounded):
                _shown(program, top, figure.top, said.rounded)
            elif top is not None and below is not None:
                # The mean, which is rounded to whole days: their sum is as many times the stages answered.
                program.row({top: 1, below: -figure.value + 0.5}, 0, np.inf)
                program.row({top: 1, below: -figure.value - 0.5}, -np.inf, 0)
        elif figure.state == NOTHING and below is not None and not said.rounded:
            program.bound(below, 0, 0)
        elif figure.state == WITHHELD:
            # A release shows every count that is zero, and a rate of nothing is not withheld anywhere.
            if meaning.below is None and said.release and top is not None:
                program.bound(top, 1)
            if below is not None and said.release:
                program.bound(below, 1)
        if row and len(table.measures) == 1 and top is not None and said.release:
            program.bound(top, 1)  # A row without anything does not stand there.


def _shown(program: Program, unknown: int, value: int, rounded: bool) -> None:
    if rounded and value:
        program.bound(unknown, 1 if value == FIVE else value - HALF, value + HALF)
    else:
        program.bound(unknown, value, value)


def _absent(program: Program, published: list[Said]) -> None:
    """A row that a table of a release does not have, and another version has, is zero."""
    known: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    releases = [said for said in published if said.release]
    for table in (table for said in releases for table in said.tables):
        known[table.id] |= {row for row, _ in table.rows}
    for said in releases:
        for table in said.tables:
            for row in known[table.id] - {row for row, _ in table.rows}:
                for measure in table.measures:
                    if (meaning := MEANINGS[measure]).top_told:
                        program.bound(program.unknown(table.key(meaning, row, meaning.top, said.epoch)), 0, 0)


def _adds_up(program: Program, table: Table, said: Said) -> None:
    """Rows add up to their total, and to the margins between."""
    places = range(len(table.dimensions))
    for measure in table.measures:
        meaning = MEANINGS.get(measure)
        if meaning is None or not table.rows or not (meaning.top_told or meaning.below):
            continue
        parts = [meaning.top] if meaning.top_told else []
        parts += [meaning.below] if meaning.below is not None and not meaning.of_table else []
        for part in parts:
            for kept in (kept for size in places for kept in combinations(places, size)):
                sums: dict[tuple[str, ...], list[int]] = defaultdict(list)
                for row, _ in table.rows:
                    one = program.unknown(table.key(meaning, row, part, said.epoch))
                    sums[tuple(row[place] for place in kept)].append(one)
                for values, rows in sums.items():
                    margin = Table(table.id, table.basis, table.period, table.filters, [], [table.dimensions[at] for at in kept])
                    total = program.unknown(margin.key(meaning, values, part, said.epoch))
                    _equal(program, total, rows)


def _equal(program: Program, total: int, parts: Iterable[int]) -> None:
    factors: dict[int, float] = defaultdict(float)
    factors[total] -= 1
    for one in parts:
        factors[one] += 1
    factors = {at: factor for at, factor in factors.items() if factor}
    if factors:
        program.row(factors, 0, 0)


def _with(key: Key, dimension: str, values: frozenset[str]) -> Key:
    known = {**dict(key.limits), dimension: values}
    return Key(key.unit, key.basis, key.period, frozenset(known.items()), key.epoch)


def _unions(program: Program) -> None:
    """Either of several values is the sum of them; two parts without a third are the whole."""
    for key in [key for key in program.index if isinstance(key, Key)]:
        for dimension, values in key.limits:
            if len(values) > 1:
                parts = [program.unknown(_with(key, dimension, frozenset({value}))) for value in sorted(values)]
                _equal(program, program.index[key], parts)
            if dimension in PARTS and len(values) == 1:
                whole = Key(key.unit, key.basis, key.period,
                            frozenset((d, v) for d, v in key.limits if d != dimension), key.epoch)
                parts = [program.unknown(_with(whole, dimension, frozenset({value}))) for value in PARTS[dimension]]
                _equal(program, program.unknown(whole), parts)


def _parts(program: Program) -> None:
    """What says more counts no more."""
    groups: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in program.index:
        if isinstance(key, Key) and key.unit != "days":
            groups[(key.unit, key.basis, *key.period, str(key.epoch))].append(key)
    for keys in groups.values():
        for one in keys:
            for other in keys:
                if one is not other and one.limits != other.limits and one.within(other):
                    program.row({program.index[one]: 1, program.index[other]: -1}, -MOST, 0)
