"""Measures of stages: how they stand in time, what is open, and how many go on to the next one."""

from reckoning import (
    Reckoning, View, Series, after, among, both, count, every, known, mean, mean_pounds, median, per_hundred, percentile_90,
    pounds, rate, unless, within,
)

ANSWERED, OPEN = among("ending", "response"), among("ending", "open")
ENDED = among("ending", "response", "withdrawal")
IN_TIME, LATE = among("timeliness", "within_base", "within_agreed"), both(ANSWERED, among("timeliness", "late"))
PAST_BASE = among("timeliness", "within_agreed", "late")
EXTENDED, ESCALATED = among("extended", "yes"), among("escalated", "yes")
COHORT = among("ending", "response", "open")
ANSWERED_IN_PERIOD, OPEN_AT_END = both(ANSWERED, within("ended_on")), after("ended_on")
REQUESTED = within("escalated_on")


def overdue(view: View) -> Series:
    """Open past the agreed due date on the day of the answer."""
    return view["ended_on"].isna() & view["agreed_due_on"].notna() & (view["agreed_due_on"].fillna("") < view.today)


def overdue_at_end(view: View) -> Series:
    """Open at the end of the period with an agreed due date that had passed by then, as far as that day has come."""
    due = view["agreed_due_on"].fillna("9")
    return OPEN_AT_END(view) & (due <= view.end) & (due < view.today)


def too_late_to_ask(view: View) -> Series:
    """The last day to ask for the next stage has passed; without such a day, the representation is closed."""
    window = view["window_ends_on"]
    return (window.fillna("9") < view.today) | (window.isna() & view["closed_on"].notna())


RESOLVED = both(ANSWERED, unless(ESCALATED), too_late_to_ask)
SETTLED = both(ANSWERED, lambda view: ESCALATED(view) | too_late_to_ask(view))


def done_in_time(column: str) -> Reckoning:
    """Of what a clock timed and was done, the percentage in time."""
    return rate(among(column, "within_base", "within_agreed"), among(column, "within_base", "within_agreed", "late"))


ACKNOWLEDGED = unless(among("acknowledgement_timeliness", "unanswered"))
FROM_STATEMENT = unless(among("statement_timeliness", "unanswered"))

MEASURES: dict[str, Reckoning] = {
    "stage_events": count(every),
    "stages_ended": count(ENDED),
    "stages_concluded": count(ANSWERED),
    "stage_within_base": count(both(ANSWERED, among("timeliness", "within_base"))),
    "stage_within_base_rate": rate(among("timeliness", "within_base"), ANSWERED),
    "stage_within_agreed": count(both(ANSWERED, IN_TIME)),
    "stage_within_agreed_rate": rate(IN_TIME, ANSWERED),
    "stage_late": count(LATE),
    "stage_late_rate": rate(LATE, ANSWERED),
    "stage_mean_working_days": mean(ANSWERED, "working_days"),
    "stage_median_working_days": median(ANSWERED, "working_days"),
    "stage_late_against_base": count(both(ANSWERED, PAST_BASE)),
    "stage_late_against_base_rate": rate(PAST_BASE, ANSWERED),
    "stage_p90_working_days": percentile_90(ANSWERED, "working_days"),
    "stages_extended": count(both(ANSWERED, EXTENDED)),
    "stage_extended_rate": rate(EXTENDED, ANSWERED),
    "stage_delay_explained_rate": rate(known("delay_reason"), LATE),
    "stage_form_rate": rate(among("internal_form", "yes"), ANSWERED),
    "stage_mean_cost": mean_pounds(ANSWERED, "cost"),
    "stage_cost": pounds(ANSWERED, "cost"),
    "acknowledged_in_time_rate": done_in_time("acknowledgement_timeliness"),
    "statement_in_time_rate": done_in_time("statement_timeliness"),
    "panel_met_in_time_rate": done_in_time("panel_meeting_timeliness"),
    "panel_reported_in_time_rate": done_in_time("panel_report_timeliness"),
    "panel_answered_in_time_rate": done_in_time("panel_response_timeliness"),
    "acknowledgement_mean_working_days": mean(ACKNOWLEDGED, "acknowledgement_days"),
    "statement_mean_working_days": mean(FROM_STATEMENT, "statement_days"),
    "cohort_stages": count(COHORT),
    "cohort_stages_open": count(OPEN),
    "cohort_stages_overdue": count(overdue),
    "cohort_within_agreed_rate": rate(both(ANSWERED, IN_TIME), COHORT),
    "cohort_achievable_rate": rate(
        lambda view: (ANSWERED(view) & IN_TIME(view)) | (OPEN(view) & ~overdue(view)), COHORT),
    "stages_open_at_end": count(OPEN_AT_END),
    "stages_overdue_at_end": count(overdue_at_end),
    "stages_answered_in_period": count(ANSWERED_IN_PERIOD),
    "next_stage_requests": count(REQUESTED),
    "escalation_rate_of_period": per_hundred(REQUESTED, ANSWERED_IN_PERIOD),
    "escalation_rate_of_cohort": rate(ESCALATED, ANSWERED),
    "resolved_at_stage": count(RESOLVED),
    "resolved_at_stage_rate": rate(RESOLVED, SETTLED),
}
