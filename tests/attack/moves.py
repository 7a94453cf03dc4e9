"""What a reader knows who was told how many complaints changed between two publications.

A complaint that changed is somewhere after, unless it was removed, and was somewhere before, unless it was added. Of every
count, `up` is how many of them it holds after and `down` how many it held before; the count differs by up less down.
What is true of counts is true of ups and of downs: rows add up, and a part has no more than the whole. Nothing else changed.
No correction moves a complaint into the year or out of it.
"""

from collections import defaultdict
from itertools import combinations

from meaning import MEANINGS, Key
from program import MOST, Program
from said import Said

Pair = tuple[int, int]
"""The unknowns up and down of a count."""


def apart(program: Program, published: list[Said], changes: dict[int, int]) -> None:
    """Joins the counts of each two publications that follow each other."""
    epochs = sorted({said.epoch for said in published})
    known = {key for key in program.index if isinstance(key, Key)}
    for before, after in zip(epochs, epochs[1:], strict=False):
        Between(program, published, known, before, after, changes[after] - changes[before]).join()


class Between:
    """Two publications that follow each other."""

    def __init__(self, program: Program, published: list[Said], known: set[Key], before: int, after: int, most: int) -> None:
        self.program, self.published, self.most = program, published, most
        self.before, self.after = before, after
        both = [key for key in known if key.epoch == before and self._later(key) in known]
        self.cases = [key for key in both if key.unit == "case" or most == 0]
        self.representations = [key for key in both if key.unit == "representation" and most > 0]
        self.stages = [key for key in both if key.unit == "stage" and most > 0]
        self.moved = {key: self._pair(key) for key in self.representations}

    def _later(self, key: Key) -> Key:
        return Key(key.unit, key.basis, key.period, key.limits, self.after)

    def _pair(self, key: Key) -> Pair:
        """The ups and downs of a count, joined to it; none of what is no complaint."""
        no_complaint = "complaint" not in dict(key.limits).get("kind", {"complaint"})
        pair = []
        for way in ("up", "down"):
            unknown = self.program.unknown((way, key, self.after))
            self.program.bound(unknown, 0, 0 if no_complaint else self.most)
            pair.append(unknown)
        one, other = self.program.index[key], self.program.index[self._later(key)]
        self.program.row({other: 1, one: -1, pair[0]: -1, pair[1]: 1}, 0, 0)
        return pair[0], pair[1]

    def join(self) -> None:
        """Every row that follows."""
        for key in self.cases:
            self.program.row({self.program.index[self._later(key)]: 1, self.program.index[key]: -1}, 0, 0)
        for one, other in combinations(self.representations, 2):
            for part, whole in ((one, other), (other, one)):
                if part.within(whole):
                    for way in (0, 1):
                        self.program.row({self.moved[part][way]: 1, self.moved[whole][way]: -1}, -MOST, 0)
        for table in (table for said in self.published if said.epoch in (self.before, self.after) for table in said.tables):
            for measure in table.measures:
                meaning = MEANINGS.get(measure)
                if meaning is None or meaning.unit != "representation" or not table.rows:
                    continue
                rows = {table.key(meaning, row, meaning.top, self.before) for row in self._rows(table.id)}
                self._adds_up(table.key(meaning, (), meaning.top, self.before), rows)
        self._stages()

    def _rows(self, table_id: str) -> set[tuple[str, ...]]:
        tables = (table for said in self.published if said.epoch in (self.before, self.after) for table in said.tables)
        return {row for table in tables if table.id == table_id for row, _ in table.rows}

    def _adds_up(self, total: Key, rows: set[Key]) -> None:
        """What is in a table is in one of its rows."""
        if total in self.moved and rows <= self.moved.keys():
            for way in (0, 1):
                factors: dict[int, float] = defaultdict(float)
                factors[self.moved[total][way]] -= 1
                for key in rows:
                    factors[self.moved[key][way]] += 1
                self.program.row({at: factor for at, factor in factors.items() if factor}, 0, 0)

    def _stages(self) -> None:
        """A stage changes with its complaint, and that is under one procedure; it may be of another year than its stage."""
        under: dict[frozenset[str], Pair] = {}
        for key in self.representations:
            limits = dict(key.limits)
            if set(limits) == {"kind", "procedure"} and len(limits["procedure"]) == 1:
                under[limits["procedure"]] = self.moved[key]
        others: dict[frozenset[str], Pair] = {}
        for procedure in {values for key in self.stages for name, values in key.limits if name == "procedure"} | set(under):
            others[procedure] = (self.program.unknown(("other up", procedure, self.after)),
                                 self.program.unknown(("other down", procedure, self.after)))
        single = {procedure: pair for procedure, pair in others.items() if len(procedure) == 1}
        for mine in (0, 1):
            for theirs in (0, 1):
                factors = {pair[mine]: 1.0 for pair in single.values()} | {pair[theirs]: 1.0 for pair in under.values()}
                if factors:
                    self.program.row(factors, 0, self.most)
        for key in self.stages:
            limits = dict(key.limits)
            procedure = limits.get("procedure")
            if procedure is None or len(procedure) != 1 or len(limits.get("stage", ())) != 1:
                continue
            one, other = self.program.index[key], self.program.index[self._later(key)]
            for factor, way in ((1.0, 0), (-1.0, 1)):
                factors = {other: factor, one: -factor, others[procedure][way]: -1.0}
                if procedure in under:
                    factors[under[procedure][way]] = -1.0
                self.program.row(factors, -MOST, 0)
