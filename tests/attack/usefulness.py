"""How much a release withholds, on the council of the demo and on synthetic neighbours of it: see README.md.

usefulness.py BINARY [--neighbours N] [--seed S]
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

import grpc
import ombudsman
from deployment import YEAR, Client, Council
from records import Register
from run import LONDON, PREFIX
from said import WITHHELD, cells, release
from service import Server, make_stubs

DEMO = "coventry"
SIZE = 417
"""So many representations the demo's council has of children's services; its neighbours have 0.4 to 2 times as many."""
AT_MOST = 0.25


def withheld(council: str, client: Client) -> Counter[tuple[str, str]]:
    """Cells of each table of the grid, and how many of them are withheld; nothing is published."""
    made = client.write("PreviewRelease", parent=f"authorities/{council}", financial_year=YEAR, validate_only=True)
    counted: Counter[tuple[str, str]] = Counter()
    for table in release(made.text)[1]:
        for _, _, figure in cells(table):
            counted[table.id, "cells"] += 1
            counted[table.id, "withheld"] += figure.state == WITHHELD
    return counted


def neighbours(binary: Path, folder: Path, count: int, seed: int) -> Counter[tuple[str, str]]:
    """Councils of sizes around that of the demo, of each of which the Ombudsman publishes his figures, as he does."""
    chance, counted = random.Random(seed), Counter[tuple[str, str]]()
    with Server(binary, folder, None, dict(os.environ)) as server:
        root = Client(server.address, server.admin_token())
        for number in range(count):
            council = Council(server, root, f"neighbour-{number + 1}")
            size = round(SIZE * 0.4 * 5 ** (number / max(1, count - 1)))
            Register(council, random.Random(chance.getrandbits(64)), datetime.now(LONDON).date()).fill(size)
            ombudsman.publish(council)
            counted += _told(council.id, size, council.officer)
    return counted


def _told(council: str, size: int, client: Client) -> Counter[tuple[str, str]]:
    """What one council withholds, with a line of it."""
    try:
        counted = withheld(council, client)
    except grpc.RpcError as error:
        print(f"{council}, {size} representations: no release: {error.code().name}: {str(error.details())[:200]}", flush=True)
        return Counter({("", "refused"): 1})
    share = _share(counted)
    print(f"{council}, {size} representations: {share:.0%} withheld", flush=True)
    return counted


def _share(counted: Counter[tuple[str, str]], table: str | None = None) -> float:
    of = {what: sum(times for (name, kind), times in counted.items() if kind == what and table in (None, name))
          for what in ("cells", "withheld")}
    return of["withheld"] / of["cells"] if of["cells"] else 0.0


def demo(binary: Path, folder: Path) -> Counter[tuple[str, str]]:
    """The demo's council, in the demo's own register."""
    environment = {**os.environ, "TMPDIR": str(folder), "RUST_LOG": "warn"}
    with subprocess.Popen([str(binary), "demo", "--serve"], stdout=subprocess.PIPE, text=True, env=environment) as serving:
        try:
            address, secret = _how_to_call(serving)
            root = Client(address, secret)
            root.write("SaveClient", parent=f"authorities/{DEMO}", client_id="usefulness", client={"role": "ROLE_OFFICER"})
            token = root.write("IssueToken", parent=f"authorities/{DEMO}/clients/usefulness").secret
            return _told(DEMO, SIZE, Client(address, token))
        finally:
            serving.terminate()


def _how_to_call(serving: "subprocess.Popen[str]") -> tuple[str, str]:
    """The address and the administrator's token, as the demo prints them."""
    assert serving.stdout is not None
    address = secret = ""
    for line in serving.stdout:
        if found := re.search(r"stays up at (127\.0\.0\.1:\d+)", line):
            address = found.group(1)
        if found := re.search(r"REDRESS_TOKEN=(\S+)", line):
            secret = found.group(1)
        if address and secret:
            return address, secret
    raise RuntimeError("the demo did not say how to call it")


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--neighbours", type=int, default=14)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    binary = asked.binary.resolve()
    with tempfile.TemporaryDirectory(prefix=PREFIX) as stubs:
        make_stubs(Path(stubs))
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            counted = demo(binary, Path(folder))
        with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            counted += neighbours(binary, Path(folder), asked.neighbours, asked.seed)
    for table in sorted({name for name, _ in counted if name}, key=lambda name: -_share(counted, name)):
        print(f"{table}: {counted[table, 'withheld']} of {counted[table, 'cells']} withheld, {_share(counted, table):.0%}")
    share, refused = _share(counted), counted["", "refused"]
    print(f"the grid: {share:.1%} withheld, at most {AT_MOST:.0%} may be; {refused} councils have no release")
    return 1 if share > AT_MOST or refused else 0


if __name__ == "__main__":
    sys.exit(main())
