"""Learning actions: proposed, decided, put off, done, evidenced, checked and shared, or cancelled."""

from datetime import date, timedelta
from typing import Any

from fill.chance import Ended, Story, day
from fill.reference import Codes


def registered(story: Story, codes: Codes, records: dict[str, list[str]], begun: dict[str, date]) -> dict[str, Any]:
    """An action as it is recorded, from one of the records and some time after that began."""
    kind = story.one_of(("CONCERN", "CONCERN", "INVESTIGATOR_RECOMMENDATION", "STAGE", "PANEL_RECOMMENDATION",
                         "OMBUDSMAN_RECOMMENDATION", "COMPLIMENT", "COMMENT", "AUDIT"))
    source: dict[str, Any] = {"kind": f"ACTION_SOURCE_KIND_{kind}"}
    if kind == "OMBUDSMAN_RECOMMENDATION":
        source["ombudsman_case"] = story.one_of(records["CASE"])
    elif kind in ("COMPLIMENT", "COMMENT"):
        source["representation"] = story.one_of(records[kind])
    elif kind != "AUDIT":
        source["representation"] = story.one_of(records["COMPLAINT"])
        source["concern" if kind == "CONCERN" else "stage"] = 1
    origin = source.get("representation") or source.get("ombudsman_case")
    if origin:
        story.on = min(story.today, begun[origin] + timedelta(days=story.chance.randint(0, 160)))
    action: dict[str, Any] = {
        "source": source, "raised_date": story.now(),
        "types": story.chance.sample(codes.of["action-types"], story.one_of((1, 1, 2, 3))),
        "due_date": day(story.on + timedelta(days=story.chance.randint(5, 120))),
    }
    if story.odds(70):
        action["team"] = story.one_of(codes.of["teams"])
    if story.odds(70):
        action["service"] = story.one_of(codes.of["services"])
    return action


def tell(story: Story, codes: Codes) -> None:
    """Whatever becomes of an action, until it ends or today comes."""
    try:
        _tell(story, codes)
    except Ended:
        pass


def _share(story: Story, codes: Codes) -> None:
    place = story.one_of(codes.of["sharing-places"])
    story.take("ShareAction", sharing={"place": place, "shared_date": story.later(0, 9)})


def _tell(story: Story, codes: Codes) -> None:
    if story.odds(15):
        _share(story, codes)
    if story.odds(10):
        raise Ended
    acceptance = story.one_of(("ACCEPTED",) * 5 + ("PARTLY_ACCEPTED", "REJECTED"))
    story.take("DecideAction", decision={"acceptance": f"ACTION_ACCEPTANCE_{acceptance}", "decided_date": story.later(0, 20),
                                         "text": "As discussed."})
    if acceptance == "REJECTED":
        raise Ended
    if story.odds(20):
        story.take("UpdateAction", due_date=day(story.on + timedelta(days=story.chance.randint(60, 160))),
                   due_date_reason=story.one_of(codes.of["extension-reasons"]))
    if story.odds(7):
        story.take("CancelAction", cancellation={"cancelled_date": story.later(1, 40), "reason": "Overtaken."})
        raise Ended
    story.take("CompleteAction", done_date=story.later(1, 150))
    if story.odds(55):
        story.take("RecordEvidence", evidence={"evidenced_date": story.later(0, 30), "text": "Minutes of the meeting."})
    if story.odds(50):
        check: dict[str, Any] = {"checked_date": story.later(5, 60)}
        outcome = story.one_of(("CHANGE_SEEN", "NO_CHANGE_SEEN", "TOO_EARLY"))
        check |= {"outcome": f"IMPACT_OUTCOME_{outcome}", "next_check_date": day(story.on + timedelta(days=90))}
        story.take("AssessImpact", impact_check=check)
    if story.odds(30):
        _share(story, codes)
