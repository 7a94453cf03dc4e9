"""Which values an unknown of a program can have. HiGHS finds them."""

from collections import defaultdict
from collections.abc import Hashable

import numpy as np
from program import Program, Row
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

ENOUGH = 3
"""A count that can have so many values is hidden."""
SECONDS = 20


class Solver:
    """Finds values of unknowns, part by part: unknowns that no row joins have nothing to do with each other."""

    def __init__(self, program: Program) -> None:
        program.tighten()
        self.program = program
        self.values: dict[int, set[int]] = defaultdict(set)
        self.solved = 0
        self._parts()

    def _parts(self) -> None:
        of = list(range(len(self.program.least)))

        def root(at: int) -> int:
            while of[at] != at:
                of[at] = of[of[at]]
                at = of[at]
            return at

        self.free = [low < high for low, high in zip(self.program.least, self.program.most, strict=True)]
        for row in self.program.rows:
            free = [at for at in row.factors if self.free[at]]
            for one, other in zip(free, free[1:], strict=False):
                of[root(one)] = root(other)
        self.members: dict[int, list[int]] = defaultdict(list)
        for at, is_free in enumerate(self.free):
            if is_free:
                self.members[root(at)].append(at)
        self.rows: dict[int, list[Row]] = defaultdict(list)
        for row in self.program.rows:
            free = [at for at in row.factors if self.free[at]]
            if free:
                self.rows[root(free[0])].append(row)
        self.root = root
        self.matrices: dict[int, tuple[LinearConstraint, dict[int, int]]] = {}

    def can_be(self, name: Hashable) -> list[int]:
        """Values that a count can have: as many as there are, up to three, and those that came up besides."""
        at = self.program.index[name]
        low, high = self.program.least[at], self.program.most[at]
        if low > high:
            raise ValueError(f"nothing fits {name}")
        if low == high:
            return [int(low)]
        for direction in (1, -1):
            if len(self.values[at]) < ENOUGH:
                self._solve(at, direction, (low, high))
        seen = sorted(self.values[at])
        if not seen:
            raise ValueError(f"nothing fits {name}")
        if len(seen) == 2 and seen[1] - seen[0] > 1:
            self._solve(at, 1, (seen[0] + 1, seen[1] - 1))
        return sorted(self.values[at])

    def _solve(self, at: int, direction: int, between: tuple[float, float]) -> None:
        part = self.root(at)
        members = self.members[part]
        if part not in self.matrices:
            self.matrices[part] = self._matrix(part)
        constraint, places = self.matrices[part]
        cost = np.zeros(len(members))
        cost[places[at]] = direction
        low = np.array([self.program.least[one] for one in members], dtype=float)
        high = np.array([self.program.most[one] for one in members], dtype=float)
        low[places[at]], high[places[at]] = between
        found = milp(cost, constraints=constraint, bounds=Bounds(low, high), integrality=np.ones(len(members)),
                     options={"time_limit": SECONDS})
        self.solved += 1
        if found.x is not None:
            for one, value in zip(members, found.x, strict=True):
                self.values[one].add(round(value))
        elif found.status == 1:
            raise TimeoutError(f"no answer in {SECONDS} s")

    def _matrix(self, part: int) -> tuple[LinearConstraint, dict[int, int]]:
        members = self.members[part]
        places = {at: place for place, at in enumerate(members)}
        data, across, down, low, high = [], [], [], [], []
        for number, row in enumerate(self.rows[part]):
            fixed = sum(factor * self.program.least[at] for at, factor in row.factors.items() if at not in places)
            for at, factor in row.factors.items():
                if at in places:
                    data.append(factor)
                    across.append(places[at])
                    down.append(number)
            low.append(row.least - fixed)
            high.append(row.most - fixed)
        matrix = csr_matrix((data, (down, across)), shape=(len(low), len(members)))
        return LinearConstraint(matrix, np.array(low), np.array(high)), places
