"""An export of raw records: every record as the API shows it in the view BASIC, as JSON lines.

One line is one record under its kind. What figures need beside the records stands there too: lists, bank holidays
and figures that were given. Nothing is read from the statistics.
"""

import json
from collections import defaultdict
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
        for holiday in officer.call("ListHolidays", parent=parent, start_date=first, end_date=last).holidays:
            line("holiday", holiday)


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
