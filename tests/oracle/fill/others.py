"""What happens to what is no complaint: comments, compliments, and requests that become complaints."""

from typing import Any

from fill.chance import Ended, Story
from fill.complaints import Complaint
from fill.matters import PROCEDURES, concern
from fill.reference import Codes


def tell(story: Story, codes: Codes, kind: str, said: dict[str, Any]) -> None:
    """Acknowledged, passed on, closed, or become a complaint."""
    try:
        if story.odds(50):
            story.take("AcknowledgeRepresentation", acknowledged_date=story.later(0, 8))
        if kind in ("COMPLIMENT", "COMMENT") and story.odds(30):
            story.take("ForwardRepresentation", forwarding={
                "forwarded_date": story.later(0, 9), "teams": [story.one_of(codes.of["teams"])]})
        if kind not in ("COMPLIMENT", "COMMENT") and story.odds(50):
            procedure = story.one_of(PROCEDURES)
            points = [concern(story, codes)]
            story.take("ConvertRepresentation", concerns=points, conversion={
                "to": f"PROCEDURE_{procedure}", "converted_date": story.later(1, 25), "told_date": story.now(),
                "reason": story.one_of(codes.of["conversion-reasons"])})
            became = {"procedure": f"PROCEDURE_{procedure}", "concerns": said.get("concerns", []) + points}
            Complaint(story, codes, became).tell()
        elif kind != "COMPLIMENT" and story.odds(20):
            story.take("CloseRepresentation", closed_date=story.later(1, 30), closure="CLOSURE_RESOLVED")
    except Ended:
        pass
