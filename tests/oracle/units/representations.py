"""Representations: one row each, and what every part of one inherits from it."""

from export import Records
from units.clocks import Clocks
from units.days import band
from units.frame import Frame, Record, code, day, on, tabulated, word, yes

QUESTIONS = ("age_band", "disability", "ethnicity", "sex", "gender_reassignment", "marriage", "pregnancy", "religion",
             "sexual_orientation")
ETHNIC_GROUPS = {
    "asian": ("bangladeshi", "chinese", "indian", "pakistani", "any_other_asian"),
    "black": ("african", "caribbean", "any_other_black"),
    "mixed": ("white_and_asian", "white_and_black_african", "white_and_black_caribbean", "any_other_mixed"),
    "white": ("white_british", "white_irish", "gypsy_or_irish_traveller", "roma", "any_other_white"),
    "other": ("arab", "any_other"),
}
"""The 19 boxes of the Census 2021 (domain, 9.1)."""
GROUP_OF = {box: group for group, boxes in ETHNIC_GROUPS.items() for box in boxes}
NO_ANSWERS = ("prefer_not_to_say", "not_asked", "not_known", "not_applicable")
PUBLISHED_LIMITS = {1: 10, 2: 65, 3: 50}
"""The working days of each children's stage that published bands part at."""
WITHOUT_FINDING = ("open", "withdrawn", "recorded", "deferred", "not_accepted", "joined")
"""States that stand for the outcome whatever was found before."""


def groups_of(records: Records) -> dict[str, dict[str, str]]:
    """The groups of codes, by list."""
    groups: dict[str, dict[str, str]] = {}
    for listed in records["code"]:
        if listed.get("group"):
            groups.setdefault(listed["list"], {})[listed["name"].rsplit("/", 1)[1]] = listed["group"]
    return groups


def frame(records: Records, clocks: Clocks) -> Frame:
    """Every representation."""
    groups = groups_of(records)
    with_action = {action["source"].get("representation") for action in records["action"]
                   if action["status"] != "ACTION_STATUS_REJECTED"}
    with_case = {case.get("representation") for case in records["case"]}
    rows = []
    for record in records["representation"]:
        row = {**_registered(record, groups), **_handled(record), **_last_stage(record, clocks)}
        row |= {"has_learning_action": yes(record["name"] in with_action),
                "reached_ombudsman": yes(record["name"] in with_case)}
        row |= _published(row)
        rows.append(row)
    return tabulated(rows, rows[0])


def _registered(record: Record, groups: dict[str, dict[str, str]]) -> Record:
    kind, made_by = word(record, "kind", "KIND_"), code(record, "made_by")
    service, team = record["service"], code(record, "team")
    advocacy = record.get("advocacy")
    row: Record = {
        "name": record["name"], "kind": kind, "procedure": word(record, "procedure", "PROCEDURE_"),
        "state": word(record, "state", "STATE_"), "service": service, "team": team,
        "service_area": groups["services"].get(service, service), "team_group": groups["teams"].get(team or ""),
        "method": record["method"], "made_by": made_by if kind != "compliment" else None,
        "compliment_source": made_by if kind == "compliment" else None,
        "advocate_supported": None if advocacy is None else yes(advocacy.get("supported")),
        "provider": code(record, "provider"), "route": code(record, "route"),
        "reply_wanted": yes(record.get("reply_wanted")),
        "received_on": day(record, "received_date"), "closed_on": day(record, "closed_date"),
    }
    helped = advocacy is not None and advocacy.get("supported")
    row["child_or_advocate"] = None if kind == "compliment" else yes(
        helped or made_by in ("child_or_young_person", "advocate"))
    for person in ("complainant", "service_user"):
        answers = record.get(f"{person}_equality", {})
        row |= {f"{person}_{question}": code(answers, question) for question in QUESTIONS}
        row[f"{person}_answers_from"] = code(answers, "source")
        row[f"{person}_ethnic_group"] = ethnic_group(code(answers, "ethnicity"))
    return row


def ethnic_group(box: str | None) -> str | None:
    """One of five groups, or why there is none; what a council added is in the last."""
    return box if box is None or box in NO_ANSWERS else GROUP_OF.get(box, "other")


def _handled(record: Record) -> Record:
    advocacy, deferrals = record.get("advocacy", {}), record.get("deferrals", [])
    state = word(record, "state", "STATE_")
    refusal = record.get("refusal", {}) if state == "not_accepted" else {}
    return {
        "advocacy_told": yes("told_date" in advocacy), "advocate_offered": yes("offered_date" in advocacy),
        "advocacy_answer": word(advocacy, "answer", "ADVOCACY_ANSWER_"), "advocacy_provider": code(advocacy, "provider"),
        "advocate_appointed": yes("appointed_date" in advocacy),
        "refusal_reason": code(refusal, "reason"), "signpost": code(refusal, "signpost"),
        "withdrawal_reason": code(record, "withdrawal_reason"),
        "late_acceptance_reason": code(record.get("acceptance", {}), "late_acceptance_reason"),
        "deferred": yes(deferrals), "proceedings": deferrals[-1]["proceedings"] if deferrals else None,
        "passed_on": yes(record.get("forwardings")),
        "partner": code(record.get("joint_handling", {}), "partner"),
        "finding_overridden": yes(any(stage.get("finding_overridden") for stage in record.get("stages", ()))),
    }


def _last_stage(record: Record, clocks: Clocks) -> Record:
    stages = record.get("stages", [])
    answered = [stage for stage in stages if stage.get("ended_by") == "STAGE_END_RESPONSE"]
    row: Record = {
        "latest_finding": word(answered[-1], "finding", "FINDING_") if answered else None,
        "last_stage": str(len(stages)) if stages else "0", "last_stage_days": None, "left_after_stage_1": False,
    }
    if stages:
        last = stages[-1]
        stop = on(last, "ended_date")
        clock = clocks.of(record, "RESPONSE", last["number"], stop)
        row["last_stage"] = str(last["number"])
        row["last_stage_days"] = clock.taken(clocks.calendar, stop) if clock else None
        row["left_after_stage_1"] = last["number"] > 1 and last.get("ended_by") == "STAGE_END_WITHDRAWAL"
    row["last_stage_days_band"] = band(row["last_stage_days"])
    return row


def _published(row: Record) -> Record:
    """What published tables make of it."""
    days, state = row["last_stage_days"], row["state"]
    outcome = state if state in WITHOUT_FINDING else row["latest_finding"]
    if outcome is None:
        settled = state == "concluded" and row["procedure"] == "informal"
        outcome = "resolved_informally" if settled else state
    bands = guideline = None
    limit = PUBLISHED_LIMITS.get(int(row["last_stage"]))
    if row["procedure"] == "children_statutory" and limit:
        bands = f"within_{limit}" if days is not None and days <= limit else f"over_{limit}"
        if row["left_after_stage_1"] and state == "withdrawn":
            bands = "withdrawn"
    if row["procedure"] == "adult_statutory":
        guideline = "open" if days is None else "within_20" if days <= 20 else "over_20"
    return {"published_outcome": outcome, "published_band": bands, "published_guideline": guideline}
