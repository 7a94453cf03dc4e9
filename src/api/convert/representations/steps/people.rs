//! Who handles a representation, who speaks for the complainant, and how an adult's complaint is handled.

use super::{Step, Stepped, part, plain, stage_or_whole};
use crate::{
    api::{
        convert::{Reader, values::Wire},
        wire,
    },
    domain::{
        limits,
        lists::List,
        representation::{
            Advocacy, AdvocacyAnswer, Appointment, Command, Declaration, JointHandling, Plan, Role,
        },
    },
};

impl Step for wire::AppointOfficerRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            appointment,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let appointment = reader.required("appointment", appointment)?;
        let appointment = reader.within("appointment", |reader| read_appointment(reader, appointment))?;
        Some(plain(Command::Appoint(appointment)))
    }
}

fn read_appointment(reader: &mut Reader<'_>, appointment: wire::Appointment) -> Option<Appointment> {
    let wire::Appointment {
        role,
        officer,
        stage,
        appointed_date,
        declaration,
        number: _,
        ended_date: _,
    } = appointment;
    let role = reader.value("role", Role::from_wire(role));
    let on = reader.past_date("appointed_date", appointed_date);
    let officer = reader.code("officer", List::Officers, &officer, on);
    let stage = stage_or_whole(reader, stage);
    let wire::Declaration {
        in_line_complained_of,
        member,
        officer: is_officer,
        partner_of_either,
    } = declaration.unwrap_or_default();
    Some(Appointment {
        role: role?,
        officer: officer?,
        stage: stage?,
        on: on?,
        declaration: Declaration {
            in_line_complained_of,
            member,
            officer: is_officer,
            partner_of_either,
        },
    })
}

impl Step for wire::EndAppointmentRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            appointment,
            ended_date,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let appointment = part(reader, "appointment", appointment);
        let on = reader.past_date("ended_date", ended_date);
        Some(plain(Command::EndAppointment {
            appointment: appointment?,
            on: on?,
        }))
    }
}

impl Step for wire::RecordAdvocacyRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            told_date,
            offered_date,
            answer,
            answered_date,
            provider,
            appointed_date,
            conflict,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let told_on = reader.optional_past_date("told_date", told_date);
        let offered_on = reader.optional_past_date("offered_date", offered_date);
        let answered_on = reader.optional_past_date("answered_date", answered_date);
        let answer = match answer {
            0 => Some(None),
            answer => reader
                .value("answer", AdvocacyAnswer::from_wire(answer))
                .map(Some),
        };
        if let (Some(answer), Some(answered_on)) = (answer, answered_on)
            && answer.is_some() != answered_on.is_some()
        {
            reader.refuse("answered_date", "must be given with an answer, and only then");
        }
        let appointed_on = reader.optional_past_date("appointed_date", appointed_date);
        let on = appointed_on.flatten();
        let provider = reader.optional_code("provider", List::AdvocacyProviders, &provider, on);
        Some(plain(Command::RecordAdvocacy(Advocacy {
            told_on: told_on?,
            offered_on: offered_on?,
            answered: answer?.zip(answered_on?),
            provider: provider?,
            appointed_on: appointed_on?,
            conflict,
        })))
    }
}

impl Step for wire::AgreePlanRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            plan,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let plan = reader.required("plan", plan)?;
        let plan = reader.within("plan", |reader| read_plan(reader, &plan))?;
        Some(plain(Command::AgreePlan(plan)))
    }
}

fn read_plan(reader: &mut Reader<'_>, plan: &wire::Plan) -> Option<Plan> {
    let wire::Plan {
        agreed_date,
        response_working_days,
        discussed,
        told_date,
    } = *plan;
    let on = reader.past_date("agreed_date", agreed_date);
    let max = limits::CLOCK_LENGTH_MAX;
    let length = reader.number("response_working_days", response_working_days, 1, max);
    let told_on = reader.optional_past_date("told_date", told_date);
    Some(Plan {
        on: on?,
        length: length?,
        discussed,
        told_on: told_on?,
    })
}

impl Step for wire::HandleJointlyRequest {
    fn read_step(self, reader: &mut Reader<'_>) -> Option<Stepped> {
        let Self {
            joint_handling,
            name: _,
            request_id: _,
            etag: _,
            validate_only: _,
        } = self;
        let joint = reader.required("joint_handling", joint_handling)?;
        let joint = reader.within("joint_handling", |reader| read_joint(reader, joint))?;
        Some(plain(Command::HandleJointly(joint)))
    }
}

fn read_joint(reader: &mut Reader<'_>, joint: wire::JointHandling) -> Option<JointHandling> {
    let wire::JointHandling {
        since_date,
        partner,
        authority_leads,
    } = joint;
    let on = reader.past_date("since_date", since_date);
    let partner = reader.code("partner", List::PartnerBodies, &partner, on);
    Some(JointHandling {
        on: on?,
        partner: partner?,
        authority_leads,
    })
}
