"""Releases that give something away, kept as they were found: the attackers must still see it.

examples.py: exits 1 where they do not.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "oracle"))

from equations import build  # noqa: E402
from meaning import MEANINGS  # noqa: E402
from said import Said, release  # noqa: E402
from solver import ENOUGH, Solver  # noqa: E402

FOLDER = Path(__file__).parent / "examples"
GIVEN_AWAY = {
    # One corporate complaint was added and answered in time. Version 2 withholds other rows than version 1, and what
    # the one shows of a row that did not change, the other withholds.
    "other_cells": [(1, "adult_statutory/1", "stage_within_agreed"), (2, "children_statutory/1", "stage_within_agreed"),
                    (2, "children_statutory/2", "stage_within_agreed"), (2, "corporate_code/2", "stage_within_agreed")],
    # One complaint was added, so nothing of the Ombudsman's changed. Version 1 withholds the total of the decisions and
    # version 2 shows it, and withholds one that version 1 shows.
    "other_total": [(1, "not_upheld", "ombudsman_decided"), (1, "advice_given", "ombudsman_decided"),
                    (2, "upheld", "ombudsman_decided")],
}


def main() -> int:
    missed = 0
    for name, given_away in GIVEN_AWAY.items():
        versions = sorted(FOLDER.glob(f"{name}_*.txt"))
        published = [Said(f"version {number}", number, release(path.read_text(encoding="utf-8"))[1], release=True)
                     for number, path in enumerate(versions, 1)]
        solver = Solver(build(published, {said.epoch: said.epoch for said in published}))
        for epoch, row, measure in given_away:
            table = next(table for table in published[epoch - 1].tables if measure in table.measures)
            meaning = MEANINGS[measure]
            values = solver.can_be(table.key(meaning, tuple(row.split("/")), meaning.top, epoch))
            print(f"{name}: version {epoch}, {table.id} {row} {measure} can be {' or '.join(map(str, values))}")
            missed += len(values) >= ENOUGH
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
