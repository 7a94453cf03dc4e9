"""Cases of the Ombudsman, and their enquiries, drafts, remedies and duties."""

from datetime import date

from export import Records
from units.clocks import UNANSWERED, Clock, Clocks
from units.days import Holds
from units.frame import Frame, Record, beside, code, day, on, pence, tabulated, text, word, yes

NEWER_WORDS = {
    "invalid_or_incomplete": "not_for_us", "advice_given": "not_for_us", "referred_back": "not_for_us",
    "not_for_us": "not_for_us", "closed_after_initial_enquiries": "assessed_and_closed",
    "upheld": "investigated", "not_upheld": "investigated",
}
CASE = ("name", "ombudsman_category", "ombudsman_service", "case_state", "decision", "decision_class", "ground",
        "satisfactory_remedy", "public_report", "compliance", "unknown_until_listed", "received_on", "decided_on",
        "compliance_on", "representation")


def cases(records: Records, whole: Frame) -> Frame:
    """Every case, with what the council itself had found of the complaint behind it."""
    rows = []
    for case in records["case"]:
        decided = case.get("decision", {})
        decision = word(decided, "decision", "DECISION_")
        rows.append({
            "name": case["name"], "ombudsman_category": case["category"], "ombudsman_service": code(case, "service"),
            "case_state": word(case, "state", "CASE_STATE_"), "decision": decision,
            "decision_class": NEWER_WORDS[decision] if decision else None, "ground": code(decided, "ground"),
            "satisfactory_remedy": yes(decided.get("satisfactory_remedy_before_referral")),
            "public_report": yes(decided.get("public_report")),
            "compliance": word(case, "compliance", "COMPLIANCE_OUTCOME_"),
            "unknown_until_listed": yes(case.get("known_from_annual_list") and "notified_date" not in case),
            "received_on": day(case, "received_date"), "decided_on": day(decided, "decided_date"),
            "compliance_on": day(case, "compliance_date"), "representation": code(case, "representation"),
        })
    local = whole[["name", "latest_finding", "procedure"]].rename(
        columns={"name": "representation", "latest_finding": "local_finding", "procedure": "local_procedure"})
    return tabulated(rows, CASE).merge(local, on="representation", how="left", validate="many_to_one")


def enquiries(records: Records, whole: Frame, clocks: Clocks) -> Frame:
    """Enquiries: due by the date in the letter or by policy, later where the Ombudsman agreed."""
    rows = []
    for case in records["case"]:
        for enquiry in case.get("enquiries", ()):
            clock = _named(clocks, enquiry, "extension_agreed_date")
            answered = on(enquiry["clock"], "stopped_date") if _answered(enquiry["clock"]) else None
            rows.append({
                "name": case["name"], "enquiry_kind": word(enquiry, "kind", "ENQUIRY_KIND_"),
                "received_on": day(enquiry, "received_date"), "due_on": text(clock.agreed), "answered_on": text(answered),
                "done": answered is not None, "enquiry_timeliness": clock.timeliness(answered),
                "working_days": clock.taken(clocks.calendar, answered),
            })
    columns = ("name", "enquiry_kind", "received_on", "due_on", "answered_on", "done", "enquiry_timeliness", "working_days")
    return beside(tabulated(rows, columns), whole)


def _answered(clock: Record) -> bool:
    """Of an enquiry the record shows no date of its answer but that of the clock, which a decision may end too."""
    return clock["state"] in ("CLOCK_STATE_MET", "CLOCK_STATE_MET_AS_EXTENDED", "CLOCK_STATE_MISSED")


def _named(clocks: Clocks, part: Record, extension: str) -> Clock:
    """The clock of what the Ombudsman may name a date for."""
    reckoned = clocks.reckon(part["clock"], Holds(), None)
    assert reckoned is not None, "what was received has a clock"
    base = on(part, "letter_due_date") or reckoned.base
    agreed = on(part["clock"], "agreed_due_date") if extension in part else base
    return Clock(reckoned.anchor, base, agreed, Holds())


def remedies(records: Records, whole: Frame) -> Frame:
    """Remedies: each has the date that was agreed, or a later one."""
    rows = []
    for case in records["case"]:
        for remedy in case.get("remedies", ()):
            base, agreed = on(remedy["clock"], "due_date"), on(remedy["clock"], "agreed_due_date")
            done = on(remedy, "completed_date")
            rows.append({
                "name": case["name"], "remedy_kind": remedy["kind"], "due_on": text(agreed), "completed_on": text(done),
                "done": done is not None, "remedy_timeliness": _stands(base, agreed, done),
                "recommendation": word(remedy, "recommendation", "RECOMMENDATION_KIND_"),
                "redress": word(remedy, "basis", "PAYMENT_BASIS_"), "budget": code(remedy, "budget"),
                "pence": pence(remedy["amount"]) if "amount" in remedy else None,
                "paid_on": day(remedy, "paid_date"), "paid": yes("paid_date" in remedy),
            })
    columns = ("name", "remedy_kind", "due_on", "completed_on", "done", "remedy_timeliness", "recommendation", "redress",
               "budget", "pence", "paid_on", "paid")
    return beside(tabulated(rows, columns), whole)


def _stands(base: date | None, agreed: date | None, done: date | None) -> str:
    if base is None or done is None:
        return UNANSWERED
    return Clock(base, base, agreed, Holds()).timeliness(done)


def drafts(records: Records, whole: Frame, clocks: Clocks) -> Frame:
    """Draft decisions and the council's comments on them."""
    rows = []
    for case in records["case"]:
        for draft in case.get("drafts", ()):
            clock = _named(clocks, draft, "no extension")
            commented = on(draft, "commented_date")
            rows.append({
                "name": case["name"], "received_on": day(draft, "received_date"), "due_on": text(clock.agreed),
                "done": commented is not None, "draft_response": word(draft, "response", "DRAFT_RESPONSE_"),
                "draft_timeliness": clock.timeliness(commented),
            })
    columns = ("name", "received_on", "due_on", "done", "draft_response", "draft_timeliness")
    return beside(tabulated(rows, columns), whole)


def duties(records: Records, whole: Frame) -> Frame:
    """The log of the monitoring officer's duties; a report is to be considered so many days after it was made."""
    rows = []
    for case in records["case"]:
        for duty in case.get("monitoring_officer_duties", ()):
            reported, considered = on(duty, "reported_date"), on(duty, "considered_date")
            days = duty["clock"]["length"] if "clock" in duty else 0
            due = date.fromordinal(reported.toordinal() + days) if reported else None
            rows.append({
                "name": case["name"], "assessed_on": day(duty, "assessed_date"), "duty_triggered": yes(duty.get("triggered")),
                "duty_reason": word(duty, "reason", "MONITORING_OFFICER_REASON_"),
                "duty_route": word(duty, "route", "MONITORING_OFFICER_ROUTE_"), "due_on": text(due),
                "done": considered is not None, "duty_timeliness": _stands(due, due, considered),
            })
    columns = ("name", "assessed_on", "duty_triggered", "duty_reason", "duty_route", "due_on", "done", "duty_timeliness")
    return beside(tabulated(rows, columns), whole)
