"""Measures of representations, of their concerns and themes, of the time under each procedure, and of costs."""

from reckoning import (
    Reckoning, after, among, before, both, count, distinct, every, excess, known, mean, mean_pounds, per_hundred,
    per_residents, pounds,
    rate, share, share_of_total, total, unless, within,
)
from units.representations import QUESTIONS

COMPLAINT, COMMENT, COMPLIMENT = among("kind", "complaint"), among("kind", "comment"), among("kind", "compliment")
CLOSED = among("state", "concluded", "withdrawn", "lapsed", "not_accepted", "referred_early", "joined")
OPEN = among("state", "open", "answered", "deferred")
# Answered ones are not open in the shares as published.
NOT_UNDER_WAY = unless(among("state", "open", "deferred", "recorded"))
FOUND = both(among("state", "answered", "concluded", "lapsed", "referred_early"),
             among("latest_finding", "upheld", "partly_upheld", "not_upheld", "inconclusive"))
UPHELD = both(FOUND, among("latest_finding", "upheld", "partly_upheld"))
STAGED = unless(among("last_stage", "0"))
OFFERED = both(COMPLAINT, among("advocate_offered", "yes"))
REFUSED = both(COMPLAINT, among("advocacy_answer", "refused"))
WITHDRAWN_LATER = both(among("state", "withdrawn"), lambda view: view["left_after_stage_1"].astype(bool))

MEASURES: dict[str, Reckoning] = {
    "representations_received": count(every),
    "representations_closed": count(CLOSED),
    "representations_open": count(OPEN),
    "share_of_received": share(every),
    "share_of_concluded": share(NOT_UNDER_WAY),
    "share_with_a_finding": share(FOUND),
    "upheld_rate": rate(UPHELD, FOUND),
    "upheld_of_received_rate": rate(UPHELD, COMPLAINT),
    "upheld_share": rate(among("latest_finding", "upheld"), FOUND),
    "partly_upheld_share": rate(among("latest_finding", "partly_upheld"), FOUND),
    "published_stage_cases": count(STAGED),
    "published_stage_mean_working_days": mean(both(STAGED, unless(WITHDRAWN_LATER)), "last_stage_days"),
    "advocacy_told": count(both(COMPLAINT, among("advocacy_told", "yes"))),
    "advocates_offered": count(OFFERED),
    "advocates_accepted": count(both(COMPLAINT, among("advocacy_answer", "accepted"))),
    "advocates_refused": count(REFUSED),
    "advocate_offered_rate": rate(OFFERED, COMPLAINT),
    "advocate_refused_rate": rate(REFUSED, OFFERED),
    "complaints_not_accepted": count(both(COMPLAINT, among("state", "not_accepted"))),
    "complaints_deferred": count(both(COMPLAINT, among("deferred", "yes"))),
    "complaints_made_late": count(both(COMPLAINT, known("late_acceptance_reason"))),
    "findings_set_by_hand": count(both(COMPLAINT, among("finding_overridden", "yes"))),
    "complaints_well_founded": count(both(COMPLAINT, UPHELD)),
    "complaints_to_ombudsman": count(both(COMPLAINT, among("reached_ombudsman", "yes"))),
    "upheld_without_action": count(both(COMPLAINT, UPHELD, among("has_learning_action", "no"))),
    "upheld_with_action_rate": rate(among("has_learning_action", "yes"), both(COMPLAINT, UPHELD)),
    "comments_received": count(COMMENT),
    "compliments_received": count(COMPLIMENT),
    "complaints_made": count(COMPLAINT),
    "compliments_over_complaints": per_hundred(COMPLIMENT, COMPLAINT),
    "compliments_exceed_complaints": excess(COMPLIMENT, COMPLAINT),
    "compliments_passed_on_rate": rate(among("passed_on", "yes"), COMPLIMENT),
    "complaints_per_1000": per_residents(COMPLAINT, 1_000),
}


def answered(column: str) -> Reckoning:
    """Of the complaints to which a question applies, the percentage with an answer."""
    applies = both(COMPLAINT, unless(among(column, "not_applicable")))
    return rate(both(known(column), unless(among(column, "not_asked", "not_known"))), applies)


for person in ("complainant", "service_user"):
    MEASURES |= {f"{person}_{question}_known_rate": answered(f"{person}_{question}") for question in QUESTIONS}

CONCERN_FOUND = among("concern_finding", "upheld", "partly_upheld", "not_upheld", "inconclusive")
LEFT = both(within("left_on"), unless(among("left_by", "converted")))


def left(*ways: str) -> Reckoning:
    return count(both(within("left_on"), among("left_by", *ways)))


PARTS: dict[str, Reckoning] = {
    "concerns_raised": count(every),
    "share_of_concerns": share(every),
    "points_raised": total(every, "points"),
    "share_of_points": share_of_total(every, "points"),
    "share_of_cases": distinct("name"),
    "concerns_with_a_finding": count(CONCERN_FOUND),
    "concern_upheld_rate": rate(among("concern_finding", "upheld", "partly_upheld"), CONCERN_FOUND),
    "share_of_themes": share(every),
    "compliment_themes": count(every),
    "brought_forward": count(before("entered_on")),
    "complaints_received": count(both(within("entered_on"), among("entered_by", "received"))),
    "converted_in": count(both(within("entered_on"), among("entered_by", "converted"))),
    "complaints_closed": count(LEFT),
    "converted_out": left("converted"),
    "carried_forward": count(after("left_on")),
    "closed_concluded": left("concluded"),
    "closed_informally": left("resolved_informally"),
    "closed_withdrawn": left("withdrawn"),
    "closed_lapsed": left("lapsed"),
    "closed_not_accepted": left("not_accepted"),
    "closed_otherwise": left("referred_early", "joined"),
    "costs_recorded": count(every),
    "costs_total": pounds(every, "pence"),
    "costs_mean": mean_pounds(every, "pence"),
}
