//! What is not as the law or good practice has it, and that the register does not refuse: it happened, and is recorded.

use chrono::NaiveDate;

use super::{Milestone, Representation, Role, Stage};
use crate::domain::{procedure::Procedure, reference::Reference};

/// Something to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// A word for it, which stays.
    pub code: &'static str,
    /// A sentence.
    pub text: String,
    /// The law, Code or rule that it comes from.
    pub law: &'static str,
}

/// Three independent people sit on the review panel.
const PANEL_SEATS: usize = 3;

/// The code of the list `made-by` for somebody who complains for themselves in the children's procedure.
const CHILD: &str = "child_or_young_person";

impl Representation {
    /// Everything that is to be looked at again, as far as it can be seen in the record.
    pub fn warnings(&self, reference: &Reference) -> Vec<Warning> {
        let found = [
            self.adjudicator_answered_stage_1(),
            self.same_responder_at_stage_2(),
            self.nobody_at_stage_2(Role::IndependentPerson),
            self.nobody_at_stage_2(Role::InvestigatingOfficer),
            self.panel_not_three(),
            self.not_considered_with_independent_person(),
            self.response_not_signed(),
            self.next_step_not_told(),
            self.advocacy_not_offered(),
            self.advocate_with_conflict(),
            self.eligibility_undecided(reference),
        ];
        found.into_iter().flatten().collect()
    }

    fn adjudicator_answered_stage_1(&self) -> Option<Warning> {
        self.is_handled_by_both((Role::Responder, 1), (Role::AdjudicatingOfficer, 2))
            .then(|| Warning {
                code: "adjudicator_answered_stage_1",
                text: "the officer who answered stage 1 adjudicates at stage 2".to_owned(),
                law: "rule of the register: who answered a complaint does not judge that answer",
            })
    }

    fn same_responder_at_stage_2(&self) -> Option<Warning> {
        let is_corporate = matches!(
            self.registration.matter.procedure(),
            Some(Procedure::CorporateCode | Procedure::CorporateLocal)
        );
        (is_corporate && self.is_handled_by_both((Role::Responder, 1), (Role::Responder, 2))).then(|| {
            Warning {
                code: "same_responder_at_stage_2",
                text: "the officer who answered stage 1 answers stage 2".to_owned(),
                law: "Complaint Handling Code section 6: stage 2 is considered by somebody different",
            }
        })
    }

    /// Whether one officer was appointed for both.
    fn is_handled_by_both(&self, (one, at): (Role, u8), (other, later): (Role, u8)) -> bool {
        let held = |role: Role, stage: u8| {
            let appointments = self.appointments.iter().map(|appointed| &appointed.appointment);
            appointments.filter(move |held| held.role == role && held.stage == stage)
        };
        held(one, at).any(|first| held(other, later).any(|second| second.officer == first.officer))
    }

    fn nobody_at_stage_2(&self, role: Role) -> Option<Warning> {
        self.answered(Procedure::ChildrenStatutory, 2)?;
        let mut appointments = self.appointments.iter().map(|appointed| &appointed.appointment);
        if appointments.any(|held| held.role == role && held.stage == 2) {
            return None;
        }
        let (code, whom) = if role == Role::IndependentPerson {
            ("no_independent_person", "an independent person")
        } else {
            ("no_investigating_officer", "an investigating officer")
        };
        Some(Warning {
            code,
            text: format!("stage 2 was answered without {whom} appointed"),
            law: "SI 2006/1738 reg 17: an independent person takes part in the investigation",
        })
    }

    fn panel_not_three(&self) -> Option<Warning> {
        if self.registration.matter.procedure() != Some(Procedure::ChildrenStatutory) {
            return None;
        }
        let met_on = self.stage(3)?.milestone_on(Milestone::PanelMet)?;
        let sat = self.panel_on(met_on);
        (sat != PANEL_SEATS).then(|| Warning {
            code: "panel_not_three",
            text: format!("the review panel met with {sat} appointed instead of {PANEL_SEATS}"),
            law: "SI 2006/1738 reg 19: a panel of three independent people",
        })
    }

    /// How many people were appointed to the panel on a day.
    fn panel_on(&self, day: NaiveDate) -> usize {
        let mut officers: Vec<_> = self
            .appointments
            .iter()
            .filter(|appointed| appointed.ended_on.is_none_or(|ended_on| day < ended_on))
            .map(|appointed| &appointed.appointment)
            .filter(|held| matches!(held.role, Role::PanelChair | Role::PanelMember) && held.on <= day)
            .map(|held| &held.officer)
            .collect();
        officers.sort_unstable();
        officers.dedup();
        officers.len()
    }

    fn not_considered_with_independent_person(&self) -> Option<Warning> {
        let stage = self.answered(Procedure::ChildrenStatutory, 3)?;
        let considered = Milestone::ConsideredWithIndependentPerson;
        stage.milestone_on(considered).is_none().then(|| Warning {
            code: "not_considered_with_independent_person",
            text: "stage 3 was answered without considering the panel's report with the independent person"
                .to_owned(),
            law: "SI 2006/1738 reg 20: the authority considers the report with the independent person",
        })
    }

    fn response_not_signed(&self) -> Option<Warning> {
        let response = self.answered(Procedure::AdultStatutory, 1)?.response()?;
        response.signed_by.is_none().then(|| Warning {
            code: "response_not_signed",
            text: "nobody is recorded as having signed the response".to_owned(),
            law: "SI 2009/309 reg 14: the responsible person signs the response",
        })
    }

    fn next_step_not_told(&self) -> Option<Warning> {
        let silent = |stage: &&Stage| {
            let response = stage.response();
            response.is_some_and(|response| response.next_step_told == Some(false))
        };
        self.stages.iter().find(silent).map(|stage| Warning {
            code: "next_step_not_told",
            text: format!(
                "the response of stage {} told nothing of the next stage or of the Ombudsman",
                stage.number
            ),
            law: "Complaint Handling Code section 6: each response says how to go on; SI 2006/1738; SI 2009/309",
        })
    }

    fn advocacy_not_offered(&self) -> Option<Warning> {
        let registration = &self.registration;
        let by_child = registration.matter.procedure() == Some(Procedure::ChildrenStatutory)
            && registration.made_by.as_str() == CHILD;
        let helped = registration.advocate_supported == Some(true)
            || self.advocacy.offered_on.is_some()
            || self.advocacy.appointed_on.is_some();
        (by_child && !helped).then(|| Warning {
            code: "advocacy_not_offered",
            text: "a child or young person complains, and no advocate is recorded as offered".to_owned(),
            law: "Children Act 1989 s26A: the authority arranges help for children who complain",
        })
    }

    fn advocate_with_conflict(&self) -> Option<Warning> {
        let advocacy = &self.advocacy;
        (advocacy.appointed_on.is_some() && advocacy.conflict == Some(true)).then(|| Warning {
            code: "advocate_with_conflict",
            text: "a conflict of the advocate became known after the appointment".to_owned(),
            law: "Children Act 1989 s26A: an advocate is neither the subject of the complaint nor manages it or the \
                  service",
        })
    }

    fn eligibility_undecided(&self, reference: &Reference) -> Option<Warning> {
        self.registration.matter.procedure()?;
        if self.progress.ended().is_some() {
            return None;
        }
        self.eligibility_open(reference).map(|open| Warning {
            code: "eligibility_undecided",
            text: open.to_string(),
            law: "SI 2006/1738 reg 9; SI 2009/309 reg 12; Children Act 1989 s26(3)(e)",
        })
    }

    /// A stage of this procedure that ended in a response.
    fn answered(&self, procedure: Procedure, stage: u8) -> Option<&Stage> {
        if self.registration.matter.procedure() != Some(procedure) {
            return None;
        }
        self.stage(stage).filter(|stage| stage.response().is_some())
    }
}
