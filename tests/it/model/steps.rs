//! What somebody may ask of the register: one step of a story.

use chrono::NaiveDate;
use redress::api::wire::{
    AppointmentRole, ClockName, Closure, Finding, Kind, Milestone, Procedure, SkipBasis,
};

/// A step: about which record of the story, dated when, and what.
#[derive(Debug, Clone)]
pub struct Step {
    pub of: usize,
    pub on: NaiveDate,
    pub what: What,
}

/// What a new record is.
#[derive(Debug, Clone)]
pub struct Registration {
    pub kind: Kind,
    pub procedure: Procedure,
    pub concerns: usize,
    pub grounds: Option<NaiveDate>,
    pub interest: bool,
    pub reply_wanted: bool,
}

/// What an officer declares.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one question of the declaration"
)]
pub struct Declared {
    pub in_line: bool,
    pub member: bool,
    pub officer: bool,
    pub partner: bool,
}

/// What was recorded wrongly.
#[derive(Debug, Clone, Copy)]
pub enum Wrong {
    Received,
    Grounds,
    Acknowledged(i32),
    Requested(i32),
    Concluded(i32),
    Milestone(i32, Milestone),
    Finding(i32, i32, Finding),
    Withdrawn,
    Closed,
}

/// What is asked. A date that a variant lacks is the step's.
#[derive(Debug, Clone)]
pub enum What {
    Register(Registration),
    Acknowledge {
        told: Option<NaiveDate>,
    },
    Extend {
        clock: ClockName,
        length: i32,
        agreed: bool,
    },
    RevokeExtension(i32),
    Pause {
        clock: ClockName,
    },
    EndPause(i32),
    RevokePause(i32),
    Find {
        stage: i32,
        findings: Vec<(i32, Finding)>,
    },
    Conclude {
        stage: i32,
        overriding: Option<Finding>,
    },
    Escalate {
        late: bool,
        skip: SkipBasis,
    },
    Withdraw,
    Retract,
    Close(Closure),
    Accept {
        late: bool,
        interest: bool,
    },
    Refuse,
    Defer,
    Review,
    EndProceedings,
    Resume {
        late: bool,
    },
    Convert {
        to: Procedure,
        concerns: usize,
    },
    AddConcerns(usize),
    Appoint {
        role: AppointmentRole,
        officer: usize,
        stage: i32,
        declared: Declared,
    },
    EndAppointment(i32),
    Advocate {
        appointed: bool,
        conflict: Option<bool>,
    },
    Plan(i32),
    Jointly,
    ArrangePanel,
    Reach(Milestone),
    Tell {
        clock: ClockName,
        stage: i32,
        due: NaiveDate,
    },
    Delay {
        clock: ClockName,
        stage: i32,
    },
    ReferEarly([bool; 5]),
    Link(usize),
    Join(usize),
    Forward,
    Cost(i32),
    Pay(i32),
    Contact,
    EndContact,
    Correct(Wrong),
}

impl What {
    /// The step's name in the table of what was reached.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Register(_) => "register",
            Self::Acknowledge { .. } => "acknowledge",
            Self::Extend { .. } => "extend",
            Self::RevokeExtension(_) => "revoke_extension",
            Self::Pause { .. } => "pause",
            Self::EndPause(_) => "end_pause",
            Self::RevokePause(_) => "revoke_pause",
            Self::Find { .. } => "find",
            Self::Conclude { .. } => "conclude",
            Self::Escalate { .. } => "escalate",
            Self::Withdraw => "withdraw",
            Self::Retract => "retract",
            Self::Close(_) => "close",
            Self::Accept { .. } => "accept",
            Self::Refuse => "refuse",
            Self::Defer => "defer",
            Self::Review => "review",
            Self::EndProceedings => "end_proceedings",
            Self::Resume { .. } => "resume",
            Self::Convert { .. } => "convert",
            Self::AddConcerns(_) => "add_concerns",
            Self::Appoint { .. } => "appoint",
            Self::EndAppointment(_) => "end_appointment",
            Self::Advocate { .. } => "advocate",
            Self::Plan(_) => "plan",
            Self::Jointly => "jointly",
            Self::ArrangePanel => "arrange_panel",
            Self::Reach(_) => "reach",
            Self::Tell { .. } => "tell",
            Self::Delay { .. } => "delay",
            Self::ReferEarly(_) => "refer_early",
            Self::Link(_) => "link",
            Self::Join(_) => "join",
            Self::Forward => "forward",
            Self::Cost(_) => "cost",
            Self::Pay(_) => "pay",
            Self::Contact => "contact",
            Self::EndContact => "end_contact",
            Self::Correct(_) => "correct",
        }
    }
}
