"""Measures of the Ombudsman's cases, enquiries, remedies and drafts, and of the monitoring officer's duties."""

from reckoning import (
    Reckoning, Series, View, among, both, count, every, known, mean, median, per_residents, pounds, rate, share,
)

UPHELD, INVESTIGATED = among("decision", "upheld"), among("decision", "upheld", "not_upheld")
REMEDIED_BEFORE = among("satisfactory_remedy", "yes")
UPHELD_LOCALLY = among("local_finding", "upheld", "partly_upheld")
OUTCOME, SATISFIED = known("compliance"), among("compliance", "complete", "completed_late")
LATE_COMPLIANCE = among("compliance", "completed_late")


def done(view: View) -> Series:
    return view["done"].astype(bool)


def overdue(view: View) -> Series:
    """Not done past the due date on the day of the answer."""
    return ~done(view) & (view["due_on"].fillna("9") < view.today)


MEASURES: dict[str, Reckoning] = {
    "ombudsman_received": count(every),
    "ombudsman_decided": count(known("decision")),
    "ombudsman_investigated": count(INVESTIGATED),
    "ombudsman_upheld": count(UPHELD),
    "ombudsman_not_upheld": count(among("decision", "not_upheld")),
    "ombudsman_uphold_rate": rate(UPHELD, INVESTIGATED),
    "ombudsman_satisfactory_remedy": count(both(UPHELD, REMEDIED_BEFORE)),
    "ombudsman_satisfactory_remedy_rate": rate(REMEDIED_BEFORE, UPHELD),
    "share_of_ombudsman_cases": share(every),
    "ombudsman_upheld_per_100000": per_residents(UPHELD, 100_000),
    "ombudsman_public_reports": count(among("public_report", "yes")),
    "ombudsman_unknown_until_listed": count(among("unknown_until_listed", "yes")),
    "ombudsman_upheld_and_upheld_before": count(both(UPHELD, UPHELD_LOCALLY)),
    "ombudsman_upheld_before_rate": rate(UPHELD_LOCALLY, both(UPHELD, known("local_finding"))),
    "compliance_recorded": count(OUTCOME),
    "compliance_satisfied": count(SATISFIED),
    "compliance_late": count(LATE_COMPLIANCE),
    "compliance_rate": rate(SATISFIED, OUTCOME),
    "compliance_late_rate": rate(LATE_COMPLIANCE, OUTCOME),
    "enquiries_received": count(every),
    "enquiries_answered": count(done),
    "enquiry_mean_working_days": mean(done, "working_days"),
    "enquiry_median_working_days": median(done, "working_days"),
    "enquiries_in_time_rate": rate(among("enquiry_timeliness", "within_base", "within_agreed"), done),
    "remedies_agreed": count(every),
    "remedies_completed": count(done),
    "remedies_completed_late": count(among("remedy_timeliness", "late")),
    "remedies_overdue": count(overdue),
    "remedies_with_payment": count(known("pence")),
    "remedy_payments": pounds(known("pence"), "pence"),
    "draft_decisions": count(every),
    "duties_assessed": count(every),
    "duties_triggered": count(among("duty_triggered", "yes")),
}
