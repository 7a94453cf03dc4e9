"""The service under test as a process of its own, and a caller of it."""

import importlib
import queue
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import grpc
from google.protobuf.message_factory import GetMessageClass

REPOSITORY = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 30
CALL_SECONDS = 60
MESSAGE_BYTES = 64 << 20


def make_stubs(folder: Path) -> None:
    """Stubs for redress/v1; google.* comes from the installed googleapis-common-protos."""
    protos = sorted((REPOSITORY / "proto" / "redress" / "v1").glob("*.proto"))
    command = [
        sys.executable, "-m", "grpc_tools.protoc",
        f"-I{REPOSITORY / 'proto'}", f"-I{REPOSITORY / 'third_party'}",
        f"--python_out={folder}", f"--grpc_python_out={folder}",
    ]
    subprocess.run([*command, *map(str, protos)], check=True, timeout=START_SECONDS)
    sys.path.insert(0, str(folder))


class Server:
    """The binary with its data in one folder; it stops when the block ends."""

    def __init__(self, binary: Path, folder: Path, database: str | None, environment: dict[str, str]) -> None:
        self.data = folder / "data"
        self.data.mkdir()
        self.log = folder / "server.log"
        environment = {**environment, "RUST_LOG": "warn"}
        environment.pop("REDRESS_DATABASE_URL", None)
        if database is not None:
            environment["REDRESS_DATABASE_URL"] = database
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [str(binary), "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True, env=environment,
            )
        self.lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.address = self._address()

    def _read(self) -> None:
        """Keeps the pipe empty for as long as the server writes to it."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def _address(self) -> str:
        until = time.monotonic() + START_SECONDS
        while (left := until - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except queue.Empty:
                break
            if line is None:
                break
            if found := re.match(r"listening on (127\.0\.0\.1:\d+)\s*$", line):
                return found.group(1)
        self.process.kill()
        raise RuntimeError(f"the server did not start:\n{self.log.read_text(encoding='utf-8')}")

    def admin_token(self) -> str:
        return (self.data / "admin.token").read_text(encoding="utf-8").strip()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=STOP_SECONDS)


class Caller:
    """Calls any method of the API by its name; a request is a dictionary of its fields."""

    def __init__(self, address: str, token: str) -> None:
        options = [("grpc.max_receive_message_length", MESSAGE_BYTES)]
        self.channel = grpc.insecure_channel(address, options=options)
        self.metadata = [("authorization", f"Bearer {token}")]
        self._methods: dict[str, tuple[Any, Any]] = {}
        for service in ("access", "reference", "representations", "ombudsman", "learning", "statistics",
                        "changes", "records"):
            self._learn(service)

    def _learn(self, service: str) -> None:
        """Finds the methods of a service in its stubs, which exist only once they are made."""
        stubs = importlib.import_module(f"redress.v1.{service}_pb2_grpc")
        messages = importlib.import_module(f"redress.v1.{service}_pb2")
        name = f"{service.capitalize()}Service"
        stub = getattr(stubs, f"{name}Stub")(self.channel)
        for method in messages.DESCRIPTOR.services_by_name[name].methods:
            self._methods[method.name] = (getattr(stub, method.name), GetMessageClass(method.input_type))

    def call(self, method: str, **fields: Any) -> Any:
        stub, request = self._methods[method]
        return stub(request(**fields), metadata=self.metadata, timeout=CALL_SECONDS)

    def write(self, method: str, **fields: Any) -> Any:
        """The same for a write, with a request id of its own."""
        return self.call(method, request_id=uuid.uuid4().hex, **fields)

    def stream(self, method: str, requests: Any) -> Any:
        """A call that takes many requests, each a dictionary, and answers many."""
        stub, request = self._methods[method]
        return stub((request(**fields) for fields in requests), metadata=self.metadata)

    def pages(self, method: str, field: str, **fields: Any) -> Any:
        """Everything that a method lists, page after page."""
        token = ""
        while True:
            page = self.call(method, page_size=200, page_token=token, **fields)
            yield from getattr(page, field)
            token = page.next_page_token
            if not token:
                return


def clients(server: Server, authority: str) -> tuple[Caller, Caller]:
    """An administrator and an officer of a new authority."""
    root = Caller(server.address, server.admin_token())
    parent = f"authorities/{authority}"
    root.write(
        "RegisterAuthority", authority_id=authority,
        authority={"display_name": "Northwick", "type": "AUTHORITY_TYPE_UNITARY"},
    )
    callers = []
    for role in ("ADMIN", "OFFICER"):
        client = f"{parent}/clients/oracle-{role.lower()}"
        callers.append(Caller(server.address, _token(root, parent, client, role)))
    return callers[0], callers[1]


def _token(root: Caller, parent: str, client: str, role: str) -> str:
    root.write("SaveClient", parent=parent, client_id=client.rsplit("/", 1)[1],
               client={"role": f"ROLE_{role}"})
    return str(root.write("IssueToken", parent=client).secret)
