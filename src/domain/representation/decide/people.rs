//! Who handles a representation, who speaks for the complainant, and whether they are independent.

use chrono::NaiveDate;

use super::{not_before, once, within_limit};
use crate::domain::{
    context::Context,
    limits,
    lists::List,
    ombudsman::numbered,
    procedure::Procedure,
    refusal::Refusal,
    representation::{
        Advocacy, Appointed, Appointment, Event, JointHandling, Plan, Representation, Role, State,
    },
    word::Word,
};

/// What the independent person and the panel must be.
const INDEPENDENT_LAW: &str = "SI 2006/1738 regs 2, 17 and 19: neither member nor officer of the authority, \
                               nor the spouse or civil partner of one";
/// What the investigating officer must be.
const INVESTIGATOR_LAW: &str =
    "SI 2006/1738 with Getting the Best from Complaints: not in the line of management complained of";
/// Who may not sit on the panel.
const PANEL_LAW: &str = "SI 2006/1738 reg 19: the independent person of stage 2 does not sit on the panel";
/// Nobody has two seats.
const PANEL_OF_THREE_LAW: &str = "SI 2006/1738 reg 19: a panel of three independent people";
/// Three independent people, one of whom chairs (SI 2006/1738 reg 19).
const PANEL_SEATS: usize = 3;

impl Representation {
    pub(super) fn appoint(&self, appointment: &Appointment, context: &Context<'_>) -> Result<Event, Refusal> {
        let procedure = self.procedure("appointment")?;
        self.accept("appointment", &[State::Open, State::Answered, State::Deferred])?;
        self.check_place(procedure, appointment)?;
        context
            .reference
            .check(List::Officers, Some(&appointment.officer))?;
        let since = self
            .stage(appointment.stage)
            .map_or(self.registration.received_on, |stage| stage.started_on);
        not_before(appointment.on, since)?;
        self.check_independence(appointment)?;
        within_limit(self.appointments.len(), limits::APPOINTMENTS_MAX, "appointments")?;
        Ok(Event::Appointed(appointment.clone()))
    }

    /// Each role has its place: the whole, any stage, or one stage of the children's procedure.
    fn check_place(&self, procedure: Procedure, appointment: &Appointment) -> Result<(), Refusal> {
        let children = procedure == Procedure::ChildrenStatutory;
        let stage = appointment.stage;
        let placed = match appointment.role {
            Role::CaseOfficer | Role::ResponsiblePerson => stage == 0,
            Role::Responder => stage > 0 || procedure.stages() == 0,
            Role::InvestigatingOfficer | Role::IndependentPerson | Role::AdjudicatingOfficer => {
                children && stage == 2
            }
            Role::PanelChair | Role::PanelMember => children && stage == 3,
        };
        if !placed {
            return Err(Refusal::StepNotInProcedure {
                step: appointment.role.word(),
                handled_as: procedure.word(),
            });
        }
        if stage > 0 && self.stage(stage).is_none() {
            return Err(Refusal::StageNotCurrent {
                current: self.stages.last().map_or(0, |stage| stage.number),
            });
        }
        Ok(())
    }

    fn check_independence(&self, appointment: &Appointment) -> Result<(), Refusal> {
        let Appointment {
            role,
            officer,
            stage,
            declaration,
            ..
        } = appointment;
        let refuse = |why, law| {
            Err(Refusal::NotIndependent {
                role: *role,
                why,
                law,
            })
        };
        let bound = declaration.member || declaration.officer || declaration.partner_of_either;
        let same = |role: Role, stage: u8| {
            let mut held = self.appointments.iter().map(|held| &held.appointment);
            held.any(|held| held.role == role && held.stage == stage && held.officer == *officer)
        };
        match role {
            Role::InvestigatingOfficer if declaration.in_line_complained_of => {
                refuse("is in the line of management complained of", INVESTIGATOR_LAW)
            }
            Role::InvestigatingOfficer if same(Role::IndependentPerson, 2) => {
                refuse("is the independent person", INDEPENDENT_LAW)
            }
            Role::IndependentPerson if bound => refuse(BOUND, INDEPENDENT_LAW),
            Role::IndependentPerson if same(Role::InvestigatingOfficer, 2) => {
                refuse("is the investigating officer", INDEPENDENT_LAW)
            }
            Role::PanelChair | Role::PanelMember => {
                if bound {
                    return refuse(BOUND, INDEPENDENT_LAW);
                }
                if same(Role::IndependentPerson, 2) {
                    return refuse("was the independent person of stage 2", PANEL_LAW);
                }
                // A new chair takes the seat of the one before.
                let stays = |held: &&Appointed| {
                    *role == Role::PanelMember || held.appointment.role == Role::PanelMember
                };
                let sits: Vec<&Appointed> = self
                    .appointed(Role::PanelChair, *stage)
                    .chain(self.appointed(Role::PanelMember, *stage))
                    .filter(stays)
                    .collect();
                if sits.iter().any(|held| held.appointment.officer == *officer) {
                    return refuse("sits on the panel already", PANEL_OF_THREE_LAW);
                }
                within_limit(sits.len(), PANEL_SEATS, "panel seats")
            }
            _ => Ok(()),
        }
    }

    pub(super) fn end_appointment(&self, number: u8, on: NaiveDate) -> Result<Event, Refusal> {
        let appointed = numbered(&self.appointments, number).ok_or(Refusal::PartUnknown {
            of: "appointment",
            number,
        })?;
        once("the end of the appointment", appointed.ended_on)?;
        not_before(on, appointed.appointment.on)?;
        Ok(Event::AppointmentEnded {
            appointment: number,
            on,
        })
    }

    /// An advocate who is appointed ends the waiting for one.
    pub(super) fn record_advocacy(
        &self,
        step: &Advocacy,
        context: &Context<'_>,
    ) -> Result<Vec<Event>, Refusal> {
        self.procedure("advocacy")?;
        self.accept("advocacy", &[State::Open, State::Answered, State::Deferred])?;
        context
            .reference
            .check(List::AdvocacyProviders, step.provider.as_ref())?;
        let known = self.advocacy.with(step);
        if step.appointed_on.is_some() && known.conflict == Some(true) {
            return Err(Refusal::AdvocateConflict);
        }
        if let (Some(offered_on), Some((_, answered_on))) = (known.offered_on, known.answered) {
            not_before(answered_on, offered_on)?;
        }
        let mut events = vec![Event::AdvocacyRecorded(step.clone())];
        if let Some(on) = step.appointed_on {
            let waits = (1..).zip(&self.pauses).find(|(_, given)| {
                given.until.is_none()
                    && given.revoked.is_none()
                    && given.pause.reason.as_str() == WAITING_FOR_ADVOCATE
            });
            events.extend(waits.map(|(pause, given)| Event::ClockResumed {
                pause,
                on: on.max(given.pause.from),
            }));
        }
        Ok(events)
    }

    pub(super) fn agree_plan(&self, plan: Plan) -> Result<Event, Refusal> {
        self.only_in(Procedure::AdultStatutory, "plan")?;
        self.accept("plan", &[State::Open])?;
        once("the plan", self.plan.map(|plan| plan.on))?;
        not_before(plan.on, self.registration.received_on)?;
        not_before(plan.told_on.unwrap_or(plan.on), plan.on)?;
        Ok(Event::PlanAgreed(plan))
    }

    pub(super) fn handle_jointly(
        &self,
        joint: &JointHandling,
        context: &Context<'_>,
    ) -> Result<Event, Refusal> {
        self.only_in(Procedure::AdultStatutory, "joint handling")?;
        self.accept("joint handling", &[State::Open])?;
        once("joint handling", self.joint.as_ref().map(|known| known.on))?;
        context
            .reference
            .check(List::PartnerBodies, Some(&joint.partner))?;
        not_before(joint.on, self.registration.received_on)?;
        Ok(Event::HandledJointly(joint.clone()))
    }
}

const BOUND: &str = "is a member or officer of the authority, or the partner of one";

/// The built-in pause reason that the appointment of an advocate ends.
pub(in crate::domain) const WAITING_FOR_ADVOCATE: &str = "waiting_for_advocate";
