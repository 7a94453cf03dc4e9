"""A PostgreSQL cluster that archives its write-ahead log, and others made from its backup, by plain tools alone."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

SECONDS = 60
SETTINGS = ["listen_addresses=", "max_connections=50"]


class Tools:
    """PostgreSQL's own programs, run as another user where this one is root, which they refuse."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.user = next((name for name in ("postgres", "nobody") if _exists(name)), None) if os.geteuid() == 0 else None
        self.give(folder)

    def give(self, path: Path) -> None:
        """Lets PostgreSQL's user have a file or a folder."""
        if self.user is not None:
            shutil.chown(path, self.user)

    def folder_for(self, name: str) -> Path:
        path = self.folder / name
        path.mkdir(mode=0o700)
        self.give(path)
        return path

    def run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        with (self.folder / "tools.log").open("ab") as log:
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, timeout=SECONDS,
                                  cwd=self.folder, check=False, **self._as_user())
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {(self.folder / 'tools.log').read_text()[-2000:]}")

    def _as_user(self) -> dict[str, object]:
        if self.user is None:
            return {}
        entry = pwd.getpwnam(self.user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


class Cluster:
    """A cluster in a folder, reached by a socket in another; it is stopped when the block ends."""

    def __init__(self, tools: Tools, name: str, settings: list[str]) -> None:
        self.tools, self.settings = tools, [*SETTINGS, *settings]
        self.data = tools.folder / f"{name}.data"
        self.socket = tools.folder_for(f"{name}.sock")
        self.log = self.socket / "log"

    @property
    def url(self) -> str:
        return f"postgres://postgres@localhost/postgres?host={self.socket}"

    def make(self) -> None:
        """A new one, with checksums of its pages."""
        self.tools.run("initdb", f"--pgdata={self.data}", "--username=postgres", "--auth=trust", "--data-checksums",
                       "--no-instructions", "--encoding=UTF8", "--locale=C.UTF-8")

    def copy_from(self, other: "Cluster") -> None:
        """A base backup of a running one."""
        self.tools.run("pg_basebackup", f"--pgdata={self.data}", f"--host={other.socket}", "--username=postgres",
                       "--checkpoint=fast", "--wal-method=stream")

    def recover_from(self, backup: "Cluster", archive: Path, until: str | None) -> None:
        """A copy of a base backup that will read the archive at its start."""
        shutil.copytree(backup.data, self.data)
        for path in [self.data, *self.data.rglob("*")]:
            self.tools.give(path)
        (self.data / "recovery.signal").touch()
        self.tools.give(self.data / "recovery.signal")
        self.settings += [f"restore_command=cp {archive}/%f %p", "recovery_target_action=promote"]
        if until is not None:
            self.settings += [f"recovery_target_time={until}", "recovery_target_inclusive=off"]

    def __enter__(self) -> "Cluster":
        options = " ".join(f"-c '{setting}'" for setting in self.settings)
        self.tools.run("pg_ctl", "start", f"--pgdata={self.data}", f"--log={self.log}", "--wait",
                       f"--options=-k {self.socket} {options}")
        # It lets readers in while it still reads the archive.
        wait_for("the end of recovery", self.is_recovered)
        return self

    def is_recovered(self) -> bool:
        with psycopg.connect(self.url, autocommit=True) as session:
            return session.execute("SELECT NOT pg_is_in_recovery()").fetchone() == (True,)

    def __exit__(self, *_exception: object) -> None:
        self.fail()

    def fail(self) -> None:
        """Ends it at once, without a word to anybody, as a machine that fails; nothing if it has ended."""
        if (self.data / "postmaster.pid").exists():
            self.tools.run("pg_ctl", "stop", f"--pgdata={self.data}", "--mode=immediate")


def wait_for(what: str, is_so: Callable[[], object]) -> None:
    """Waits until a function answers something true."""
    until = time.monotonic() + SECONDS
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError(f"waited {SECONDS} s in vain for {what}")
        time.sleep(0.1)
