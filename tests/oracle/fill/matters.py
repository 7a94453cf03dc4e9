"""What a representation is registered with, whatever becomes of it."""

from datetime import timedelta
from typing import Any

from fill.chance import Story, day
from fill.reference import Codes

QUESTIONS = {
    "age_band": "age-bands", "disability": "disability", "ethnicity": "ethnicity", "sex": "sex",
    "gender_reassignment": "gender-reassignment", "marriage": "marriage", "pregnancy": "pregnancy",
    "religion": "religion", "sexual_orientation": "sexual-orientation",
}
PROCEDURES = ("CHILDREN_STATUTORY", "CHILDREN_STATUTORY", "ADULT_STATUTORY", "CORPORATE_CODE", "CORPORATE_LOCAL",
              "INFORMAL")


def matter(story: Story, codes: Codes, kind: str, number: int) -> dict[str, Any]:
    """A representation of a kind, as it is registered."""
    def any_code(listed: str) -> Any:
        return story.one_of(codes.of[listed])

    said: dict[str, Any] = {
        "external_reference": f"R-{number}", "kind": f"KIND_{kind}", "received_date": story.now(),
        "service": any_code("services"), "method": any_code("methods"),
        "made_by": any_code("compliment-sources" if kind == "COMPLIMENT" else "made-by"),
        "complainant_equality": equality(story, codes), "service_user_equality": equality(story, codes),
    }
    if story.odds(70):
        said["team"] = any_code("teams")
    if story.odds(20):
        said["provider"] = any_code("providers")
    if story.odds(40):
        said["route"] = any_code("routes")
    if story.odds(50):
        said["advocacy"] = {"supported": story.odds(40)}
    if kind == "COMPLAINT":
        said["procedure"] = f"PROCEDURE_{story.one_of(PROCEDURES)}"
        said["concerns"] = [concern(story, codes) for _ in range(story.one_of((1, 1, 2, 2, 3, 5)))]
        if story.odds(30):
            said["grounds_arose_date"] = day(story.on - timedelta(days=story.chance.randint(0, 330)))
    elif kind == "COMPLIMENT":
        themes = story.chance.sample(codes.of["compliment-themes"], story.chance.randint(0, 3))
        said["themes"] = themes
    else:
        said["concerns"] = [concern(story, codes) for _ in range(story.chance.randrange(3))]
        said["reply_wanted"] = story.odds(40)
    return said


def concern(story: Story, codes: Codes) -> dict[str, str]:
    """A point complained of; some with a sub-category of its category."""
    category = story.one_of(codes.of["concern-categories"])
    under = [code for code, parent in codes.subcategories.items() if parent == category]
    if under and story.odds(60):
        return {"category": category, "subcategory": story.one_of(under)}
    return {"category": category}


def equality(story: Story, codes: Codes) -> dict[str, str]:
    """Answers to some of the questions; none at all of many people."""
    if story.odds(35):
        return {}
    answers = {question: story.one_of(codes.of[listed]) for question, listed in QUESTIONS.items() if story.odds(60)}
    if story.odds(70):
        answers["source"] = story.one_of(("asked", "case_record"))
    return answers
