"""What happens to complaints: stages, extensions, pauses, deferrals, conversions, costs and endings."""

from datetime import timedelta
from typing import Any

from fill.chance import Ended, Story, day
from fill.reference import Codes

STAGES = {"CHILDREN_STATUTORY": 3, "ADULT_STATUTORY": 1, "CORPORATE_CODE": 2, "CORPORATE_LOCAL": 2, "INFORMAL": 0}
CAPS = {("CHILDREN_STATUTORY", 1): 20, ("CHILDREN_STATUTORY", 2): 65, ("ADULT_STATUTORY", 1): 60,
        ("CORPORATE_CODE", 1): 20, ("CORPORATE_CODE", 2): 40, ("CORPORATE_LOCAL", 1): 20, ("CORPORATE_LOCAL", 2): 40}
FINDINGS = ("UPHELD", "UPHELD", "PARTLY_UPHELD", "NOT_UPHELD", "NOT_UPHELD", "INCONCLUSIVE", "WITHDRAWN", "OUT_OF_SCOPE")
EARLY = ("both_agree", "robust_report", "all_significant_upheld", "action_plan", "outcomes_met")


class Complaint:
    """One complaint, told until it ends or today comes."""

    def __init__(self, story: Story, codes: Codes, said: dict[str, Any]) -> None:
        self.story, self.codes = story, codes
        self.procedure = said["procedure"].removeprefix("PROCEDURE_")
        self.points = len(said["concerns"])
        self.known_support = "advocacy" in said

    def tell(self) -> None:
        try:
            self._tell()
        except Ended:
            pass

    def _any(self, listed: str) -> Any:
        return self.story.one_of(self.codes.of[listed])

    def _tell(self) -> None:
        story = self.story
        self.before()
        if STAGES[self.procedure] == 0:
            self.informal()
        for stage in range(1, STAGES[self.procedure] + 1):
            if self.stage(stage):
                continue
            if stage < STAGES[self.procedure] and story.odds(55):
                late = {"late_acceptance_reason": self._any("late-acceptance-reasons")}
                story.take("EscalateRepresentation", requested_date=story.later(1, 45), **late)
            else:
                break
        if self.procedure == "CHILDREN_STATUTORY" and story.odds(12):
            story.take("ReferEarly", referral={"referred_date": story.later(1, 20), **dict.fromkeys(EARLY, True)})
        elif story.odds(8):
            self.withdraw()
        elif story.odds(60):
            story.take("CloseRepresentation", closed_date=story.later(1, 60),
                       closure=story.one_of(("CLOSURE_RESOLVED", "CLOSURE_RESOLVED", "CLOSURE_LAPSED")))

    def before(self) -> None:
        """What may come before anything else."""
        story = self.story
        if story.odds(8):
            story.take("AcceptRepresentation", acceptance={
                "accepted_date": story.later(0, 5), "sufficient_interest": True,
                "late_acceptance_reason": self._any("late-acceptance-reasons")})
        # Whether an advocate helped is not known to a record that shows other facts of advocacy without it.
        if self.known_support and story.odds(24):
            told = {"told_date": story.now()} if story.odds(80) else {}
            offered = {"offered_date": story.now(), "provider": self._any("advocacy-providers")} if story.odds(70) else {}
            if offered and story.odds(70):
                answer = story.one_of(("ACCEPTED", "REFUSED"))
                offered |= {"answer": f"ADVOCACY_ANSWER_{answer}", "answered_date": story.later(0, 5)}
                if answer == "ACCEPTED" and story.odds(60):
                    offered |= {"appointed_date": story.later(0, 5), "conflict": False}
            story.take("RecordAdvocacy", **told, **offered)
        if self.procedure == "ADULT_STATUTORY" and story.odds(25):
            story.take("HandleJointly", joint_handling={"since_date": story.now(), "partner": self._any("partner-bodies")})
        if story.odds(6):
            story.take("RefuseRepresentation", refusal={
                "refused_date": story.later(1, 12), "reason": self._any("refusal-reasons"),
                "signpost": self._any("signposts"), "told_date": story.now()})
            raise Ended

    def informal(self) -> None:
        story = self.story
        if story.odds(30):
            self.convert()

    def convert(self) -> None:
        story = self.story
        self.procedure = story.one_of([known for known in STAGES if known != self.procedure])
        story.take("ConvertRepresentation", conversion={
            "to": f"PROCEDURE_{self.procedure}", "converted_date": story.later(1, 15),
            "reason": self._any("conversion-reasons"), "told_date": story.now()})

    def stage(self, stage: int) -> bool:
        """One stage; whether the next one was asked for without a response."""
        story = self.story
        if story.odds(85):
            story.take("AcknowledgeRepresentation", acknowledged_date=story.later(0, 8))
        if stage == 1 and self.procedure == "ADULT_STATUTORY" and story.odds(25):
            story.take("AgreePlan", plan={"agreed_date": story.now(), "discussed": True, "told_date": story.now(),
                                          "response_working_days": story.chance.randint(10, 45)})
        if stage == 1 and story.odds(4):
            self.convert()
            if STAGES[self.procedure] == 0:
                raise Ended
        if story.odds(3):
            self.defer()
        if stage == 1 and self.procedure == "CHILDREN_STATUTORY" and story.odds(8):
            self.pause()
        self.extend(stage)
        if stage > 1 and self.procedure == "CHILDREN_STATUTORY":
            self.milestones(stage)
        if story.odds(4):
            self.withdraw()
            if story.odds(35):
                story.take("RetractWithdrawal", retracted_date=story.later(1, 10))
            else:
                raise Ended
        if stage == 1 and self.procedure == "CHILDREN_STATUTORY" and story.odds(3):
            story.take("EscalateRepresentation", requested_date=story.later(1, 9),
                       skip_basis=story.one_of(("SKIP_BASIS_AGREED", "SKIP_BASIS_AUTHORITY_THINKS_FIT")))
            return True
        if stage == 1 and self.procedure == "CHILDREN_STATUTORY" and story.odds(4):
            story.take("EscalateRepresentation", requested_date=story.later(32, 50))  # Overdue.
            return True
        if story.odds(8):
            raise Ended  # It is still open, and overdue before long.
        self.respond(stage)
        return False

    def respond(self, stage: int) -> None:
        story = self.story
        when = story.later(1, (22, 80, 75)[stage - 1])
        if story.odds(40):
            story.take("RecordMilestone", milestone="MILESTONE_INTERNAL_FORM", reached_date=when)
        story.take("RecordFindings", stage=stage, findings=[
            {"concern": number, "finding": f"FINDING_{story.one_of(FINDINGS)}"} for number in range(1, self.points + 1)])
        more: dict[str, Any] = {"delay_reason": self._any("delay-reasons")} if story.odds(35) else {}
        if story.odds(6):
            more |= {"overriding_finding": f"FINDING_{story.one_of(FINDINGS[:5])}", "override_reason": "As reviewed."}
        story.take("ConcludeStage", stage=stage, concluded_date=when, **more)
        if story.odds(20):
            for _ in range(story.chance.randint(1, 3)):
                self.cost(stage)

    def cost(self, stage: int) -> None:
        story = self.story
        pence = story.chance.randint(1, 250_000)
        cost: dict[str, Any] = {
            "stage": story.one_of((0, stage)), "kind": self._any("cost-kinds"), "budget": self._any("services"),
            "amount": {"currency_code": "GBP", "units": pence // 100, "nanos": pence % 100 * 10_000_000}}
        if story.odds(50):
            cost["basis"] = self._any("payment-bases")
        if story.odds(60):
            cost["paid_date"] = story.now()
        story.take("RecordCost", cost=cost)

    def extend(self, stage: int) -> None:
        story = self.story
        most = CAPS.get((self.procedure, stage))
        if most and story.odds(25):
            story.take("ExtendClock", clock="CLOCK_NAME_RESPONSE", reason=self._any("extension-reasons"),
                       length=story.chance.randint(most - 8, most), decided_date=story.now(), complainant_agreed=True)

    def pause(self) -> None:
        story = self.story
        story.take("PauseClock", clock="CLOCK_NAME_RESPONSE", reason=self._any("pause-reasons"),
                   from_date=story.now(), told_date=story.now())
        if story.odds(80):
            story.take("ResumeClock", pause=1, resumed_date=story.later(1, 12))

    def defer(self) -> None:
        story = self.story
        on = story.later(1, 6)
        story.take("DeferRepresentation",
                   deferral={"deferred_date": on, "proceedings": self._any("proceedings"), "told_date": on})
        if story.odds(70):
            story.take("EndProceedings", ended_date=story.later(5, 60))
            story.take("ResumeRepresentation", resumed_date=story.later(1, 60))
        else:
            raise Ended

    def withdraw(self) -> None:
        story = self.story
        story.take("WithdrawRepresentation", withdrawn_date=story.later(0, 25), reason=self._any("withdrawal-reasons"))

    def milestones(self, stage: int) -> None:
        story = self.story

        def reach(milestone: str, least: int, most: int) -> None:
            story.take("RecordMilestone", milestone=f"MILESTONE_{milestone}", reached_date=story.later(least, most))

        if stage == 2 and story.odds(70):
            reach("STATEMENT_AGREED", 1, 20)
            return
        if stage == 3 and story.odds(80):
            story.take("ArrangePanel", meeting_date=day(story.on + timedelta(days=30)))
            reach("PANEL_MET", 20, 55)
            if story.odds(85):
                reach("PANEL_REPORT", 1, 12)
