"""Attacks what left a council, and judges by what its officers know whether anything was given away."""

import copy
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from equations import SMALL, build
from meaning import MEANINGS, Key
from play import Played
from program import Program
from said import SHOWN, WITHHELD, Said, Table, cells
from solver import ENOUGH, Solver


@dataclass
class Verdict:
    """What an attack found."""

    count: Counter[str] = field(default_factory=Counter)
    given_away: list[str] = field(default_factory=list)
    found_before: list[str] = field(default_factory=list)


def _name(said: Said, key: Key, table: str, row: tuple[str, ...], measure: str) -> str:
    return f"{said.what}, {table} {'/'.join(row) or 'total'} {measure}"


def judge(played: Played, holding: list[Said]) -> Verdict:
    """Every figure that a release in the holding withholds: which values can it have?"""
    verdict = Verdict()
    # The place of a publication among the changes is its number of changes.
    changes = {said.epoch: said.epoch for said in played.published}
    program = build(holding, changes)
    _fits(program, played)
    solver = Solver(program)
    clear = _in_clear(holding)
    before: Solver | None = None
    late = any(one.release and not other.release for one, other in pairwise(holding))
    for said in (said for said in holding if said.release):
        for table in said.tables:
            _alone(table)
            for row, measure, figure in cells(table):
                verdict.count["cells"] += 1
                meaning = MEANINGS[measure]
                # A count that was rounded is as hidden as one that was withheld; zero is shown.
                rounded = said.rounded and figure.state == SHOWN and figure.top > 0 and meaning.below is None
                if figure.state != WITHHELD and not rounded:
                    continue
                verdict.count["rounded" if rounded else "withheld"] += 1
                if not meaning.top_told:
                    continue  # A median is told by no sum.
                keys = [table.key(meaning, row, meaning.top, said.epoch)]
                keys += [table.key(meaning, row, meaning.below, said.epoch)] if meaning.below is not None else []
                if meaning.below is None and keys[0] in clear:
                    verdict.count["in clear elsewhere"] += 1
                    continue
                verdict.count["attacked"] += 1
                try:
                    values = max((solver.can_be(key) for key in keys), key=len)
                except TimeoutError:
                    verdict.count["UNDECIDED"] += 1
                    continue
                if len(values) >= ENOUGH:
                    continue
                told = f"{_name(said, keys[0], table.id, row, measure)} can only be " + " or ".join(map(str, values))
                if late and not _is_small(played, keys, meaning.days):
                    verdict.count["greater figures that a later report tells"] += 1
                    continue
                before = before or Solver(build([one for one in holding if not one.release], changes))
                same = [key for one in keys for key in _unchanged(one, holding)]
                if any(key in before.program.index and len(before.can_be(key)) < ENOUGH for key in same):
                    verdict.count["known from the report alone"] += 1
                    verdict.found_before.append(told)
                    continue
                kind = "counts" if meaning.below is None else "rates and days"
                verdict.count[f"{kind} with {len(values)} values"] += 1
                verdict.given_away.append(told)
    verdict.count["small remainders in clear"] = len(_remainders(holding, solver))
    verdict.count["solved"] = solver.solved
    return verdict


def _is_small(played: Played, keys: list[Key], days: bool) -> bool:
    """Whether a figure is of anything small. What was withheld for the sake of others alone is no secret: a report that is
    written after a release may tell it, but nothing small by it."""
    true = [played.truth.get(key, 1) for key in keys]
    if len(true) > 1 and not days:
        true.append(true[1] - true[0])
    return any(0 < value <= SMALL for value in true)


def _unchanged(key: Key, holding: list[Said]) -> set[Key]:
    """The same count at every position at which it is the same: no case changes."""
    epochs = {said.epoch for said in holding}
    return {replace(key, epoch=epoch) for epoch in epochs if key.unit == "case"} | {key}


def _alone(table: Table) -> None:
    """Who somebody is stands beside nothing that was done: only counts of what was received."""
    unknown = [measure for measure in table.measures if measure not in MEANINGS]
    if unknown:
        raise ValueError(f"the attackers do not know what {', '.join(unknown)} means")
    if any(dimension.startswith("service_user_") for dimension in table.dimensions):
        if len(table.dimensions) > 1 or table.measures != ["representations_received"]:
            raise ValueError(f"{table.id} says what became of a group")


def _remainders(holding: list[Said], solver: Solver) -> set[tuple[Key, Key]]:
    """Small counts that no table has, but that two figures tell: how many were late, or not upheld. Not a cell that was
    withheld, and yet a small number; they are counted and not judged."""
    found: set[tuple[Key, Key]] = set()
    for said in (said for said in holding if said.release and not said.rounded):
        for table in said.tables:
            for row, measure, _ in cells(table):
                meaning = MEANINGS[measure]
                if meaning.below is None or meaning.days or not meaning.top_told:
                    continue
                pair = (table.key(meaning, row, meaning.top, said.epoch), table.key(meaning, row, meaning.below, said.epoch))
                top, below = (solver.program.index[key] for key in pair)
                if not solver.free[top] and not solver.free[below]:
                    left = solver.program.least[below] - solver.program.least[top]
                    if 0 < left <= SMALL:
                        found.add(pair)
    return found


def _in_clear(holding: list[Said]) -> set[Key]:
    """Counts that stand in clear in a report for the public; of cases, of which none changes, also those of any later."""
    found: set[Key] = set()
    for said in (said for said in holding if not said.release):
        for table in said.tables:
            for row, measure, figure in cells(table):
                meaning = MEANINGS[measure]
                if figure.state == SHOWN and meaning.top_told:
                    found |= _unchanged(table.key(meaning, row, meaning.top, said.epoch), holding)
    return found


def _fits(program: Program, played: Played) -> None:
    """What is so must be one of the answers: otherwise the attackers believe what is not so, and prove nothing."""
    true = copy.deepcopy(program)
    for key, value in played.truth.items():
        if key in true.index:
            at = true.index[key]
            if not true.least[at] <= value <= true.most[at]:
                raise ValueError(f"the attackers take {key} for {true.least[at]} to {true.most[at]}, and it is {value}")
            true.bound(at, value, value)
    solver = Solver(true)
    for members in solver.members.values():
        name = next(name for name, at in true.index.items() if at == members[0])
        solver.can_be(name)
    for name, at in true.index.items():
        if true.least[at] > true.most[at]:
            raise ValueError(f"the attackers can find nothing for {name}: what is so does not fit")
