"""Cases of the Ombudsman: enquiries, drafts, decisions, remedies, compliance and the monitoring officer's duties."""

from datetime import timedelta
from typing import Any

from fill.chance import Ended, Story, day
from fill.reference import Codes

DECISIONS = ("INVALID_OR_INCOMPLETE", "ADVICE_GIVEN", "REFERRED_BACK", "CLOSED_AFTER_INITIAL_ENQUIRIES", "NOT_UPHELD",
             "NOT_UPHELD", "UPHELD", "UPHELD", "UPHELD", "UPHELD", "UPHELD", "NOT_FOR_US")
BASES = ("QUANTIFIABLE_LOSS", "DISTRESS", "TIME_AND_TROUBLE", "LOSS_OF_SERVICE", "OTHER")
REASONS = ("WIDER_IMPLICATIONS", "FAULT_FOUND", "REPORTED_TOGETHER")
OUTCOMES = ("COMPLETE", "COMPLETED_LATE", "NOT_COMPLETE")


def registered(story: Story, codes: Codes, number: int, complaints: list[str]) -> dict[str, Any]:
    """A case as it is registered; most grew out of a complaint of the register."""
    said: dict[str, Any] = {
        "reference": f"25 {number // 1000:03} {number % 1000:03}", "received_date": story.now(),
        "category": story.one_of(codes.of["ombudsman-categories"]),
    }
    if story.odds(75):
        said["service"] = story.one_of(codes.of["services"])
    if story.odds(80):
        said["representation"] = story.one_of(complaints)
    if story.odds(15):
        said["known_from_annual_list"] = True
    elif story.odds(80):
        said["notified_date"] = story.now()
    return said


def tell(story: Story, codes: Codes) -> None:
    """Whatever happens to a case, until it ends or today comes."""
    try:
        _tell(story, codes)
    except Ended:
        pass


def _tell(story: Story, codes: Codes) -> None:
    for enquiry in range(1, story.one_of((0, 1, 1, 2, 3)) + 1):
        _enquiry(story, enquiry)
    for draft in range(1, story.one_of((0, 0, 1, 1, 2)) + 1):
        letter = {"letter_due_date": day(story.on + timedelta(days=20))} if story.odds(20) else {}
        story.take("RecordDraftDecision", received_date=story.later(5, 60), **letter)
        if story.odds(75):
            story.take("CommentOnDraft", draft=draft, commented_date=story.later(1, 25),
                       response=f"DRAFT_RESPONSE_{story.one_of(('ACCEPTED', 'CONTESTED'))}")
    if story.odds(12):
        raise Ended
    upheld = _decide(story, codes)
    if upheld:
        remedies = story.one_of((0, 1, 1, 2, 3))
        for remedy in range(1, remedies + 1):
            _remedy(story, codes, remedy)
        if remedies and story.odds(60):
            story.take("RecordCompliance", outcome=f"COMPLIANCE_OUTCOME_{story.one_of(OUTCOMES)}",
                       recorded_date=story.later(1, 60))
        _duties(story)
    if story.odds(30):
        story.take("RecordPublication", published_date=story.later(20, 60))


def _enquiry(story: Story, number: int) -> None:
    on = story.later(1, 20)
    letter = {"letter_due_date": day(story.on + timedelta(days=21))} if story.odds(20) else {}
    story.take("RecordEnquiry", received_date=on, kind=f"ENQUIRY_KIND_{story.one_of(('ASSESSMENT', 'INVESTIGATION'))}",
               **letter)
    if story.odds(25):
        story.take("ExtendEnquiry", enquiry=number, agreed_date=story.now(),
                   due_date=day(story.on + timedelta(days=story.chance.randint(30, 45))))
    if story.odds(88):
        story.take("AnswerEnquiry", enquiry=number, answered_date=story.later(0, 50))


def _decide(story: Story, codes: Codes) -> bool:
    decision = story.one_of(DECISIONS)
    decided: dict[str, Any] = {"decision": f"DECISION_{decision}", "decided_date": story.later(5, 90)}
    if story.odds(70):
        decided["ground"] = story.one_of(codes.of["decision-grounds"])
    if decision == "UPHELD":
        decided["satisfactory_remedy_before_referral"] = story.odds(25)
    if decision in ("UPHELD", "NOT_UPHELD"):
        decided["public_report"] = story.odds(15)
    if decision == "NOT_FOR_US":
        decided["taxonomy_version"] = "TAXONOMY_VERSION_NEWER"
    story.take("RecordDecision", decision=decided)
    return decision == "UPHELD"


def _remedy(story: Story, codes: Codes, number: int) -> None:
    remedy: dict[str, Any] = {
        "kind": story.one_of(codes.of["remedy-kinds"]),
        "due_date": day(story.on + timedelta(days=story.chance.randint(7, 60)))}
    pays = story.odds(45)
    if pays:
        pence = story.chance.randint(0, 150_000)
        remedy["amount"] = {"currency_code": "GBP", "units": pence // 100, "nanos": pence % 100 * 10_000_000}
        if story.odds(80):
            remedy["basis"] = f"PAYMENT_BASIS_{story.one_of(BASES)}"
        if story.odds(70):
            remedy["budget"] = story.one_of(codes.of["services"])
    if story.odds(40):
        remedy["recommendation"] = f"RECOMMENDATION_KIND_{story.one_of(('PERSONAL', 'SERVICE_IMPROVEMENT'))}"
    story.take("AgreeRemedy", remedy=remedy)
    if story.odds(20):
        story.take("ExtendRemedy", remedy=number, agreed_date=story.now(),
                   reason=story.one_of(codes.of["extension-reasons"]),
                   due_date=day(story.on + timedelta(days=story.chance.randint(65, 90))))
    if story.odds(6):
        story.take("RefuseRemedy", remedy=number, refused_date=story.later(1, 20))
    elif story.odds(80):
        paid = {"paid_date": story.later(0, 30)} if pays and story.odds(80) else {}
        story.take("CompleteRemedy", remedy=number, completed_date=story.later(0, 60), **paid)


def _duties(story: Story) -> None:
    """The monitoring officer's judgement; what follows from it where a report is due."""
    if not story.odds(60):
        return
    triggered = story.odds(60)
    duty: dict[str, Any] = {"assessed_date": story.later(1, 20), "triggered": triggered}
    if triggered:
        section_5 = story.odds(50)
        duty |= {
            "reason": f"MONITORING_OFFICER_REASON_{story.one_of(REASONS)}",
            "route": f"MONITORING_OFFICER_ROUTE_SECTION_{'5' if section_5 else '5A'}",
            "body": f"MONITORING_OFFICER_BODY_{'COUNCIL' if section_5 else 'EXECUTIVE'}"}
    else:
        duty["reason"] = "MONITORING_OFFICER_REASON_REMEDIED"
    story.take("RecordMonitoringOfficerDuty", duty=duty)
    if triggered and story.odds(80):
        story.take("RecordMonitoringOfficerStep", duty=1, step="MONITORING_OFFICER_STEP_REPORTED", date=story.later(1, 20))
        if story.odds(80):
            story.take("RecordMonitoringOfficerStep", duty=1, step="MONITORING_OFFICER_STEP_CONSIDERED",
                       date=story.later(1, 35))
