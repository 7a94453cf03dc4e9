//! The duties of a public report, and those of the monitoring officer.

use chrono::NaiveDate;

use super::{already, later_than};
use crate::domain::{
    limits,
    ombudsman::{DutyEntry, DutyStep, Event, Extended, OmbudsmanCase, ReportStep, Told, numbered},
    reference::Reference,
    refusal::Refusal,
    representation::decide::{not_before, within_limit},
    word::Word,
};

impl OmbudsmanCase {
    /// When the council received the public report.
    fn report_on(&self) -> Result<NaiveDate, Refusal> {
        match &self.decision {
            Some(decision) if decision.public_report => Ok(decision.reached_council_on()),
            _ => Err(Refusal::NoPublicReport),
        }
    }

    pub(super) fn take_report_step(
        &self,
        step: ReportStep,
        on: NaiveDate,
        reference: &Reference,
    ) -> Result<Event, Refusal> {
        let received_on = self.report_on()?;
        already("the step", self.report.on(step))?;
        let after = match step.follows() {
            None => received_on,
            Some(needed) => self
                .report
                .on(needed)
                .ok_or(Refusal::EarlierStepMissing { step: needed.word() })?,
        };
        not_before(on, after)?;
        match self.inspection_until(reference) {
            Some(until) if step == ReportStep::InspectionEnded && on < until => {
                Err(Refusal::InspectionTooShort { until })
            }
            _ => Ok(Event::ReportStepTaken { step, on }),
        }
    }

    /// Longer than three months, as agreed in writing (Local Government Act 1974 s31(2)).
    pub(super) fn extend_report(
        &self,
        of: Told,
        to: Extended,
        reference: &Reference,
    ) -> Result<Event, Refusal> {
        let received_on = self.report_on()?;
        let (from, told, place) = match of {
            Told::Report => (Some(received_on), ReportStep::OmbudsmanTold, 0),
            Told::FurtherReport => {
                let further_on = self.report.on(ReportStep::FurtherReport);
                (further_on, ReportStep::FurtherOmbudsmanTold, 1)
            }
        };
        let from = from.ok_or(Refusal::EarlierStepMissing {
            step: ReportStep::FurtherReport.word(),
        })?;
        already("the step", self.report.on(told))?;
        let earlier = self.report.longer.get(&of).map(|extended| extended.agreed_on);
        not_before(to.agreed_on, earlier.unwrap_or(from))?;
        let clocks = self.clocks(reference);
        if let Some(due) = clocks.responses.get(place).and_then(|clock| clock.due) {
            later_than(due.agreed_on, to.due_on)?;
        }
        Ok(Event::ReportExtended { of, to })
    }

    pub(super) fn log_duty(&self, entry: DutyEntry) -> Result<Event, Refusal> {
        not_before(entry.assessed_on, self.upheld_on()?)?;
        within_limit(
            self.duties.len(),
            limits::DUTIES_MAX,
            "duties of the monitoring officer",
        )?;
        Ok(Event::DutyLogged(entry))
    }

    pub(super) fn take_duty_step(&self, duty: u8, step: DutyStep, on: NaiveDate) -> Result<Event, Refusal> {
        let known = numbered(&self.duties, duty).ok_or(Refusal::DutyUnknown { duty })?;
        if known.entry.triggered.is_none() {
            return Err(Refusal::DutyNotTriggered { duty });
        }
        already("the step", known.on(step))?;
        let needed = match step {
            DutyStep::Reported => None,
            DutyStep::Considered => Some(DutyStep::Reported),
            DutyStep::Responded => Some(DutyStep::Considered),
        };
        let after = match needed {
            None => known.entry.assessed_on,
            Some(needed) => known
                .on(needed)
                .ok_or(Refusal::EarlierStepMissing { step: needed.word() })?,
        };
        not_before(on, after)?;
        Ok(Event::DutyStepTaken { duty, step, on })
    }
}
