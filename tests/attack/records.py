"""Sparse and realistic records of a council from a seed: few of most things, and of some things one."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import grpc
from deployment import YEAR, Council
from fill import cases
from fill.chance import Ended, Story, day

Row = dict[str, Any]
AREAS = {"childrens": ("fostering", "assessment", "send"), "adults": ("home-care", "residential"),
         "": ("highways", "revenues")}
PROCEDURES = {"childrens": ("CHILDREN_STATUTORY",) * 7 + ("CORPORATE_LOCAL", "INFORMAL", "CORPORATE_CODE"),
              "adults": ("ADULT_STATUTORY",) * 8 + ("CORPORATE_CODE", "INFORMAL"),
              "": ("CORPORATE_CODE",) * 7 + ("INFORMAL", "CORPORATE_LOCAL")}
STAGES = {"CHILDREN_STATUTORY": 3, "ADULT_STATUTORY": 1, "CORPORATE_CODE": 2, "CORPORATE_LOCAL": 2, "INFORMAL": 0}
LONGEST = {1: 30, 2: 80, 3: 70}
FINDINGS = ("UPHELD", "PARTLY_UPHELD", "NOT_UPHELD", "INCONCLUSIVE")
KINDS = (("COMPLAINT", 82), ("COMPLIMENT", 10), ("COMMENT", 4), ("SERVICE_REQUEST", 4))


@dataclass
class Register:
    """What a council's register was filled with, so that something can be changed in it."""

    council: Council
    chance: random.Random
    today: date
    rows: int = 0
    names: list[str] = field(default_factory=list)
    told: dict[str, Row] = field(default_factory=dict)
    skew: dict[str, list[float]] = field(default_factory=dict)

    def fill(self, count: int) -> None:
        """Imports so many representations of a year and what lies around it, and registers cases of the Ombudsman."""
        self.bring([self.row() for _ in range(count)])
        for number in range(count // 8):
            self._case(number)

    def bring(self, rows: list[Row]) -> list[str]:
        """Imports rows; the names of those that were taken."""
        by_number = {row["row"]: row for row in rows}
        taken = []
        for answer in self.council.officer.stream("ImportRepresentations", rows):
            if answer.name:
                taken.append(answer.name)
                self.told[answer.name] = by_number[answer.row]
        self.names += [name for name in taken if self.told[name]["representation"]["kind"] == "KIND_COMPLAINT"]
        if len(taken) * 10 < len(rows) * 9:
            raise RuntimeError(f"only {len(taken)} of {len(rows)} rows were taken")
        return taken

    def row(self, kind: str | None = None) -> Row:
        """One representation with its history."""
        self.rows += 1
        chance, of = self.chance, self.council.codes.of
        begins = date(YEAR, 4, 1) + timedelta(days=chance.randint(-20, 365))
        kind = kind or chance.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
        area = chance.choices(list(AREAS), [weight + 0.3 for weight in self._skewed("areas", 3)])[0]
        said: Row = {
            "external_reference": f"A-{self.rows}", "kind": f"KIND_{kind}", "received_date": day(begins),
            "service": chance.choice(AREAS[area]), "method": self._one("methods"),
            "made_by": self._one("compliment-sources" if kind == "COMPLIMENT" else "made-by"),
            "service_user_equality": self.equality(),
        }
        steps: list[Row] = []
        if kind == "COMPLAINT":
            procedure = chance.choice(PROCEDURES[area])
            said |= {"procedure": f"PROCEDURE_{procedure}", "concerns": [{"category": chance.choice(of["concern-categories"])}]}
            steps = self._history(procedure, begins)
        return {"parent": self.council.parent, "representation": said, "steps": steps, "row": self.rows,
                "request_id": f"{self.council.id}-row-{self.rows}"}

    def equality(self) -> Row:
        """Who it is about, as far as anybody asked."""
        answers: Row = {}
        for question, listed in (("ethnicity", "ethnicity"), ("age_band", "age-bands"), ("sex", "sex")):
            if self.chance.randrange(100) < 70:
                answers[question] = self._one(listed)
        return answers

    def _one(self, listed: str) -> str:
        codes = self.council.codes.of[listed]
        return self.chance.choices(codes, self._skewed(listed, len(codes)))[0]

    def _skewed(self, what: str, count: int) -> list[float]:
        """Weights of a council's own, of which some are next to nothing."""
        if what not in self.skew:
            self.skew[what] = [self.chance.random() ** 3 + 0.005 for _ in range(count)]
        return self.skew[what]

    def _history(self, procedure: str, begins: date) -> list[Row]:
        """Stages answered in time or late, asked for again or not, or nothing yet."""
        chance, on, steps = self.chance, begins, []
        for stage in range(1, STAGES[procedure] + 1):
            if chance.randrange(100) < 10:
                return steps
            on += timedelta(days=chance.randint(3, LONGEST[stage]))
            finding = chance.choices(FINDINGS, self._skewed("findings", len(FINDINGS)))[0]
            steps += self.answer(stage, finding, on)
            if stage == STAGES[procedure] or chance.randrange(100) >= 15:
                break
            on += timedelta(days=chance.randint(1, 18))
            steps.append({"escalate": {"requested_date": day(on)}})
        return steps

    @staticmethod
    def answer(stage: int, finding: str, on: date) -> list[Row]:
        """The steps that answer a stage."""
        found = {"stage": stage, "findings": [{"concern": 1, "finding": f"FINDING_{finding}"}]}
        return [{"record_findings": found}, {"conclude_stage": {"stage": stage, "concluded_date": day(on)}}]

    def _case(self, number: int) -> None:
        """A case of the Ombudsman, told by its calls."""
        begins = date(YEAR, 4, 1) + timedelta(days=self.chance.randint(-90, 365))
        story = Story(random.Random(self.chance.getrandbits(64)), begins, self.today)
        said = cases.registered(story, self.council.codes, number, self.names)
        said["category"] = self._one("ombudsman-categories")
        said.pop("representation", None)
        try:
            cases.tell(story, self.council.codes)
        except Ended:
            pass
        name = self.council.officer.write("RegisterCase", parent=self.council.parent, ombudsman_case=said).name
        for method, fields in story.steps:
            try:
                self.council.officer.write(method, name=name, **fields)
            except grpc.RpcError as error:
                if error.code().name not in ("INVALID_ARGUMENT", "FAILED_PRECONDITION"):
                    raise
