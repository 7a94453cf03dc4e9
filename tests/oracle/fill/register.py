"""A whole register from a seed: stories are made up, imported as far as a history can be, and gone on with by calls."""

import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import grpc

from fill import actions, cases, mending, others
from fill.chance import Step, Story, day
from fill.complaints import Complaint
from fill.matters import matter
from fill.reference import Codes, save
from service import Caller

CALLERS = 12
DAYS = 800
KINDS = ("COMPLAINT",) * 14 + ("COMPLIMENT",) * 3 + ("COMMENT",) * 2 + (
    "SERVICE_REQUEST", "INELIGIBLE_REPRESENTATION", "CUSTOMER_CARE_ISSUE")
HISTORICAL = {
    "AcknowledgeRepresentation": "acknowledge", "ExtendClock": "extend_clock", "RecordFindings": "record_findings",
    "ConcludeStage": "conclude_stage", "EscalateRepresentation": "escalate", "WithdrawRepresentation": "withdraw",
    "CloseRepresentation": "close", "RefuseRepresentation": "refuse", "RecordMilestone": "milestone",
    "AgreePlan": "agree_plan", "RecordCost": "record_cost",
}
"""The steps that an imported history may have, as it calls them."""
Told = tuple[dict[str, Any], date, list[Step]]
"""What a record is registered with, when it begins, and what happens to it."""


@dataclass
class Filled:
    """What was written, and what the register refused: chance does not know every rule."""

    records: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[str, date] = field(default_factory=dict)
    steps: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    why: dict[str, str] = field(default_factory=dict)


def historical(steps: list[Step]) -> int:
    """How many of the steps an import takes. A withdrawal that is taken back later must be a change of its own, because
    the list of changes is where an export has it from."""
    for place, (method, _) in enumerate(steps):
        if method not in HISTORICAL or (method == "WithdrawRepresentation" and place + 1 < len(steps)):
            return place
    return len(steps)


class Register:
    """One authority's register, being filled."""

    def __init__(self, admin: Caller, officer: Caller, parent: str, seed: int, today: date) -> None:
        self.officer, self.parent, self.today = officer, parent, today
        self.chance = random.Random(seed)
        self.codes: Codes = save(admin, parent, self.chance, today)
        self.filled = Filled()

    def fill(self, count: int) -> Filled:
        """Writes so many representations, with cases of the Ombudsman and actions in proportion."""
        self._import(count)
        self._links(count)
        self._each(self._register, [("RegisterCase", "CASE", *self._case(number)) for number in range(count // 8)])
        self._each(self._register, [("RecordAction", "ACTION", *self._action()) for _ in range(count // 6)])
        return self.filled

    def _story(self) -> Story:
        begins = self.today - timedelta(days=self.chance.randint(0, DAYS))
        return Story(random.Random(self.chance.getrandbits(64)), begins, self.today)

    def _import(self, count: int) -> None:
        rows: list[dict[str, Any]] = []
        rest: dict[int, tuple[str, date, list[Step]]] = {}
        for number in range(count):
            story = self._story()
            kind, begins = story.one_of(KINDS), story.on
            said = matter(story, self.codes, kind, number)
            if kind == "COMPLAINT":
                Complaint(story, self.codes, said).tell()
            else:
                others.tell(story, self.codes, kind, said)
            mending.tell(story, self.codes, said)
            known = historical(story.steps)
            # Of some the whole is written step by step, so that what was imported is compared with what was not.
            if story.odds(15):
                known = 0
            rest[number] = (kind, begins, story.steps[known:])
            rows.append({"parent": self.parent, "representation": said, "request_id": f"row-{number}", "row": number,
                         "steps": [{HISTORICAL[method]: fields} for method, fields in story.steps[:known]]})
        going_on = []
        for answer in self.officer.stream("ImportRepresentations", rows):
            kind, begins, steps = rest[answer.row]
            self.filled.steps += 1
            if answer.name:
                self.filled.records[kind].append(answer.name)
                self.filled.begun[answer.name] = begins
                going_on.append((answer.name, steps))
            else:
                self._refused("ImportRepresentations", "; ".join(f"{it.field}: {it.description}" for it in answer.problems))
        self._each(self._go_on, going_on)

    def _links(self, count: int) -> None:
        """Of some complaints a point becomes one of its own; some are joined to another."""
        complaints = self.filled.records["COMPLAINT"]
        for number in range(count // 40):
            story, one = self._story(), self.chance.choice(complaints)
            said = matter(story, self.codes, "COMPLAINT", count + number)
            said |= {"received_date": day(self.today), "concerns": said["concerns"][:1]}
            said["split"] = {"from": one, "concerns": [1]}
            said.pop("grounds_arose_date", None)
            self._register("RegisterRepresentation", "COMPLAINT", {"representation": said}, self.today, [])
        for _ in range(count // 60):
            one, other = self.chance.sample(complaints, 2)
            self._step(one, ("JoinRepresentation", {"into": other, "joined_date": day(self.today)}))

    def _case(self, number: int) -> Told:
        story = self._story()
        begins = story.on
        said = cases.registered(story, self.codes, number, self.filled.records["COMPLAINT"])
        cases.tell(story, self.codes)
        return {"ombudsman_case": said}, begins, story.steps

    def _action(self) -> Told:
        story = self._story()
        said = actions.registered(story, self.codes, self.filled.records, self.filled.begun)
        begins = story.on
        actions.tell(story, self.codes)
        return {"action": said}, begins, story.steps

    def _register(self, method: str, kind: str, said: dict[str, Any], begins: date, steps: list[Step]) -> None:
        name = self._step(None, (method, {"parent": self.parent, **said}))
        if name:
            self.filled.records[kind].append(name)
            self.filled.begun[name] = begins
            self._go_on(name, steps)

    def _go_on(self, name: str, steps: list[Step]) -> None:
        """Takes the steps of one record, one after another; one that is refused does not stop the others."""
        for step in steps:
            self._step(name, step)

    def _step(self, name: str | None, step: Step) -> str | None:
        method, fields = step
        of = {} if name is None else {"name": name}
        try:
            answer = self.officer.write(method, **of, **fields)
        except grpc.RpcError as error:
            if error.code().name not in ("INVALID_ARGUMENT", "FAILED_PRECONDITION", "ALREADY_EXISTS"):
                raise
            self._refused(method, error.details())
            return None
        self.filled.steps += 1
        return str(answer.name)

    def _refused(self, method: str, why: str) -> None:
        self.filled.refused[method] += 1
        self.filled.why.setdefault(method, why)

    @staticmethod
    def _each(work: Any, items: list[Any]) -> None:
        with ThreadPoolExecutor(CALLERS) as pool:
            for done in [pool.submit(work, *item) for item in items]:
                done.result()
