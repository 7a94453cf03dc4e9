//! The read tables' rows: a pure function of the folded state, so that projecting is one upsert and rebuilding a
//! loop.
//!
//! A *line* says where a record is now; lists and filters read lines. A *fact* is what figures count; the store
//! keeps every version of a fact with the log positions between which it was true.

mod appointment;
mod case;
mod edition;
mod release;
mod learning;
mod case_parts;
mod flow;
mod handling;
mod kept;
mod representation;
mod stages;

use chrono::NaiveDate;

pub use self::{
    appointment::AppointmentLine,
    case::{CaseFact, CaseLine, EnquiryFact},
    case_parts::{DraftFact, DutyFact, RemedyFact, RemedyKindFact},
    edition::EditionLine,
    flow::{CostFact, Entering, LeavingBy, SpellFact},
    handling::Handling,
    kept::KeptLine,
    learning::{ActionEntry, ActionFact, ActionLine, ActionTypeFact, TrainingLine},
    release::{ReceivedLine, ReleaseLine},
    representation::{ConcernFact, RepresentationFact, RepresentationLine, ThemeFact, alike},
    stages::{StageClocks, StageEnding, StageFact},
};
use super::{
    calendar::Calendar,
    clock::{Clock, ClockState, Due},
    ids::{CodeId, RecordNumber, StreamKind},
    ombudsman::OmbudsmanCase,
    policy::{ClockName, TimeUnit},
    procedure::Procedure,
    reference::Reference,
    representation::Representation,
};

/// The last day of what has not ended: later than any date that a record may hold, so that what is still open can be
/// found by the index on when it ended.
pub const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// One clock of one record. Its key is (record, stage, clock, ordinal).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockEntry {
    /// What kind of record it belongs to.
    pub kind: StreamKind,
    /// The record.
    pub number: RecordNumber,
    /// The stage; 0 for the whole.
    pub stage: u8,
    /// What it times.
    pub clock: ClockName,
    /// Which of several clocks of that name: the number of an enquiry, a draft, a remedy or a duty; otherwise 1.
    pub ordinal: u8,
    /// How it stands.
    pub state: ClockState,
    /// What it counts from.
    pub anchor_on: Option<NaiveDate>,
    /// The policy's length.
    pub length: u16,
    /// The length as extended.
    pub agreed_length: u16,
    /// What both are counted in.
    pub unit: TimeUnit,
    /// The due date before any extension.
    pub base_due_on: Option<NaiveDate>,
    /// The due date with the extensions.
    pub agreed_due_on: Option<NaiveDate>,
    /// When it stopped.
    pub stopped_on: Option<NaiveDate>,
    /// Working days from the anchor to the stop.
    pub working_days_taken: u16,
    /// The procedure of a complaint.
    pub procedure: Option<Procedure>,
    /// The team of the representation.
    pub team: Option<CodeId>,
    /// The officer in charge.
    pub officer: Option<CodeId>,
    /// The number of the policy that it is reckoned under.
    pub policy: u16,
    /// The due date that was told to the complainant last.
    pub told_due_on: Option<NaiveDate>,
    /// Why it is or was late.
    pub delay_reason: Option<CodeId>,
}

impl ClockEntry {
    fn of(clock: &Clock, kind: StreamKind, number: RecordNumber, ordinal: u8) -> Self {
        Self {
            kind,
            number,
            stage: clock.stage,
            clock: clock.name,
            ordinal,
            state: clock.state(),
            anchor_on: clock.due.map(|due| due.anchor_on),
            length: clock.length,
            agreed_length: clock.agreed_length,
            unit: clock.unit,
            base_due_on: clock.due.map(|due| due.base_on),
            agreed_due_on: clock.due.map(|due| due.agreed_on),
            stopped_on: clock.stop.map(super::clock::Stop::on),
            working_days_taken: clock.working_days_taken,
            procedure: None,
            team: None,
            officer: None,
            policy: clock.policy,
            told_due_on: clock.told_due_on,
            delay_reason: clock.delay_reason.clone(),
        }
    }

    /// The same with who answers for it.
    fn in_charge_of(self, state: &Representation) -> Self {
        Self {
            procedure: state.registration.matter.procedure(),
            team: state.registration.team.clone(),
            officer: state.officer().cloned(),
            ..self
        }
    }

    /// The clock again, as long as it has not stopped: what stopped it is told by its record only.
    pub fn unstopped(&self, calendar: &Calendar) -> Clock {
        let dates = self.anchor_on.zip(self.base_due_on).zip(self.agreed_due_on);
        Clock {
            name: self.clock,
            stage: self.stage,
            length: self.length,
            agreed_length: self.agreed_length,
            unit: self.unit,
            policy: self.policy,
            due: dates.map(|((anchor_on, base_on), agreed_on)| Due {
                anchor_on,
                base_on,
                agreed_on,
                provisional: calendar.is_provisional_on(agreed_on),
            }),
            is_held: self.state == ClockState::Paused,
            stop: None,
            working_days_taken: 0,
            told_due_on: self.told_due_on,
            delay_reason: self.delay_reason.clone(),
        }
    }
}

/// How a timed piece of work stands against its due dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timeliness {
    /// Answered on or before the base due date.
    WithinBase,
    /// Answered after the base due date, on or before the agreed one.
    WithinAgreed,
    /// Answered after the agreed due date.
    Late,
    /// Not answered.
    Unanswered,
}

impl super::word::Word for Timeliness {
    const ALL: &'static [Self] = &[Self::WithinBase, Self::WithinAgreed, Self::Late, Self::Unanswered];

    fn word(self) -> &'static str {
        match self {
            Self::WithinBase => "within_base",
            Self::WithinAgreed => "within_agreed",
            Self::Late => "late",
            Self::Unanswered => "unanswered",
        }
    }
}

impl Timeliness {
    fn of(clock: &Clock) -> Self {
        match clock.state() {
            ClockState::Met => Self::WithinBase,
            ClockState::MetAsExtended => Self::WithinAgreed,
            ClockState::Missed => Self::Late,
            ClockState::Waiting | ClockState::Running | ClockState::Left | ClockState::Paused => {
                Self::Unanswered
            }
        }
    }
}

/// Every row of one representation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepresentationEntry {
    /// Where it is now.
    pub line: RepresentationLine,
    /// Its clocks.
    pub clocks: Vec<ClockEntry>,
    /// What figures count once a representation.
    pub fact: RepresentationFact,
    /// Once a stage.
    pub stages: Vec<StageFact>,
    /// Once a category.
    pub concerns: Vec<ConcernFact>,
    /// Once a theme.
    pub themes: Vec<ThemeFact>,
    /// Once an appointment that is not over.
    pub appointments: Vec<AppointmentLine>,
    /// Once a time under one procedure.
    pub spells: Vec<SpellFact>,
    /// Once a cost or payment.
    pub costs: Vec<CostFact>,
}

impl RepresentationEntry {
    /// The rows of a representation.
    pub fn of(number: RecordNumber, state: &Representation, reference: &Reference) -> Self {
        let clocks = state.clocks(reference);
        Self {
            line: RepresentationLine::of(number, state),
            clocks: clocks
                .iter()
                .map(|clock| ClockEntry::of(clock, StreamKind::Representation, number, 1).in_charge_of(state))
                .collect(),
            fact: RepresentationFact::of(number, state, &clocks),
            stages: StageFact::all(number, state, &clocks),
            concerns: ConcernFact::all(number, state),
            themes: ThemeFact::all(number, state),
            appointments: AppointmentLine::running(number, state),
            spells: SpellFact::all(number, state),
            costs: CostFact::all(number, state),
        }
    }
}

/// Every row of one case of the Ombudsman.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEntry {
    /// Where it is now.
    pub line: CaseLine,
    /// Its clocks.
    pub clocks: Vec<ClockEntry>,
    /// What figures count once a case.
    pub fact: CaseFact,
    /// Once an enquiry.
    pub enquiries: Vec<EnquiryFact>,
    /// Once a remedy.
    pub remedies: Vec<RemedyFact>,
    /// Once a kind of a remedy.
    pub remedy_kinds: Vec<RemedyKindFact>,
    /// Once a draft decision.
    pub drafts: Vec<DraftFact>,
    /// Once an entry in the log of the monitoring officer's duties.
    pub duties: Vec<DutyFact>,
}

impl CaseEntry {
    /// The rows of a case.
    pub fn of(number: RecordNumber, state: &OmbudsmanCase, reference: &Reference) -> Self {
        let clocks = state.clocks(reference);
        Self {
            line: CaseLine::of(number, state),
            clocks: clocks
                .all()
                .map(|(ordinal, clock)| ClockEntry::of(clock, StreamKind::Case, number, ordinal))
                .collect(),
            fact: CaseFact::of(number, state),
            enquiries: EnquiryFact::all(number, state, &clocks.enquiries),
            remedies: RemedyFact::all(number, state, &clocks.remedies),
            remedy_kinds: RemedyKindFact::all(number, state),
            drafts: DraftFact::all(number, state, &clocks.drafts),
            duties: DutyFact::all(number, state, &clocks),
        }
    }
}
