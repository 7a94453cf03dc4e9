"""Backs a register on PostgreSQL up by a base backup and an archive of the write-ahead log, breaks it, and restores it
four times: see README.md.

drill.py BINARY PROGRAMS      PROGRAMS is the folder of initdb, pg_ctl and pg_basebackup
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "oracle"))

import grpc
import psycopg
from cluster import Cluster, Tools, wait_for
from fill.register import Register
from service import Caller, Server, clients, make_stubs

CASES = 25
COMMAND_SECONDS = 60
SEGMENT_HEADER = 40


class Drill:
    """The binary, the cluster that will fail, its archive and its checkpoints."""

    def __init__(self, binary: Path, programs: Path, folder: Path) -> None:
        self.binary, self.folder = binary, folder
        self.tools = Tools(programs, folder)
        self.archive = self.tools.folder_for("archive")
        self.checkpoints = folder / "checkpoints"
        self.checkpoints.mkdir()
        self.key = folder / "checkpoint.key"
        self.ledger = folder / "erasures"
        self.public = self.redress("checkpoint-key", "new", "--name", "register.example", str(self.key))[1].strip()
        self.live = Cluster(self.tools, "live", [
            "archive_mode=on", f"archive_command=test ! -f {self.archive}/%f && cp %p {self.archive}/%f",
        ])
        self.base = Cluster(self.tools, "base", [])

    def redress(self, *arguments: str) -> tuple[int, str]:
        done = subprocess.run([str(self.binary), *arguments], capture_output=True, text=True, check=False,
                              timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout + done.stderr

    def serve(self, name: str, url: str, checkpoints: Path) -> Server:
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        shutil.rmtree(folder / "data", ignore_errors=True)
        environment = {
            **os.environ, "REDRESS_CHECKPOINTS": str(checkpoints), "REDRESS_CHECKPOINT_KEY": str(self.key),
            "REDRESS_CHECKPOINT_SECONDS": "1", "REDRESS_KEY_FILE": str(self.folder / "master.key"),
            "REDRESS_ERASURE_LEDGER": str(self.ledger),
        }
        return Server(self.binary, folder, url, environment)

    def verify(self, cluster: Cluster, checkpoints: Path) -> tuple[int, str]:
        return self.redress("verify", "--database-url", cluster.url, "--checkpoints", str(checkpoints), "--key",
                            self.public)

    def erase_again(self, cluster: Cluster) -> tuple[int, str]:
        return self.redress("erasures", "apply", "--database-url", cluster.url, "--key-file",
                            str(self.folder / "master.key"), "--erasure-ledger", str(self.ledger))

    def restored(self, name: str, archive: Path, until: str | None = None) -> Cluster:
        cluster = Cluster(self.tools, name, [])
        cluster.recover_from(self.base, archive, until)
        return cluster

    def starts_with(self, name: str, cluster: Cluster, checkpoints: Path) -> bool:
        """Whether the service starts over what was restored."""
        try:
            with self.serve(name, cluster.url, checkpoints):
                return True
        except RuntimeError:
            return False


class Erased(NamedTuple):
    """A record that was destroyed, and the token of a client that could read it."""

    name: str
    token: str


def fill(server: Server, authority: str) -> tuple[Caller, Caller]:
    """An authority with cases of its own; answers its administrator and an officer."""
    admin, officer = clients(server, authority)
    today = datetime.now(ZoneInfo("Europe/London")).date()
    Register(admin, officer, f"authorities/{authority}", 1, today).fill(CASES)
    return admin, officer


def erase(admin: Caller, officer: Caller, parent: str) -> Erased:
    """Destroys the first record that may be destroyed, because its person asks for it."""
    for record in officer.pages("ListRepresentations", "representations", parent=parent):
        try:
            officer.write("ProposeDestruction", name=record.name, basis="ERASURE_BASIS_ERASURE_REQUEST",
                          officer="post-1")
        except grpc.RpcError as error:
            if error.code() is not grpc.StatusCode.FAILED_PRECONDITION:
                raise
            continue
        admin.write("ConfirmDestruction", name=record.name, officer="post-2")
        return Erased(record.name, officer.metadata[0][1].removeprefix("Bearer "))
    raise RuntimeError("no record may be destroyed")


def heads(url: str) -> dict[str, int]:
    with psycopg.connect(url, autocommit=True) as session:
        return dict(session.execute("SELECT authority, position FROM log_head WHERE position > 0").fetchall())


def archived(drill: Drill) -> None:
    """Ends the segment that is being written, and waits until it is in the archive."""
    with psycopg.connect(drill.live.url, autocommit=True) as session:
        (name,) = session.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
    wait_for(f"{name} in the archive", lambda: (drill.archive / name).exists())


def live(drill: Drill) -> tuple[dict[str, int], str, Path, Erased]:
    """Fills the register, backs it up meanwhile, and lets its machine fail. Answers how far each log was when it was last
    archived, a moment between two parts, the checkpoints of that moment, and a record that was destroyed after it."""
    drill.live.make()
    with drill.live, drill.serve("server", drill.live.url, drill.checkpoints) as server:
        meanwhile = threading.Thread(target=fill, args=(server, "during"))
        meanwhile.start()
        drill.base.copy_from(drill.live)
        meanwhile.join()
        before = fill(server, "before")
        far = heads(drill.live.url)
        wait_for("the checkpoints", lambda: signed(drill.checkpoints) == far)
        early = drill.folder / "early"
        shutil.copytree(drill.checkpoints, early)
        with psycopg.connect(drill.live.url, autocommit=True) as session:
            (moment,) = session.execute("SELECT clock_timestamp()::text").fetchone() or ("",)
        time.sleep(0.1)
        erased = erase(*before, "authorities/before")
        fill(server, "after")
        archived(drill)
        safe = heads(drill.live.url)
        fill(server, "lost")
        wait_for("the checkpoints", lambda: signed(drill.checkpoints) == heads(drill.live.url))
        drill.live.fail()
    return safe, moment, early, erased


def signed(checkpoints: Path) -> dict[str, int]:
    """The size of the last checkpoint of each log."""
    sizes = {}
    for folder in checkpoints.iterdir():
        sizes[folder.name] = max((int(note.stem) for note in folder.glob("*.note")), default=0)
    return sizes


def to_the_end(drill: Drill, safe: dict[str, int]) -> None:
    """Everything that was archived is there; what was signed and not archived is named, and nothing is served over it."""
    with drill.restored("end", drill.archive) as cluster:
        code, said = drill.verify(cluster, drill.checkpoints)
        assert heads(cluster.url) == safe, f"{heads(cluster.url)} is not {safe}"
        assert code == 1 and "WRONG lost, position 1: the log ends before its last checkpoint" in said, said
        behind = {line.split(",")[0].removeprefix("WRONG ") for line in said.splitlines() if line.startswith("WRONG")}
        assert behind == {"lost"}, said
        assert not drill.starts_with("over-end", cluster, drill.checkpoints), "it starts behind its checkpoints"


def to_a_moment(drill: Drill, moment: str, early: Path, erased: Erased) -> None:
    """As it was at a moment, and each log of then agrees with the checkpoints of then; the service starts over it with
    those, and not with the later ones, and only once what was destroyed since is destroyed again."""
    with drill.restored("moment", drill.archive, moment) as cluster:
        code, said = drill.verify(cluster, early)
        assert code == 0 and "after" not in said, said
        agreed = re.findall(r"^(\w+): (\d+) events, whole; \d+ checkpoints agree, the last of (\d+) events", said, re.M)
        assert {name for name, _, _ in agreed} == {"system", "during", "before"}, said
        assert all(events == last for _, events, last in agreed), said
        assert not drill.starts_with("over-late", cluster, drill.checkpoints), "it starts behind its checkpoints"
        assert not drill.starts_with("over-erased", cluster, early), "it brings back what was destroyed"
        assert drill.erase_again(cluster) == (0, "1 record was erased again\n")
        with drill.serve("over-early", cluster.url, early) as server:
            record = Caller(server.address, erased.token).call("GetRepresentation", name=erased.name, view="VIEW_FULL")
            assert record.HasField("erasure") and not record.narrative, record


def from_a_bad_archive(drill: Drill, safe: dict[str, int]) -> None:
    """Each archived segment after the base backup is changed in its middle, or gone: recovery ends before, or fails, and
    the check says which logs are cut short."""
    segments = sorted(path for path in drill.archive.iterdir() if re.fullmatch("[0-9A-F]{24}", path.name))
    for name, spoil in (("changed", change), ("gone", Path.unlink)):
        archive = drill.tools.folder_for(f"archive-{name}")
        for path in segments:
            shutil.copy(path, archive)
            drill.tools.give(archive / path.name)
        spoil(archive / segments[-1].name)
        with drill.restored(name, archive) as cluster:
            code, said = drill.verify(cluster, drill.checkpoints)
            assert code == 1 and "the log ends before its last checkpoint" in said, said
            assert heads(cluster.url) != safe, "nothing was spoilt"


def change(segment: Path) -> None:
    """Writes zeros over most of a segment, as a disk does that fails."""
    data = bytearray(segment.read_bytes())
    used = len(bytes(data).rstrip(b"\0"))
    middle = max(SEGMENT_HEADER, used // 8)
    data[middle:used] = bytes(used - middle)
    segment.write_bytes(data)


def main() -> int:
    binary, programs = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="redress-drill-", dir="/tmp") as name:
        folder = Path(name)
        stubs = folder / "stubs"
        stubs.mkdir()
        make_stubs(stubs)
        drill = Drill(binary, programs, folder)
        safe, moment, early, erased = live(drill)
        to_the_end(drill, safe)
        to_a_moment(drill, moment, early, erased)
        from_a_bad_archive(drill, safe)
        print(f"a register of {sum(safe.values())} events in {len(safe)} logs was restored 4 times from its base backup: "
              f"to the end of the archive, to a moment (where 1 record was erased again), and from an archive that was "
              f"changed or lacks a segment; "
              f"{time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
