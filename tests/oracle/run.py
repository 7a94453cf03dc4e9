"""Compares the service with the oracle on random registers: see README.md.

run.py BINARY [--registers N] [--cases N] [--seed S] [--database URL] [--sample] [--keep FOLDER] [--planted BUG]
"""

import argparse
import os
import random
import sys
import tempfile
import time
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import database
import export
from compare import Catalogue, Outcome, answer, compare, compare_series
from fill.register import Register
from questions import questions, series
from service import Server, clients, make_stubs
from table import Oracle, Question
from units import frames

LONDON = ZoneInfo("Europe/London")
PREFIX = "redress-oracle-"
TOLD = 15
"""So many differences of a register are told in words."""
CELLS_A_REGISTER = 40_000
"""Fewer cells than this were not every measure by every dimension."""
REFUSED_OF_100 = 10
"""More steps refused than this of a hundred, and the register is not what it was meant to be."""


def one(asked: argparse.Namespace, folder: Path, seed: int, url: str | None) -> Outcome:
    """Fills one register from a seed and compares every figure of it."""
    began, parent = time.monotonic(), "authorities/northwick"
    planted = {"REDRESS_PLANTED_BUG": asked.planted} if asked.planted else {}
    with Server(asked.binary.resolve(), folder, url, {**os.environ, **planted}) as server:
        admin, officer = clients(server, "northwick")
        today = datetime.now(LONDON).date()
        register = Register(admin, officer, parent, seed, today)
        filled = register.fill(asked.cases)
        refused = filled.refused.total()
        assert refused * 100 <= filled.steps * REFUSED_OF_100, f"{refused} steps were refused: {filled.why}"
        database.analyse(url)
        raw = folder / "export.jsonl"
        export.write(officer, parent, raw)
        filled_after = time.monotonic() - began

        records = export.read(raw)
        catalogue = Catalogue.of(officer)
        lacking = catalogue.without_counterpart()
        assert not lacking, f"without a counterpart in the oracle, or in the catalogue: {', '.join(lacking)}"
        _, said = answer(officer, parent, 0, Question("REPRESENTATION", ("representations_received",), "RECEIVED",
                                                      today.isoformat(), today.isoformat()))
        judged_on = said.as_of_time.ToDatetime(UTC).astimezone(LONDON).date()
        oracle = Oracle(frames(records), judged_on.isoformat())
        everything = list(questions(catalogue, oracle, random.Random(seed), today, asked.sample))
        outcome = compare(officer, parent, said.position, oracle, everything)
        told = list(series(catalogue, random.Random(seed), today))
        outcome.add(compare_series(officer, parent, said.position, oracle, told))
    written = sum(len(names) for names in filled.records.values())
    print(f"register {seed}: {len(records['representation'])} representations of {written} records, {filled.steps} steps "
          f"({refused} refused), filled in {filled_after:.0f} s; {outcome.questions} questions, {outcome.cells} cells, "
          f"{len(outcome.differences)} differences after {time.monotonic() - began:.0f} s", flush=True)
    if outcome.cells < CELLS_A_REGISTER:
        outcome.differences.append(f"register {seed}: only {outcome.cells} cells were compared")
    for text in outcome.differences[:TOLD]:
        print(f"    {text}")
    for what, times in outcome.different.most_common():
        print(f"    {times} times: {what}")
    return outcome


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--registers", type=int, default=3)
    arguments.add_argument("--cases", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--database", help="the URL of a PostgreSQL server; SQLite without one")
    arguments.add_argument("--keep", type=Path, help="where the folders of the registers stay")
    arguments.add_argument("--sample", action="store_true", help="ask less on other bases than a measure's own")
    arguments.add_argument("--planted", help="a bug to plant in the service, which must be seen")
    asked = arguments.parse_args()
    outcome, bad, every = Outcome(), 0, set()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as stubs:
        make_stubs(Path(stubs))
        from measures import MEASURES

        every = set(MEASURES)
        for seed in range(asked.seed, asked.seed + asked.registers):
            kept = nullcontext(str(asked.keep / str(seed))) if asked.keep else tempfile.TemporaryDirectory(prefix=PREFIX)
            with kept as folder, database.fresh(asked.database) as url:
                Path(folder).mkdir(parents=True, exist_ok=True)
                this = one(asked, Path(folder), seed, url)
            bad += bool(this.differences)
            outcome.add(this)
    print(f"{asked.registers} registers of {asked.cases} cases, {bad} of them with differences: "
          f"{outcome.questions} questions, {outcome.cells} cells, {len(outcome.differences)} differences")
    never = sorted(every - outcome.counted)
    if never:
        print(f"zero in every register: {', '.join(never)}")
    if asked.planted:
        print(f"{asked.planted} was {'seen' if bad else 'NOT SEEN'}")
        return 0 if bad else 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
