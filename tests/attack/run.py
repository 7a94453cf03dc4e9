"""Attacks releases on random worlds: see README.md.

run.py BINARY [--worlds N] [--seed S] [--versions N] [--councils N] [--reports N] [--keep FOLDER]
              [--planted BUG]
"""

import argparse
import os
import pickle
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import probe
from deployment import BODIES, Body, Client, Council
from judge import Verdict, judge
from play import Played, play, same_bytes
from records import Register
from reports import KINDS
from service import Server, make_stubs
from solver import ENOUGH

LONDON = ZoneInfo("Europe/London")
PREFIX = "redress-attack-"
TOLD = 12


def world(asked: argparse.Namespace, folder: Path, seed: int) -> Counter[str]:
    """One deployment: filled, played and attacked."""
    began, chance = time.monotonic(), random.Random(seed)
    planted = {"REDRESS_PLANTED_BUG": asked.planted} if asked.planted else {}
    counted: Counter[str] = Counter()
    with Server(asked.binary.resolve(), folder, None, {**os.environ, **planted}) as server:
        root = Client(server.address, server.admin_token())
        bodies = [Body(server, root, body) for body in BODIES]
        played, councils = [], []
        for number in range(chance.randint(1, asked.councils)):
            council = Council(server, root, f"council-{number + 1}")
            councils.append(council)
            register = Register(council, random.Random(chance.getrandbits(64)), datetime.now(LONDON).date())
            size = round(30 * 20 ** chance.random())
            register.fill(size)
            kinds = chance.sample(KINDS, chance.randint(0, asked.reports))
            late = chance.sample(KINDS, asked.late)
            played.append(play(register, bodies, chance, kinds, asked.versions, late))
            counted["representations"] += size
        wrong = same_bytes(played, bodies)
        for body in bodies if seed == asked.seed else bodies[:1]:
            wrong += probe.ask(body, councils, counted)
        for text in wrong:
            print(f"    {text}")
        counted["wrong answers"] += len(wrong)
    filled = time.monotonic() - began
    for one in played if asked.keep else []:
        asked.keep.mkdir(parents=True, exist_ok=True)
        (asked.keep / f"{seed}-{one.name}.pickle").write_bytes(pickle.dumps(one))
    for one in played:
        counted += _judged(one)
    print(f"world {seed}: {len(played)} councils, played in {filled:.0f} s, attacked after {time.monotonic() - began:.0f} s: "
          + ", ".join(f"{what} {times}" for what, times in sorted(counted.items())), flush=True)
    return counted


def _judged(one: Played) -> Counter[str]:
    """Three pullers who tell each other everything, then one of them; all have the reports for the public."""
    counted: Counter[str] = Counter(one.told)
    got = Counter(body for said in one.published for body in said.recipients)
    most = max(BODIES, key=lambda body: got[body])
    alone = [said for said in one.published if not said.release or most in said.recipients]
    for why in one.refused[:1]:
        print(f"    {one.name}: refused: {why[:TOLD * 40]}")
    for who, holding in (("three pullers", one.published), ("one puller", alone)):
        verdict: Verdict = judge(one, holding)
        for text in verdict.given_away[:TOLD]:
            print(f"    {one.name}: {who}: {text}")
        for text in verdict.found_before[:TOLD]:
            print(f"    {one.name}: the reports alone: {text}")
        counted[f"given away to {who}"] += len(verdict.given_away)
        if who == "three pullers":
            counted += verdict.count
        if not verdict.given_away:
            break  # What three cannot tell, none of them can.
    return counted


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--worlds", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--versions", type=int, default=5, help="so many versions of each release")
    arguments.add_argument("--councils", type=int, default=3, help="at most so many councils in a world")
    arguments.add_argument("--reports", type=int, default=2, help="at most so many reports for the public of a council")
    arguments.add_argument("--late", type=int, default=0, help="so many reports for the public after the last version")
    arguments.add_argument("--keep", type=Path, help="where what left each council stays, for judging it again")
    arguments.add_argument("--planted", help="a bug to plant in the service, which must be seen")
    asked = arguments.parse_args()
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as stubs:
        make_stubs(Path(stubs))
        for seed in range(asked.seed, asked.seed + asked.worlds):
            with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
                counted += world(asked, Path(folder), seed)
    given_away = counted["given away to one puller"] + counted["given away to three pullers"]
    print(f"{asked.worlds} worlds: {counted['attacked']} figures attacked, {given_away} given away "
          f"(fewer than {ENOUGH} values possible); {counted['published']} releases published, {counted['refused']} refused")
    if asked.planted:
        print(f"{asked.planted} was {'seen' if given_away else 'NOT SEEN'}")
        return 0 if given_away else 1
    return 1 if given_away or counted["wrong answers"] or not counted["published"] else 0


if __name__ == "__main__":
    sys.exit(main())
