"""Figures that were given to the register: each counts for as many as it says."""

from export import Records
from units.frame import Frame, code, tabulated


def given(records: Records) -> Frame:
    """Every figure, on the first day of the financial year that it is about."""
    rows = []
    for figure in records["given"]:
        year = figure["financial_year"]
        rows.append({
            "name": f"{len(rows)}", "figure_kind": figure["kind"], "figure_set": code(figure, "set"),
            "body": code(figure, "body"), "figure_year": f"{year}/{(year + 1) % 100:02}", "figure_source": figure["source"],
            "year": year, "begins_on": f"{year}-04-01", "weight": int(figure.get("value", 0)),
        })
    columns = ("name", "figure_kind", "figure_set", "body", "figure_year", "figure_source", "year", "begins_on", "weight")
    return tabulated(rows, columns)


def residents(figures: Frame, end: str) -> int | None:
    """The residents of the authority itself: the latest figure for the year that a period ends in, or one before."""
    year = int(end[:4]) - (end[5:] < "04-01")
    own = figures[(figures["figure_kind"] == "residents") & figures["body"].isna() & figures["figure_set"].isna()]
    known = own[own["year"] <= year].sort_values("year")
    return int(known["weight"].iloc[-1]) if len(known) else None
