"""One deployment under attack: councils with records, and the regional bodies that pull from them."""

import sys
from pathlib import Path
from typing import Any

ORACLE = Path(__file__).resolve().parents[1] / "oracle"
sys.path.append(str(ORACLE))

from fill.reference import LISTS, PLAIN, SERVICES, TEAMS, Codes  # noqa: E402
from service import Caller, Server  # noqa: E402

YEAR = 2023
"""The calendar year in which the financial year of every release starts."""
BODIES = ("west-region", "east-region", "nearest-group")
PUBLISHED = {"year": 2024, "month": 10, "day": 1}


class Client(Caller):
    """A caller that knows releases and what is made of them too."""

    def __init__(self, address: str, token: str) -> None:
        super().__init__(address, token)
        for service in ("releases", "editions", "benchmarks"):
            self._learn(service)


class Council:
    """A council with an administrator, an officer and an analyst."""

    def __init__(self, server: Server, root: Client, authority: str) -> None:
        self.parent = f"authorities/{authority}"
        self.id = authority
        _register(root, authority, "AUTHORITY_TYPE_UNITARY")
        self.admin, self.officer, self.analyst = (
            Client(server.address, _token(root, self.parent, f"attack-{role.lower()}", role))
            for role in ("ADMIN", "OFFICER", "ANALYST"))
        self.codes = self._lists()

    def _lists(self) -> Codes:
        """Saves what an authority must bring of its own, then reads every list as it stands."""
        def code(listed: str, code_id: str, **fields: str) -> None:
            fields = {"display_name": code_id.replace("-", " ").capitalize(), **fields}
            self.admin.write("SaveCode", parent=f"{self.parent}/lists/{listed}", code_id=code_id, code=fields)

        for service, group in SERVICES.items():
            code("services", service, **({"group": group} if group else {}))
        for team, (service, group) in TEAMS.items():
            code("teams", team, parent_code=service, **({"group": group} if group else {}))
        for listed, codes in PLAIN.items():
            for code_id in codes:
                code(listed, code_id)
        listed = {name: self._names(name) for name in (*LISTS, "release-withdrawal-reasons")}
        return Codes(listed, {})

    def _names(self, listed: str) -> list[str]:
        rows = self.admin.pages("ListCodes", "codes", parent=f"{self.parent}/lists/{listed}")
        return [row.name.rsplit("/", 1)[1] for row in rows]

    def ethnic_groups(self) -> dict[str, str]:
        """The group of the Census of each ethnicity, as the lists have it."""
        rows = self.admin.pages("ListCodes", "codes", parent=f"{self.parent}/lists/ethnicity")
        return {row.name.rsplit("/", 1)[1]: row.code.group if hasattr(row, "code") else row.group for row in rows}


class Body:
    """A regional body with a client that compares."""

    def __init__(self, server: Server, root: Client, authority: str) -> None:
        self.parent = f"authorities/{authority}"
        self.id = authority
        _register(root, authority, "AUTHORITY_TYPE_COUNTY")
        self.puller = Client(server.address, _token(root, self.parent, "attack-benchmark", "BENCHMARK"))

    def pull(self) -> list[Any]:
        """Everything that the body may have."""
        return list(self.puller.call("PullReleases", parent=self.parent))


def _register(root: Client, authority: str, kind: str) -> None:
    named = authority.replace("-", " ").title()
    root.write("RegisterAuthority", authority_id=authority, authority={"display_name": named, "type": kind})


def _token(root: Client, parent: str, client_id: str, role: str) -> str:
    root.write("SaveClient", parent=parent, client_id=client_id, client={"role": f"ROLE_{role}"})
    return str(root.write("IssueToken", parent=f"{parent}/clients/{client_id}").secret)
