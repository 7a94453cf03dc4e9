"""Reads a report for the public, in its form for programs, as the tables that it shows."""

import json
from typing import Any

import grpc
from deployment import YEAR, Council
from meaning import MEANINGS
from said import NOTHING, SHOWN, WITHHELD, Figure, Said, Table

KINDS = ("CHILDRENS", "ADULTS", "CORPORATE", "OMBUDSMAN", "CODE")


def publish(council: Council, kind: str, epoch: int) -> Said:
    """Has a report written for the public, and reads it."""
    parts = list(council.analyst.call(
        "RenderReport", parent=council.parent, kind=f"REPORT_KIND_{kind}", financial_year=YEAR,
        audience="REPORT_AUDIENCE_PUBLIC", formats=["REPORT_FORMAT_JSON"]))
    text = b"".join(part.content for part in parts)
    shapes = _shapes(council, parts[0].position)
    tables = []
    for section in json.loads(text)["sections"]:
        for written in section["tables"]:
            shape = shapes.get(written["id"])
            if shape is not None and (table := _table(written, shape)):
                tables.append(table)
    return Said(f"the report {kind.lower()}", epoch, tables, release=False)


def _shapes(council: Council, position: int) -> dict[str, Any]:
    """What each table is of: its filters, dimensions and codes, which its definition and its words tell a reader."""
    shapes: dict[str, Any] = {}
    for report in council.analyst.call("GetCatalogue").reports:
        try:
            made = council.analyst.call("GetReport", name=f"{council.parent}/reports/{report.id}",
                                        period={"financial_year": YEAR}, position=position)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.INVALID_ARGUMENT:
                raise
            continue
        shapes |= {table.id: table for table in made.tables}
    return shapes


def _table(written: dict[str, Any], shape: Any) -> Table | None:
    """The measures of a table whose meaning is known; nothing where its rows are not those of one period."""
    measures = [measure.id for measure in shape.measures]
    columns = [(place, column["id"]) for place, column in enumerate(written["columns"])
               if column["id"] in measures and column["id"] in MEANINGS]
    if not columns or len(written["rows"]) != len(shape.rows) or shape.series or written["total"] is None:
        return None
    start, end = (f"{on.year:04}-{on.month:02}-{on.day:02}" for on in (shape.start_date, shape.end_date))
    basis = type(shape).DESCRIPTOR.fields_by_name["basis"].enum_type.values_by_number[shape.basis].name
    table = Table(shape.id, basis.removeprefix("BASIS_").lower(), (start, end),
                  {one.dimension: "|".join(one.values) for one in shape.filters}, [name for _, name in columns],
                  [dimension.id for dimension in shape.dimensions])
    for line, row in zip(written["rows"], shape.rows, strict=True):
        figures = [_figure(line["cells"][place]) for place, _ in columns]
        table.rows.append((tuple(key.value for key in row.keys), figures))
        _is_that_row(figures, [row.figures[measures.index(name)] for _, name in columns])
    table.total = [_figure(written["total"]["cells"][place]) for place, _ in columns]
    return table


def _figure(cell: dict[str, Any]) -> Figure:
    if "value" not in cell:
        return Figure(WITHHELD if cell.get("mark") == "[c]" else NOTHING)
    return Figure(SHOWN, cell.get("numerator", round(cell["value"])), cell.get("denominator", 0))


def _is_that_row(figures: list[Figure], counted: list[Any]) -> None:
    """The harness pairs rows by their order; what is shown must be what was counted there."""
    for figure, count in zip(figures, counted, strict=True):
        if figure.state == SHOWN and figure.top != count.numerator and count.denominator == 0:
            raise ValueError(f"a report shows {figure.top} where {count.numerator} was counted")
