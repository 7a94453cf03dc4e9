"""Parts of representations beside their stages: concerns, themes, times under a procedure, costs."""

from export import Records
from units.frame import OPEN, Frame, Record, beside, code, day, pence, tabulated, word, yes

CLOSED_BY = {"concluded", "withdrawn", "lapsed", "not_accepted", "referred_early", "joined"}


def overall(findings: list[str]) -> str | None:
    """The finding over several (domain, 2): withdrawn ones and those out of scope are left out where others remain."""
    own = {finding for finding in findings if finding not in ("withdrawn", "out_of_scope")}
    if not own:
        return ("withdrawn" if "withdrawn" in findings else "out_of_scope") if findings else None
    if own == {"upheld"}:
        return "upheld"
    if own & {"upheld", "partly_upheld"}:
        return "partly_upheld"
    return "inconclusive" if own == {"inconclusive"} else "not_upheld"


def concerns(records: Records, whole: Frame) -> Frame:
    """Pairs of a representation and a category. What was moved into another representation counts there."""
    rows = []
    for record in records["representation"]:
        by_category: dict[str, list[Record]] = {}
        for concern in record.get("concerns", ()):
            if not concern.get("moved_into"):
                by_category.setdefault(concern["category"], []).append(concern)
        for category, alike in by_category.items():
            found = [word(concern, "finding", "FINDING_") for concern in alike]
            rows.append({
                "name": record["name"], "category": category, "subcategory": code(alike[0], "subcategory"),
                "concern_finding": overall([finding for finding in found if finding]), "points": len(alike),
            })
    return beside(tabulated(rows, ("name", "category", "subcategory", "concern_finding", "points")), whole)


def themes(records: Records, whole: Frame) -> Frame:
    """Pairs of a compliment and a theme."""
    rows = [{"name": record["name"], "theme": theme}
            for record in records["representation"] for theme in record.get("themes", ())]
    return beside(tabulated(rows, ("name", "theme")), whole)


def spells(records: Records, whole: Frame) -> Frame:
    """Times that a complaint spends under one procedure: brought forward + received + converted in = closed + converted
    out + carried forward (domain, 5.9)."""
    rows = []
    for record in records["representation"]:
        conversions = record.get("conversions", [])
        own = word(record, "procedure", "PROCEDURE_")
        procedures = [word(conversion, "from", "PROCEDURE_") for conversion in conversions] + [own]
        entered_on, before = day(record, "received_date") or OPEN, None
        for procedure, after in zip(procedures, [*conversions, None], strict=True):
            ended_on = day(after, "converted_date") if after else day(record, "closed_date")
            left_on = max(ended_on or OPEN, entered_on)
            if procedure:
                rows.append({
                    "name": record["name"], "procedure": procedure, "entered_on": entered_on, "left_on": left_on,
                    "entered_by": "converted" if before else "received", "left_by": _left_by(record, procedure, after),
                    "from_procedure": word(before, "from", "PROCEDURE_") if before else None,
                    "conversion_reason": before["reason"] if before else None,
                    "to_procedure": word(after, "to", "PROCEDURE_") if after else None,
                    "conversion_out_reason": after["reason"] if after else None,
                })
            entered_on, before = left_on, after
    columns = ("name", "procedure", "entered_on", "left_on", "entered_by", "left_by", "from_procedure",
               "conversion_reason", "to_procedure", "conversion_out_reason")
    return beside(tabulated(rows, columns), whole)


def _left_by(record: Record, procedure: str, after: Record | None) -> str:
    if after:
        return "converted"
    state = word(record, "state", "STATE_") or ""
    if state == "concluded" and procedure == "informal":
        return "resolved_informally"
    return state if state in CLOSED_BY else "open"


def costs(records: Records, whole: Frame) -> Frame:
    """Costs and payments."""
    rows = [
        {"name": record["name"], "cost_stage": str(cost.get("stage", 0)), "cost_kind": cost["kind"],
         "pence": pence(cost["amount"]), "payment_basis": code(cost, "basis"), "budget": cost["budget"],
         "paid": yes("paid_date" in cost), "paid_on": day(cost, "paid_date")}
        for record in records["representation"] for cost in record.get("costs", ())
    ]
    columns = ("name", "cost_stage", "cost_kind", "pence", "payment_basis", "budget", "paid", "paid_on")
    return beside(tabulated(rows, columns), whole)
