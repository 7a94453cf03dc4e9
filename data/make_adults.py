#!/usr/bin/env python3
"""Makes the adults' records of the demo, the same each time: `data/make_adults.py` from the root of the project.

Every record is invented; only the totals are real. They are those that Coventry City Council published about adult
social care for 2023/24 and 2022/23. Where two published figures contradict each other the records follow the one that
the others agree with, and `published-2023-24.csv` and `published-2022-23.csv` say so.
"""

import json
import random
from datetime import date, timedelta

HOLIDAYS = {
    date.fromisoformat(day)
    for day in """2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29 2022-09-19 2022-12-26 2022-12-27
    2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28 2023-12-25 2023-12-26 2024-01-01
    2024-03-29 2024-04-01 2024-05-06 2024-05-27""".split()
}

TEAMS = [
    "All Age Disability",
    "Commissioning",
    "Older people assessment",
    "Adult safeguarding",
    "Enablement",
    "Mental Health",
    "Community Discharge",
    "Adult social care finance",
    "Hospital",
    "Telecare",
    "Internal providers",
    "Promoting Independence",
]

YEARS = {
    2023: {
        "months": [5, 4, 1, 9, 5, 5, 4, 5, 2, 8, 6, 5],
        "compliments": [16, 10, 14, 2, 15, 8, 22, 22, 17, 11, 20, 16],
        "outcomes": {"upheld": 6, "partly_upheld": 23, "not_upheld": 12, "withdrawn": 18},
        "methods": {"email": 41, "contact_centre_form": 18},
        "teams": [13, 3, 14, 1, 4, 7, 1, 1, 3, 3, 2, 7],
        "within_20": 27,
        "sex": {"male": 28, "female": 20, "not_applicable": 11},
        "age_band": {
            "16-24": 2, "25-34": 4, "35-49": 5, "50-64": 17, "65_and_over": 18, "under_16": 1, "not_applicable": 12,
        },
        "ethnicity": {
            "White British": 33, "Indian": 4, "Any other Asian background": 2, "Caribbean": 2,
            "Any other ethnic group": 2, "White and Black Caribbean": 1, "White and Asian": 1,
            "Any other Black background": 1, "not_applicable": 13,
        },
        "disabled": {True: 16, False: 28, "not_applicable": 12, None: 3},
        "points": {
            "Standard of service": 87, "Communication": 43, "Protection": 2, "Environment": 1, "Financial": 8,
        },
        "informal": 8,
        "corporate": 6,
    },
    2022: {
        "months": [6, 5, 6, 5, 6, 5, 6, 5, 5, 6, 5, 6],
        "compliments": [22, 21, 21, 21, 21, 21, 21, 21, 21, 21, 21, 21],
        "outcomes": {"upheld": 10, "partly_upheld": 20, "not_upheld": 15, "withdrawn": 19, "open": 2},
        "methods": {"email": 42, "contact_centre_form": 22, "letter": 2},
        "teams": [14, 8, 20, 3, 5, 3, 2, 3, 2, 1, 0, 5],
        "within_20": 43,
        "sex": {None: 66},
        "age_band": {None: 66},
        "ethnicity": {None: 66},
        "disabled": {None: 66},
        "points": {
            "Standard of service": 60, "Communication": 48, "Protection": 2, "Environment": 1, "Financial": 4,
        },
        "informal": 14,
        "corporate": 0,
    },
}


def is_working_day(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def after(day, working_days):
    """The working day that is so many working days after a day."""
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def days_of(year, month):
    """The working days of a month; 0 is April."""
    day = date(year + (month >= 9), (month + 3) % 12 + 1, 1)
    month_of = day.month
    days = []
    while day.month == month_of:
        if is_working_day(day):
            days.append(day)
        day += timedelta(days=1)
    return days


def spread(counts, chance):
    """Every value as often as it is counted, in an order by chance."""
    values = [value for value, count in counts.items() for _ in range(count)]
    chance.shuffle(values)
    return values


def received(year, months, chance):
    """A day for each of so many in each month, in order."""
    return sorted(chance.choice(days_of(year, month)) for month, count in enumerate(months) for _ in range(count))


def points_of(counts, complaints, chance):
    """At least one point for each complaint, and all together as many as are counted."""
    points = spread(counts, chance)
    each = [[point] for point in points[:complaints]]
    for point in points[complaints:]:
        chance.choice(each).append(point)
    return each


def complaint(reference, procedure, team, method, on, points, equality):
    return {
        "reference": reference,
        "kind": "complaint",
        "procedure": procedure,
        "service": "adult-social-care",
        "team": team,
        "method": method,
        "received_on": on.isoformat(),
        "made_by": "adult",
        "advocate": False,
        "concerns": [{"category": point} for point in points],
        "stages": [],
        "closed_on": None,
        "outcome": "open",
        "equality": equality,
    }


def end(record, on, outcome):
    """Ends the one stage of a complaint."""
    stage = {"stage": 1, "started_on": record["received_on"]}
    record["stages"] = [stage]
    record["outcome"] = outcome
    if on is not None:
        stage["concluded_on"] = on.isoformat()
        record["closed_on"] = on.isoformat()
        if outcome != "withdrawn":
            stage["outcome"] = outcome


def statutory(year, facts, chance):
    total = sum(facts["months"])
    teams = spread(dict(zip(TEAMS, facts["teams"])), chance)
    methods = spread(facts["methods"], chance)
    still_open = facts["outcomes"].get("open", 0)
    closed = {outcome: count for outcome, count in facts["outcomes"].items() if outcome != "open"}
    # What is open was received last.
    outcomes = spread(closed, chance) + ["open"] * still_open
    answers = {question: spread(facts[question], chance) for question in ("sex", "age_band", "ethnicity", "disabled")}
    points = points_of(facts["points"], total, chance)
    days = received(year, facts["months"], chance)
    ended = [place for place in range(total) if outcomes[place] != "open"]
    within = set(chance.sample(ended, facts["within_20"]))
    for place in range(total):
        equality = {question: values[place] for question, values in answers.items()}
        reference = f"ASC/{year}/{place + 1:04}"
        record = complaint(
            reference, "adult_statutory", teams[place], methods[place], days[place], points[place], equality
        )
        taken = chance.randint(4, 20) if place in within else chance.randint(21, 60)
        open_still = outcomes[place] == "open"
        end(record, None if open_still else after(days[place], taken), outcomes[place])
        yield record


def others(year, facts, chance):
    blank = {"ethnicity": None, "sex": None, "age_band": None, "disabled": None}
    for place in range(facts["informal"] + facts["corporate"]):
        informal = place < facts["informal"]
        on = chance.choice(days_of(year, chance.randrange(12)))
        record = complaint(
            f"ASC/{year}/{900 + place:04}",
            "informal" if informal else "corporate",
            chance.choice(TEAMS),
            "email",
            on,
            ["Communication"],
            blank,
        )
        if informal:
            record["outcome"] = "resolved_informally"
            record["closed_on"] = after(on, chance.randint(1, 8)).isoformat()
        else:
            end(record, after(on, chance.randint(4, 10)), chance.choice(["upheld", "partly_upheld", "not_upheld"]))
        yield record


def compliments(year, facts, chance):
    for place, on in enumerate(received(year, facts["compliments"], chance)):
        yield {
            "reference": f"ACM/{year}/{place + 1:04}",
            "kind": "compliment",
            "service": "adult-social-care",
            "team": chance.choice(TEAMS),
            "method": "email",
            "received_on": on.isoformat(),
            "made_by": chance.choice(["professional", "other"]),
            "themes": ["Standard of service"],
        }


def main():
    for year, facts in YEARS.items():
        chance = random.Random(year)
        records = [*statutory(year, facts, chance), *others(year, facts, chance), *compliments(year, facts, chance)]
        records.sort(key=lambda record: (record["received_on"], record["reference"]))
        with open(f"data/adults-{year}-{(year + 1) % 100:02}.jsonl", "w", encoding="utf-8") as file:
            for record in records:
                print(json.dumps(record, ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
