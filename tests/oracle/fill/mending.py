"""What is put right or added afterwards: corrections, further points, extensions and pauses taken back, delays, payments."""

from datetime import timedelta
from typing import Any

from fill.chance import Story, day
from fill.matters import concern, equality
from fill.reference import Codes


def tell(story: Story, codes: Codes, said: dict[str, Any]) -> None:
    """Some of it, of some records; the register refuses what does not fit, and nothing is lost by that."""
    took = [method for method, _ in story.steps]
    why = story.one_of(codes.of["correction-reasons"])
    if "ExtendClock" in took and story.odds(20):
        story.take("RevokeExtension", extension=1, revoked_date=story.now(), reason=why)
    if "PauseClock" in took and story.odds(20):
        story.take("RevokePause", pause=1, revoked_date=story.now(), reason=why)
    if "RecordCost" in took and story.odds(30):
        story.take("PayCost", cost=1, paid_date=story.now())
    if took and story.odds(6):
        story.take("RecordDelay", delay={"clock": "CLOCK_NAME_RESPONSE", "stage": 1, "recorded_date": story.now(),
                                         "reason": story.one_of(codes.of["delay-reasons"])})
    if said["kind"] == "KIND_COMPLAINT" and story.odds(4):
        story.take("AddConcerns", made_date=story.now(), concerns=[concern(story, codes)])
    if story.odds(8):
        story.take("CorrectRepresentation", corrected_date=story.now(), note="As the letter shows.", reason=why,
                   amendments=[_amendment(story, codes, said, took)])


def _amendment(story: Story, codes: Codes, said: dict[str, Any], took: list[str]) -> dict[str, Any]:
    received = said["received_date"]
    earlier = story.on.replace(**received) - timedelta(days=story.chance.randint(1, 5))
    possible: list[dict[str, Any]] = [
        {"received_date": day(earlier)}, {"service": story.one_of(codes.of["services"])},
        {"team": story.one_of(["", *codes.of["teams"]])}, {"provider": story.one_of(["", *codes.of["providers"]])},
        {"route": ""}, {"complainant_equality": equality(story, codes)},
    ]
    if "advocacy" in said:
        possible.append({"advocate_supported": story.odds(50)})
    if said["kind"] == "KIND_COMPLAINT":
        possible.append({"concern": {"number": 1, **concern(story, codes)}})
    if "ConcludeStage" in took:
        finding = f"FINDING_{story.one_of(('UPHELD', 'NOT_UPHELD', 'PARTLY_UPHELD'))}"
        possible += [{"concluded": {"stage": 1, "date": day(story.on - timedelta(days=story.chance.randint(1, 9)))}},
                     {"finding": {"stage": 1, "concern": 1, "finding": finding}}]
    if "AcknowledgeRepresentation" in took:
        possible.append({"acknowledged": {"stage": 1, "date": day(story.on - timedelta(days=story.chance.randint(0, 9)))}})
    if "CloseRepresentation" in took:
        possible.append({"closed_date": story.now()})
    return story.one_of(possible)
