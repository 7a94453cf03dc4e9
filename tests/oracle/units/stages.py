"""Stages: a complaint that went through three counts three times."""

from export import Records
from units.clocks import UNANSWERED, Clocks, agreed
from units.days import band
from units.frame import OPEN, Frame, Record, beside, code, day, on, pence, tabulated, word, yes

ENDINGS = {
    None: "open", "STAGE_END_RESPONSE": "response", "STAGE_END_WITHDRAWAL": "withdrawal",
    "STAGE_END_REFUSAL": "rejection", "STAGE_END_JOINED": "joining", "STAGE_END_SKIPPED": "skipped",
    "STAGE_END_OVERDUE": "overdue",
}
COLUMNS = (
    "name", "stage", "started_on", "ended_on", "settled_on", "ending", "finding", "base_due_on", "agreed_due_on",
    "timeliness", "extended", "working_days", "days_band", "delay_reason", "extension_reason", "escalated",
    "escalated_on", "window_ends_on", "internal_form", "cost", "acknowledgement_timeliness", "acknowledgement_days",
    "statement_timeliness", "statement_days", "panel_meeting_timeliness", "panel_report_timeliness",
    "panel_response_timeliness",
)


def frame(records: Records, whole: Frame, clocks: Clocks) -> Frame:
    """Every stage."""
    rows = []
    for record in records["representation"]:
        stages = record.get("stages", [])
        for place, stage in enumerate(stages):
            later = stages[place + 1] if place + 1 < len(stages) else None
            rows.append({"name": record["name"], **_stage(record, stage, later), **_clocks(record, stage, clocks)})
    return beside(tabulated(rows, COLUMNS), whole)


def _stage(record: Record, stage: Record, later: Record | None) -> Record:
    ended_on, escalated_on = day(stage, "ended_date"), day(later, "started_date") if later else None
    answered = stage.get("ended_by") == "STAGE_END_RESPONSE"
    spent = [pence(cost["amount"]) for cost in record.get("costs", ()) if cost.get("stage", 0) == stage["number"]]
    settled = (ended_on or OPEN) if escalated_on is None else max(ended_on or OPEN, escalated_on)
    given = [extension for extension in stage.get("extensions", ())
             if extension["clock"] == "CLOCK_NAME_RESPONSE" and "revocation" not in extension]
    return {
        "stage": str(stage["number"]), "started_on": day(stage, "started_date"), "ended_on": ended_on,
        "settled_on": settled, "ending": ENDINGS[stage.get("ended_by")],
        "finding": word(stage, "finding", "FINDING_") if answered else None,
        "escalated": yes(later), "escalated_on": escalated_on,
        "internal_form": yes(_milestone(stage, "INTERNAL_FORM")), "cost": sum(spent),
        "extension_reason": given[-1]["reason"] if given else None,
    }


def _milestone(stage: Record, name: str) -> Record | None:
    reached = [known for known in stage.get("milestones", ()) if known["milestone"] == f"MILESTONE_{name}"]
    return reached[-1] if reached else None


def _clocks(record: Record, stage: Record, clocks: Clocks) -> Record:
    """How the clocks of a stage stand: what each times, and when that was done."""
    ended, number = on(stage, "ended_date"), stage["number"]
    answered = ended if stage.get("ended_by") == "STAGE_END_RESPONSE" else None

    def stands(name: str, done: object) -> tuple[str | None, int | None]:
        clock = clocks.of(record, name, number, done or ended)
        return (None, None) if clock is None else (clock.timeliness(done), clock.taken(clocks.calendar, done or ended))

    def reached(name: str) -> object:
        milestone = _milestone(stage, name)
        return on(milestone, "reached_date") if milestone else None

    response = clocks.of(record, "RESPONSE", number, ended)
    # Who went on because the response was overdue had none by the due date.
    late = stage.get("ended_by") == "STAGE_END_OVERDUE"
    timeliness = response.timeliness(ended if late else answered) if response else UNANSWERED
    acknowledgement, acknowledgement_days = stands("ACKNOWLEDGEMENT", on(stage, "acknowledged_date"))
    statement, statement_days = stands("RESPONSE_FROM_STATEMENT", answered)
    shown = [clock for clock in record.get("clocks", ())
             if clock["clock"] == "CLOCK_NAME_RESPONSE" and clock.get("stage", 0) == number]
    window_stop = None
    window = clocks.of(record, "REQUEST_WINDOW", number, window_stop)
    working_days = response.taken(clocks.calendar, ended) if response else None
    return {
        "base_due_on": response.base.isoformat() if response else None, "agreed_due_on": agreed(response),
        "timeliness": UNANSWERED if late and timeliness != "late" else timeliness,
        "extended": yes(shown and shown[0]["agreed_length"] > shown[0]["length"]),
        "working_days": working_days, "days_band": band(working_days),
        "delay_reason": code(shown[0], "delay_reason") if shown else None, "window_ends_on": agreed(window),
        "acknowledgement_timeliness": acknowledgement, "acknowledgement_days": acknowledgement_days,
        "statement_timeliness": statement, "statement_days": statement_days,
        "panel_meeting_timeliness": stands("PANEL_MEETING", reached("PANEL_MET"))[0],
        "panel_report_timeliness": stands("PANEL_REPORT", reached("PANEL_REPORT"))[0],
        "panel_response_timeliness": stands("PANEL_RESPONSE", answered)[0],
    }
