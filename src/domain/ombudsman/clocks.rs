//! The clocks of a case: enquiries, drafts, remedies, the duties of a public report and the monitoring officer's.

use chrono::NaiveDate;

use super::{Draft, Enquiry, OmbudsmanCase, Remedy, ReportStep, Told};
use crate::domain::{
    clock::{Clock, Reckoned, Stop},
    ids::Position,
    policy::{Anchor, ClockName, ClockRule, Governs, Policy, TimeUnit},
    procedure::ombudsman,
    reference::Reference,
};

/// Every clock of a case, by what it times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClocks {
    /// One for each enquiry, in order.
    pub enquiries: Vec<Clock>,
    /// One for the comments on each draft, in order.
    pub drafts: Vec<Clock>,
    /// One for each remedy, in order.
    pub remedies: Vec<Clock>,
    /// The public notice of a public report.
    pub notice: Option<Clock>,
    /// Telling the Ombudsman of the action on the report, then on a further one.
    pub responses: Vec<Clock>,
    /// One for each duty of the monitoring officer, in order; none where no report is due.
    pub duties: Vec<Option<Clock>>,
}

impl CaseClocks {
    /// Every clock, with its number among those of its name.
    pub fn all(&self) -> impl Iterator<Item = (u8, &Clock)> {
        let duties = (1..)
            .zip(&self.duties)
            .filter_map(|(number, clock)| Some((number, clock.as_ref()?)));
        (1..)
            .zip(&self.enquiries)
            .chain((1..).zip(&self.drafts))
            .chain((1..).zip(&self.remedies))
            .chain((1..).zip(&self.notice))
            .chain((1..).zip(&self.responses))
            .chain(duties)
    }
}

/// What one clock is reckoned from.
#[derive(Debug, Clone, Copy)]
struct Timed {
    name: ClockName,
    anchor_on: Option<NaiveDate>,
    started_at: Position,
    /// The due date that the Ombudsman named; policy's length counts without one.
    named_due_on: Option<NaiveDate>,
    /// A later date that the Ombudsman agreed to.
    extended_to: Option<NaiveDate>,
    stopped: Option<(Stop, Position)>,
}

/// Everything that a clock of a case was reckoned from.
#[derive(Debug, Clone)]
pub struct CaseClockBasis<'a> {
    /// The clock.
    pub clock: Clock,
    /// The rule: policy's, or one made of the date that the Ombudsman named.
    pub rule: ClockRule,
    /// The policy that was in force, if any was.
    pub policy: Option<&'a Policy>,
    /// What the rule was applied to.
    pub reckoned: Reckoned,
    /// What ended it, and where in the log.
    pub stopped: Option<(Stop, Position)>,
    /// The due date that the Ombudsman named.
    pub named_due_on: Option<NaiveDate>,
    /// A later date that the Ombudsman agreed to.
    pub extended_to: Option<NaiveDate>,
}

impl Timed {
    fn clock(self, reference: &Reference) -> Clock {
        self.basis(reference).clock
    }

    fn basis(self, reference: &Reference) -> CaseClockBasis<'_> {
        let Self {
            name,
            anchor_on,
            started_at,
            named_due_on,
            extended_to,
            stopped,
        } = self;
        let calendar = reference.calendar_for(stopped);
        let policy =
            anchor_on.and_then(|anchor_on| reference.policy(Governs::Ombudsman, anchor_on, started_at));
        let named = anchor_on.zip(named_due_on);
        let by_letter = named.map(|(anchor_on, due_on)| {
            let length = calendar.working_days_between(anchor_on, due_on);
            ClockRule::working_days(name, 0, Anchor::StageStart, length)
        });
        let in_policy = policy.and_then(|policy| policy.rule(name, 0)).cloned();
        let rule = by_letter
            .or(in_policy)
            .unwrap_or_else(|| ombudsman::default_rule(name));
        let longer = anchor_on.zip(extended_to).map(|(from, to)| match rule.unit {
            TimeUnit::WorkingDays => calendar.working_days_between(from, to),
            TimeUnit::Days => u16::try_from((to - from).num_days()).unwrap_or(u16::MAX),
            TimeUnit::Months | TimeUnit::MonthsAfter | TimeUnit::WorkingDaysBefore => rule.length,
        });
        let from = Reckoned {
            stage: 0,
            policy: policy.map_or(0, |policy| policy.number),
            anchor_on,
            extended_to: longer,
            stop: stopped.map(|(stop, _)| stop),
            ..Reckoned::default()
        };
        let mut clock = Clock::reckon(&rule, &from, &calendar);
        if let Some(due) = &mut clock.due {
            due.base_on = named_due_on.unwrap_or(due.base_on);
            due.agreed_on = extended_to.or(named_due_on).unwrap_or(due.agreed_on);
        }
        CaseClockBasis {
            clock,
            rule,
            policy,
            reckoned: from,
            stopped,
            named_due_on,
            extended_to,
        }
    }
}

impl OmbudsmanCase {
    /// Every clock. A date that the Ombudsman named or agreed to is the due date; the policy's length counts without
    /// one.
    pub fn clocks(&self, reference: &Reference) -> CaseClocks {
        let enquiries = self.enquiries.iter();
        let remedies = self.remedies.iter();
        CaseClocks {
            enquiries: enquiries
                .map(|enquiry| self.enquiry(enquiry).clock(reference))
                .collect(),
            drafts: (0..self.drafts.len())
                .filter_map(|place| Some(self.draft(self.drafts.get(place)?, place).clock(reference)))
                .collect(),
            remedies: remedies
                .filter_map(|remedy| Some(self.remedy(remedy)?.clock(reference)))
                .collect(),
            notice: self.notice().map(|timed| timed.clock(reference)),
            responses: [Told::Report, Told::FurtherReport]
                .into_iter()
                .filter_map(|of| Some(self.response(of)?.clock(reference)))
                .collect(),
            duties: self
                .duty_clocks()
                .into_iter()
                .map(|timed| timed.map(|timed| timed.clock(reference)))
                .collect(),
        }
    }

    /// What one clock is reckoned from, by its name and its number among those of that name.
    pub fn clock_basis<'a>(
        &self,
        name: ClockName,
        number: u8,
        reference: &'a Reference,
    ) -> Option<CaseClockBasis<'a>> {
        let place = usize::from(number).checked_sub(1)?;
        let timed = match name {
            ClockName::Enquiry => self.enquiry(self.enquiries.get(place)?),
            ClockName::DraftComments => self.draft(self.drafts.get(place)?, place),
            ClockName::Remedy => self.remedy(self.remedies.get(place)?)?,
            ClockName::PublicNotice if place == 0 => self.notice()?,
            ClockName::PublicReportResponse if place == 0 => self.response(Told::Report)?,
            ClockName::PublicReportResponse if place == 1 => self.response(Told::FurtherReport)?,
            ClockName::MonitoringOfficerReport => self.duty_clocks().into_iter().nth(place)??,
            _ => return None,
        };
        Some(timed.basis(reference))
    }

    /// A decision ends what was not answered before it.
    fn left_by_decision(&self) -> Option<(Stop, Position)> {
        let decision = self.decision.as_ref()?;
        Some((Stop::Left(decision.decided_on), self.decided_at))
    }

    fn enquiry(&self, enquiry: &Enquiry) -> Timed {
        let answered = enquiry.answered.map(|(on, at)| (Stop::Done(on), at));
        Timed {
            name: ClockName::Enquiry,
            anchor_on: Some(enquiry.received_on),
            started_at: enquiry.recorded_at,
            named_due_on: enquiry.letter_due_on,
            extended_to: enquiry.extended.map(|extended| extended.due_on),
            stopped: answered.or(self.left_by_decision()),
        }
    }

    /// A later draft ends the time to comment on this one.
    fn draft(&self, draft: &Draft, place: usize) -> Timed {
        let commented = draft.commented.map(|(_, on, at)| (Stop::Done(on), at));
        let later = self.drafts.get(place + 1);
        let overtaken = later.map(|later| (Stop::Left(later.received_on), later.recorded_at));
        Timed {
            name: ClockName::DraftComments,
            anchor_on: Some(draft.received_on),
            started_at: draft.recorded_at,
            named_due_on: draft.letter_due_on,
            extended_to: None,
            stopped: commented.or(overtaken).or(self.left_by_decision()),
        }
    }

    fn remedy(&self, remedy: &Remedy) -> Option<Timed> {
        let done = remedy.completed.map(|(on, at)| (Stop::Done(on), at));
        let refused = remedy.refused.map(|(on, at)| (Stop::Left(on), at));
        Some(Timed {
            name: ClockName::Remedy,
            anchor_on: Some(self.decision.as_ref()?.decided_on),
            started_at: remedy.recorded_at,
            named_due_on: Some(remedy.agreed.due_on),
            extended_to: remedy.extended.as_ref().map(|(extended, _)| extended.due_on),
            stopped: done.or(refused),
        })
    }

    fn report_received_on(&self) -> Option<NaiveDate> {
        let decision = self.decision.as_ref()?;
        decision.public_report.then(|| decision.reached_council_on())
    }

    fn stopped_by(&self, step: ReportStep) -> Option<(Stop, Position)> {
        let (on, at) = self.report.taken.get(&step)?;
        Some((Stop::Done(*on), *at))
    }

    fn notice(&self) -> Option<Timed> {
        Some(Timed {
            name: ClockName::PublicNotice,
            anchor_on: Some(self.report_received_on()?),
            started_at: self.decided_at,
            named_due_on: None,
            extended_to: None,
            stopped: self.stopped_by(ReportStep::NoticeGiven),
        })
    }

    fn response(&self, of: Told) -> Option<Timed> {
        let (anchor_on, started_at, told) = match of {
            Told::Report => (
                self.report_received_on()?,
                self.decided_at,
                ReportStep::OmbudsmanTold,
            ),
            Told::FurtherReport => {
                let (on, at) = self.report.taken.get(&ReportStep::FurtherReport)?;
                (*on, *at, ReportStep::FurtherOmbudsmanTold)
            }
        };
        Some(Timed {
            name: ClockName::PublicReportResponse,
            anchor_on: Some(anchor_on),
            started_at,
            named_due_on: None,
            extended_to: self.report.longer.get(&of).map(|extended| extended.due_on),
            stopped: self.stopped_by(told),
        })
    }

    fn duty_clocks(&self) -> Vec<Option<Timed>> {
        let timed = |duty: &super::Duty| {
            duty.entry.triggered?;
            Some(Timed {
                name: ClockName::MonitoringOfficerReport,
                anchor_on: duty.reported.map(|(on, _)| on),
                started_at: duty.reported.map_or(0, |(_, at)| at),
                named_due_on: None,
                extended_to: None,
                stopped: duty.considered.map(|(on, at)| (Stop::Done(on), at)),
            })
        };
        self.duties.iter().map(timed).collect()
    }

    /// Until when copies of the public report must be open to inspection: three weeks from the day on which they first
    /// were, or what policy says (Local Government Act 1974 s30(4)).
    pub fn inspection_until(&self, reference: &Reference) -> Option<NaiveDate> {
        let (opened_on, at) = *self.report.taken.get(&ReportStep::InspectionOpened)?;
        let timed = Timed {
            name: ClockName::PublicInspection,
            anchor_on: Some(opened_on),
            started_at: at,
            named_due_on: None,
            extended_to: None,
            stopped: None,
        };
        timed.clock(reference).due.map(|due| due.agreed_on)
    }
}
