"""Integer programs: unknowns, what they lie between, and what sums of them do."""

from collections.abc import Hashable
from dataclasses import dataclass, field

import numpy as np

MOST = 100_000
"""No count is larger than this."""
ROUNDS = 12
EPSILON = 1e-6


@dataclass
class Row:
    """`least <= sum of factors times unknowns <= most`."""

    factors: dict[int, float]
    least: float
    most: float


@dataclass
class Program:
    """Unknowns by their names, and what is known of them."""

    index: dict[Hashable, int] = field(default_factory=dict)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def unknown(self, name: Hashable) -> int:
        """The unknown of a name, made if it is new: a count from 0."""
        if name not in self.index:
            self.index[name] = len(self.least)
            self.least.append(0)
            self.most.append(MOST)
        return self.index[name]

    def bound(self, unknown: int, least: float, most: float = MOST) -> None:
        """What an unknown lies between."""
        self.least[unknown] = max(self.least[unknown], least)
        self.most[unknown] = min(self.most[unknown], most)

    def row(self, factors: dict[int, float], least: float, most: float) -> None:
        """Adds what a sum lies between."""
        self.rows.append(Row(factors, least, most))

    def tighten(self) -> None:
        """What follows from one row at a time, until no more does; most unknowns are fixed by that."""
        for _ in range(ROUNDS):
            if not any([self._tighten(row) for row in self.rows]):
                return

    def _tighten(self, row: Row) -> bool:
        low = sum(factor * (self.least if factor > 0 else self.most)[at] for at, factor in row.factors.items())
        high = sum(factor * (self.most if factor > 0 else self.least)[at] for at, factor in row.factors.items())
        moved = False
        for at, factor in row.factors.items():
            mine = sorted((factor * self.least[at], factor * self.most[at]))
            ends = sorted(((row.least - (high - mine[1])) / factor, (row.most - (low - mine[0])) / factor))
            least, most = np.ceil(ends[0] - EPSILON), np.floor(ends[1] + EPSILON)
            if least > self.least[at] or most < self.most[at]:
                self.bound(at, least, most)
                moved = True
                low = sum(f * (self.least if f > 0 else self.most)[a] for a, f in row.factors.items())
                high = sum(f * (self.most if f > 0 else self.least)[a] for a, f in row.factors.items())
        return moved
