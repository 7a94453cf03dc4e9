//! The later steps of a case of the Ombudsman.

use chrono::TimeDelta;
use redress::{
    api::{
        convert::{dates::date as on_the_wire, values::Wire},
        wire::{
            ComplianceOutcome, Date, DraftResponse, MonitoringOfficerBody, MonitoringOfficerDuty,
            MonitoringOfficerReason, MonitoringOfficerRoute, PublicReportStep,
        },
    },
    domain::{
        ombudsman::{DutyStep, ReportStep},
        word::Word,
    },
};

use super::Simulation;
use crate::harness::{caller::Caller, steps::CaseAnswer};

impl Simulation {
    pub(super) async fn later_case_step(&mut self, officer: &Caller, name: &str, on: Date) -> CaseAnswer {
        let days = i64::try_from(self.chance.below(40)).unwrap_or_default();
        let later = on_the_wire(self.today + TimeDelta::days(days));
        match self.chance.below(20) {
            0 => officer.notify(name, on).await,
            1 => officer.assess(name, on).await,
            2 => officer.extend_enquiry(name, 1, later, on).await,
            3 | 16 => officer.draft(name, on, None).await,
            4 => {
                let responses = [DraftResponse::Accepted, DraftResponse::Contested];
                let response = self.chance.one_of(&responses);
                officer.comment_on_draft(name, 1, on, response).await
            }
            5 => officer.extend_remedy(name, 1, later, on).await,
            6 => officer.refuse_remedy(name, 1, on).await,
            7 => officer.send_evidence(name, 1, on).await,
            8 => officer.satisfy(name, 1, on).await,
            9 => {
                let outcomes = [ComplianceOutcome::CompletedLate, ComplianceOutcome::NotComplete];
                officer.comply(name, self.chance.one_of(&outcomes), on).await
            }
            10 | 11 => {
                let step = self.chance.one_of(ReportStep::ALL).to_wire();
                let step = PublicReportStep::try_from(step).expect("a step");
                officer.report_step(name, step, on).await
            }
            12 => officer.extend_report(name, false, later, on).await,
            13 | 17 | 18 => {
                let duty = MonitoringOfficerDuty {
                    assessed_date: Some(on),
                    triggered: true,
                    reason: MonitoringOfficerReason::FaultFound.into(),
                    route: MonitoringOfficerRoute::Section5.into(),
                    body: MonitoringOfficerBody::Council.into(),
                    ..MonitoringOfficerDuty::default()
                };
                officer.log_duty(name, duty).await
            }
            14 | 19 => {
                let step = self.chance.one_of(DutyStep::ALL).to_wire();
                let step = step.try_into().expect("a step");
                officer.duty_step(name, 1, step, on).await
            }
            _ => officer.publish(name, on).await,
        }
    }
}
