"""Runs the story in life.py against a built server: run.py BINARY.

Makes the stubs from proto/, starts the server on an empty folder, runs every step, stops the server with
SIGTERM. Prints a line a step and the tally; exits with 1 if anything failed.
"""

import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[2]

STUBS_SECONDS = 60
START_SECONDS = 30
STOP_SECONDS = 10
EXAMPLE_SECONDS = 30
WHOLE_SECONDS = 300


def make_stubs(folder):
    """Stubs for redress/v1 only: google.* comes from the installed googleapis-common-protos."""
    protos = sorted((REPOSITORY / "proto" / "redress" / "v1").glob("*.proto"))
    command = [
        sys.executable, "-m", "grpc_tools.protoc",
        f"-I{REPOSITORY / 'proto'}", f"-I{REPOSITORY / 'third_party'}",
        f"--python_out={folder}", f"--grpc_python_out={folder}",
    ]
    subprocess.run([*command, *map(str, protos)], check=True, timeout=STUBS_SECONDS)


class Server:
    """The binary under test, with its data in one folder and its log in a file."""

    def __init__(self, binary, folder):
        self.data = folder / "data"
        self.data.mkdir()
        self.log = folder / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(binary), "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
            )
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        """Keeps the pipe empty for as long as the server writes to it."""
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def address(self):
        """Where it listens, once it says so."""
        until = time.monotonic() + START_SECONDS
        while (left := until - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            assert line is not None, f"the server ended before it listened\n{self.end_of_log()}"
            if found := re.match(r"listening on (127\.0\.0\.1:\d+)\s*$", line):
                return found.group(1)
        raise AssertionError(f"no 'listening on' within {START_SECONDS} s\n{self.end_of_log()}")

    def admin_token(self):
        return (self.data / "admin.token").read_text(encoding="utf-8").strip()

    def stop(self):
        """SIGTERM; it must exit with 0 in time."""
        assert self.process.poll() is None, f"the server had ended by itself\n{self.end_of_log()}"
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running {STOP_SECONDS} s after SIGTERM") from None
        assert code == 0, f"exit code {code} after SIGTERM\n{self.end_of_log()}"

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(timeout=STOP_SECONDS)

    def end_of_log(self):
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(["the end of the server's log:", *lines[-20:]])


class Tally:
    """Runs steps and counts how they ended."""

    def __init__(self):
        self.passed = 0
        self.failed = 0

    def run(self, name, step, *arguments):
        try:
            step(*arguments)
        except Exception as error:  # whatever goes wrong in a step is that step's failure
            self.failed += 1
            print(f"FAILED  {name}\n{describe(error)}", flush=True)
        else:
            self.passed += 1
            print(f"ok      {name}", flush=True)


def describe(error):
    """The message of a failed assertion with its place; the whole trace of anything else."""
    if isinstance(error, AssertionError):
        place = traceback.extract_tb(error.__traceback__)
        calls = " > ".join(f"{Path(at.filename).name}:{at.lineno}" for at in place[1:])
        return f"        {error} [{calls}]"
    return "".join(traceback.format_exception(type(error), error, error.__traceback__))


def run_example(world, stubs):
    """The example that the README quotes, as a program of its own."""
    done = subprocess.run(
        [sys.executable, str(HERE / "call.py"), world.address, "coventry"],
        env={**os.environ, "PYTHONPATH": str(stubs), "REDRESS_TOKEN": world.crm_token},
        capture_output=True, text=True, timeout=EXAMPLE_SECONDS, check=False,
    )
    assert done.returncode == 0, f"call.py failed: {done.stderr}"
    wanted = f"{world.closed.name} STATE_CONCLUDED 2024-01-03"
    assert wanted in done.stdout.splitlines(), f"call.py did not print {wanted!r} but: {done.stdout!r}"


def tell_story(server, stubs, tally):
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(stubs))
    import life  # only now: it imports the stubs

    with life.World(server.address(), server.admin_token()) as world:
        for step in life.STORY:
            tally.run(step.__name__.replace("_", " "), step, world)
        tally.run("the example of the README works", run_example, world, stubs)


class OutOfTime(BaseException):
    """Not an Exception, so that no step can take it for its own failure."""


def give_up(_signal, _frame):
    raise OutOfTime(f"the whole took longer than {WHOLE_SECONDS} s")


def main(binary):
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(WHOLE_SECONDS)
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="redress-python-") as folder:
        folder = Path(folder)
        stubs = folder / "stubs"
        stubs.mkdir()
        make_stubs(stubs)
        server = Server(binary, folder)
        try:
            tally.run("the story is told to its end", tell_story, server, stubs, tally)
            tally.run("the server stops at SIGTERM", server.stop)
        finally:
            server.kill()
    signal.alarm(0)
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: run.py BINARY")
    sys.exit(main(Path(sys.argv[1]).resolve()))
