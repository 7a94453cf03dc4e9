"""The lists, holidays and given figures of the register, and the codes that records may be given."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from fill.chance import day
from service import Caller

FRIDAY = 4
SERVICES = {
    "fostering": "childrens", "assessment": "childrens", "send": "childrens", "home-care": "adults",
    "residential": "adults", "highways": None, "revenues": None,
}
TEAMS = {
    "team-east": ("fostering", "Fieldwork"), "team-west": ("assessment", "Fieldwork"), "team-plans": ("send", "Plans"),
    "team-home": ("home-care", "Provision"), "team-beds": ("residential", None), "team-roads": ("highways", None),
}
PLAIN = {
    "providers": ("oak-house", "elm-care"), "advocacy-providers": ("voice", "speak-up"),
    "partner-bodies": ("hospital-trust", "police"), "bodies": ("eastwick", "southwick", "westwick"),
    "compliment-themes": ("kindness", "speed", "advice", "skill"),
    "concern-categories": ("delay", "staff", "decision", "quality", "cost"),
    "officers": tuple(f"post-{number}" for number in range(1, 9)),
}
SUBCATEGORIES = {"rude": "staff", "absent": "staff", "late-plan": "delay", "late-payment": "delay"}
LISTS = (
    "services", "teams", "methods", "made-by", "compliment-sources", "compliment-themes", "concern-categories",
    "concern-subcategories", "extension-reasons", "withdrawal-reasons", "late-acceptance-reasons",
    "ombudsman-categories", "decision-grounds", "remedy-kinds", "officers", "providers", "routes", "refusal-reasons",
    "signposts", "proceedings", "conversion-reasons", "pause-reasons", "delay-reasons", "correction-reasons",
    "advocacy-providers", "partner-bodies", "cost-kinds", "payment-bases", "action-types", "sharing-places",
    "figure-kinds", "figure-sets", "bodies", "age-bands", "disability", "ethnicity", "sex", "gender-reassignment",
    "marriage", "pregnancy", "religion", "sexual-orientation",
)


@dataclass(frozen=True)
class Codes:
    """The codes of each list, and the codes that others belong under."""

    of: dict[str, list[str]]
    subcategories: dict[str, str]


def save(admin: Caller, parent: str, chance: random.Random, today: date) -> Codes:
    """Saves what an authority must bring of its own, then reads every list as it stands."""
    def code(listed: str, code_id: str, **fields: str) -> None:
        fields = {"display_name": code_id.replace("-", " ").capitalize(), **fields}
        admin.write("SaveCode", parent=f"{parent}/lists/{listed}", code_id=code_id, code=fields)

    for service, group in SERVICES.items():
        code("services", service, **({"group": group} if group else {}))
    for team, (service, group) in TEAMS.items():
        code("teams", team, parent_code=service, **({"group": group} if group else {}))
    for listed, codes in PLAIN.items():
        for code_id in codes:
            code(listed, code_id)
    for code_id, category in SUBCATEGORIES.items():
        code("concern-subcategories", code_id, parent_code=category)
    # Days of the council's own beside the published ones; known before anything happens.
    for before in range(3):
        on = date(today.year - before, chance.choice((2, 3, 6, 7, 9, 10, 11)), 15)
        on += timedelta(days=max(0, 7 - on.weekday()) if on.weekday() > FRIDAY else 0)
        admin.write("AddHoliday", parent=parent, holiday={"date": day(on), "display_name": "A day of our own"})
    figures(admin, parent, chance, today)
    return Codes(
        {listed: [row.name.rsplit("/", 1)[1] for row in admin.pages("ListCodes", "codes",
                                                                    parent=f"{parent}/lists/{listed}")]
         for listed in LISTS},
        SUBCATEGORIES,
    )


def figures(admin: Caller, parent: str, chance: random.Random, today: date) -> None:
    """Residents of the authority, and what other bodies published, with gaps."""
    kinds = ("residents", "contacts", "ombudsman_upheld", "ombudsman_not_upheld", "ombudsman_satisfactory_remedies",
             "compliance_recorded", "compliance_satisfied")
    for year in range(today.year - 3, today.year + 1):
        for body in (None, *PLAIN["bodies"]):
            for kind in kinds:
                if chance.randrange(100) < 20:
                    continue
                value = chance.randint(90_000, 400_000) if kind == "residents" else chance.choice((0, 3, 8, 21, 40))
                figure = {"kind": kind, "financial_year": year, "value": value,
                          "source": chance.choice(("Census 2021", "Annual letters"))}
                if body:
                    figure |= {"body": body, "set": chance.choice(("nearest_neighbours", "region"))}
                admin.write("GiveFigure", parent=parent, figure=figure)
