//! What a correction may put right. A correction is added; what it corrects stays in the log.

use chrono::NaiveDate;

use super::{Concern, Equality, Leaving, Milestone, Progress, Representation, Stage, StageEnd};
use crate::domain::{
    ids::{CodeId, Position},
    ombudsman::numbered_mut,
    outcome::{Finding, overall},
};

/// One thing that was recorded wrongly, as it should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amendment {
    /// When it was received; the first stage starts then.
    ReceivedOn(NaiveDate),
    /// When its grounds arose.
    GroundsAroseOn(Option<NaiveDate>),
    /// The service.
    Service(CodeId),
    /// The team.
    Team(Option<CodeId>),
    /// The provider.
    Provider(Option<CodeId>),
    /// How it came.
    Method(CodeId),
    /// The route in.
    Route(Option<CodeId>),
    /// Who made it.
    MadeBy(CodeId),
    /// Whether an advocate made it or helped to.
    AdvocateSupported(Option<bool>),
    /// Communication needs.
    CommunicationNeeds(Vec<CodeId>),
    /// Equality answers of the complainant.
    ComplainantEquality(Equality),
    /// Equality answers of the child or service user.
    ServiceUserEquality(Equality),
    /// What a concern is about.
    Concern {
        /// Its number.
        concern: u8,
        /// Its category.
        category: CodeId,
        /// Its sub-category.
        subcategory: Option<CodeId>,
        /// Its team.
        team: Option<CodeId>,
    },
    /// When a stage was acknowledged; stage 0 is the representation itself.
    AcknowledgedOn {
        /// The stage.
        stage: u8,
        /// When.
        on: NaiveDate,
    },
    /// When a stage was asked for.
    RequestedOn {
        /// The stage, 2 or 3.
        stage: u8,
        /// When.
        on: NaiveDate,
    },
    /// When a stage's response was sent.
    ConcludedOn {
        /// The stage.
        stage: u8,
        /// When.
        on: NaiveDate,
    },
    /// When a milestone was reached.
    MilestoneOn {
        /// The stage.
        stage: u8,
        /// Which.
        milestone: Milestone,
        /// When.
        on: NaiveDate,
    },
    /// What was found on a concern; the overall finding follows unless it was set by hand.
    Finding {
        /// The stage.
        stage: u8,
        /// The concern.
        concern: u8,
        /// The finding.
        finding: Finding,
    },
    /// When it was withdrawn.
    WithdrawnOn(NaiveDate),
    /// When it was closed.
    ClosedOn(NaiveDate),
}

/// A correction with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// When it was found.
    pub on: NaiveDate,
    /// From the list of correction reasons.
    pub reason: CodeId,
    /// What is put right; empty where only sealed texts are.
    pub amendments: Vec<Amendment>,
}

/// A correction with its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The correction.
    pub correction: Correction,
    /// Where in the log.
    pub at: Position,
}

impl Representation {
    /// Puts one thing right.
    pub(super) fn amend(&mut self, amendment: &Amendment) {
        let registration = &mut self.registration;
        match amendment.clone() {
            Amendment::ReceivedOn(on) => {
                registration.received_on = on;
                registration.received_at = None;
                if let Some(stage) = self.stages.first_mut().filter(|stage| stage.number == 1) {
                    stage.started_on = on;
                }
            }
            Amendment::GroundsAroseOn(on) => registration.grounds_arose_on = on,
            Amendment::Service(code) => registration.service = code,
            Amendment::Team(code) => registration.team = code,
            Amendment::Provider(code) => registration.provider = code,
            Amendment::Method(code) => registration.method = code,
            Amendment::Route(code) => registration.route = code,
            Amendment::MadeBy(code) => registration.made_by = code,
            Amendment::AdvocateSupported(supported) => registration.advocate_supported = supported,
            Amendment::CommunicationNeeds(needs) => registration.communication_needs = needs,
            Amendment::ComplainantEquality(equality) => registration.complainant_equality = equality,
            Amendment::ServiceUserEquality(equality) => registration.service_user_equality = equality,
            Amendment::Concern {
                concern,
                category,
                subcategory,
                team,
            } => {
                let concerns = registration.matter.concerns_mut();
                if let Some(concern) = concerns.and_then(|concerns| numbered_mut(concerns, concern)) {
                    *concern = Concern {
                        category,
                        subcategory,
                        team,
                    };
                }
            }
            Amendment::WithdrawnOn(_) | Amendment::ClosedOn(_) => self.amend_end(amendment),
            Amendment::AcknowledgedOn { stage: 0, on } => self.acknowledged_on = Some(on),
            Amendment::AcknowledgedOn { stage, .. }
            | Amendment::RequestedOn { stage, .. }
            | Amendment::ConcludedOn { stage, .. }
            | Amendment::MilestoneOn { stage, .. }
            | Amendment::Finding { stage, .. } => {
                if let Some(stage) = self.stages.iter_mut().find(|held| held.number == stage) {
                    stage.amend(amendment);
                }
                if let Amendment::RequestedOn { stage, on } = *amendment {
                    self.amend_overtaken(stage, on);
                }
            }
        }
    }

    /// A stage that was left because the next one was asked for ended on the day of that request.
    fn amend_overtaken(&mut self, asked_for: u8, requested_on: NaiveDate) {
        let before = self
            .stages
            .iter_mut()
            .rev()
            .find(|stage| stage.number < asked_for);
        if let Some(StageEnd::Left {
            leaving: Leaving::Overtaking(_),
            on,
            ..
        }) = before.and_then(|stage| stage.end.as_mut())
        {
            *on = requested_on;
        }
    }

    fn amend_end(&mut self, amendment: &Amendment) {
        match (&mut self.progress, amendment) {
            (Progress::Withdrawn { withdrawal, .. }, Amendment::WithdrawnOn(to)) => {
                let from = std::mem::replace(&mut withdrawal.on, *to);
                if let Some(StageEnd::Left { on, .. }) =
                    self.stages.last_mut().and_then(|stage| stage.end.as_mut())
                    && *on == from
                {
                    *on = *to;
                }
            }
            (Progress::Closed { on, .. }, Amendment::ClosedOn(to)) => *on = *to,
            _ => {}
        }
    }
}

impl Stage {
    fn amend(&mut self, amendment: &Amendment) {
        match *amendment {
            Amendment::AcknowledgedOn { on: to, .. } => {
                if let Some((on, _)) = &mut self.acknowledged {
                    *on = to;
                }
            }
            Amendment::RequestedOn { on, .. } => self.started_on = on,
            Amendment::ConcludedOn { on, .. } => {
                if let Some(StageEnd::Response { response, .. }) = &mut self.end {
                    response.on = on;
                }
            }
            Amendment::MilestoneOn {
                milestone, on: to, ..
            } => {
                if let Some((on, _)) = self.milestones.get_mut(&milestone) {
                    *on = to;
                }
            }
            Amendment::Finding { concern, finding, .. } => {
                self.findings.insert(concern, finding);
                if let Some(StageEnd::Response { response, .. }) = &mut self.end
                    && !response.overridden
                    && let Some(derived) = overall(self.findings.values().copied())
                {
                    response.finding = derived;
                }
            }
            _ => {}
        }
    }
}
