"""An export of raw records: every record as the API shows it in the view BASIC, as JSON lines.

One line is one record under its kind. What figures need beside the records stands there too: lists, bank holidays
and figures that were given. Nothing is read from the statistics.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from google.protobuf.json_format import MessageToDict

from fill.chance import day
from fill.reference import LISTS
from service import Caller

Records = dict[str, list[dict[str, Any]]]
LISTED = (
    ("representation", "ListRepresentations", "representations"), ("case", "ListCases", "cases"),
    ("action", "ListActions", "actions"), ("given", "ListGivenFigures", "figures"),
    ("policy", "ListPolicies", "policies"),
)
TOLD_BY_CHANGES = ("representation.withdrawn", "representation.withdrawal_retracted")
"""A withdrawal that was taken back holds the clocks for as long as it lasted, and no record shows it."""
YEARS = (2015, 2034)


def write(officer: Caller, parent: str, path: Path) -> None:
    """Writes the whole register to a file."""
    with path.open("w", encoding="utf-8") as out:
        def line(kind: str, record: Any, **more: str) -> None:
            told = MessageToDict(record, preserving_proto_field_name=True)
            out.write(json.dumps({"kind": kind, **more, "record": told}) + "\n")

        for kind, method, field in LISTED:
            for record in officer.pages(method, field, parent=parent):
                line(kind, record)
        for listed in LISTS:
            for code in officer.pages("ListCodes", "codes", parent=f"{parent}/lists/{listed}"):
                line("code", code, list=listed)
        first, last = day(date(YEARS[0], 1, 1)), day(date(YEARS[1], 12, 31))
        for change in changes(officer, parent):
            line("change", change)
        for holiday in officer.call("ListHolidays", parent=parent, start_date=first, end_date=last).holidays:
            line("holiday", holiday)


def changes(officer: Caller, parent: str) -> Iterator[Any]:
    """The changes that are told of, from the beginning of the list."""
    after = 0
    while True:
        page = officer.call("ListChanges", parent=parent, after_position=after, page_size=200,
                            filter={"kinds": TOLD_BY_CHANGES})
        yield from page.changes
        if page.next_after_position >= page.head_position:
            return
        after = page.next_after_position


def read(path: Path) -> Records:
    """The records of a file by their kind; a code knows its list."""
    records: Records = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for text in lines:
            said = json.loads(text)
            record = said["record"]
            if "list" in said:
                record["list"] = said["list"]
            records[said["kind"]].append(record)
    return records
