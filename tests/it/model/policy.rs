//! What each procedure gives time for, typed in from the regulations, the guidance and the Code. It is compared with the
//! policies of the register before anything else.

use redress::api::wire::{ClockAnchor, ClockName, Procedure, TimeUnit};

/// The rule of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub clock: ClockName,
    pub stage: i32,
    pub anchor: ClockAnchor,
    pub length: i32,
    pub unit: TimeUnit,
    /// The longest that extensions may make it; 0 where there are none, -1 without a cap.
    pub cap: i32,
    pub agreement: bool,
    pub hard: bool,
    /// The longest that pauses may make it; 0 where there are none.
    pub pause_cap: i32,
    pub overdue_opens_next: bool,
}

const fn rule(clock: ClockName, stage: i32, anchor: ClockAnchor, length: i32) -> Rule {
    Rule {
        clock,
        stage,
        anchor,
        length,
        unit: TimeUnit::WorkingDays,
        cap: 0,
        agreement: false,
        hard: false,
        pause_cap: 0,
        overdue_opens_next: false,
    }
}

impl Rule {
    const fn up_to(mut self, cap: i32) -> Self {
        self.cap = cap;
        self
    }

    /// Longer only if agreed, but then as long as is agreed.
    const fn as_agreed(mut self) -> Self {
        self.cap = -1;
        self.agreement = true;
        self
    }

    const fn held_up_to(mut self, cap: i32) -> Self {
        self.pause_cap = cap;
        self
    }

    const fn hard(mut self) -> Self {
        self.hard = true;
        self
    }

    const fn overdue_opens_next(mut self) -> Self {
        self.overdue_opens_next = true;
        self
    }

    const fn months(mut self, unit: TimeUnit) -> Self {
        self.unit = unit;
        self
    }

    const fn backwards(mut self) -> Self {
        self.unit = TimeUnit::WorkingDaysBefore;
        self
    }
}

use ClockAnchor as From;
use ClockName as Name;

/// SI 2006/1738 reg 9 and SI 2009/309 reg 12: within a year.
const MAKING: Rule = rule(Name::MakingComplaint, 0, From::GroundsArose, 12)
    .months(TimeUnit::MonthsAfter)
    .hard();
/// SI 2006/1738 reg 8.
const REVIEW: Rule = rule(Name::DeferralReview, 0, From::Deferral, 20);
/// SI 2006/1738 reg 8: within a year of the end of the proceedings.
const RESUBMISSION: Rule = rule(Name::Resubmission, 0, From::ProceedingsEnd, 12)
    .months(TimeUnit::MonthsAfter)
    .hard();

/// SI 2006/1738 with "Getting the Best from Complaints".
const CHILDREN: &[Rule] = &[
    MAKING,
    REVIEW,
    RESUBMISSION,
    rule(Name::Acknowledgement, 1, From::StageStart, 3),
    // Ten working days, twenty where it is complex or an advocate is arranged; held for one to twenty and no further.
    rule(Name::Response, 1, From::StageStart, 10)
        .up_to(20)
        .held_up_to(20)
        .overdue_opens_next(),
    rule(Name::ResponseFromConversion, 1, From::Conversion, 10)
        .up_to(20)
        .held_up_to(20)
        .overdue_opens_next(),
    rule(Name::RequestWindow, 1, From::StageEnd, 20),
    rule(Name::Response, 2, From::StageStart, 25).up_to(65),
    rule(Name::ResponseFromStatement, 2, From::StatementAgreed, 25).up_to(65),
    rule(Name::RequestWindow, 2, From::StageEnd, 20).hard(),
    rule(Name::Acknowledgement, 3, From::StageStart, 2),
    rule(Name::Response, 3, From::StageStart, 50),
    rule(Name::PanelChair, 3, From::StageStart, 10),
    rule(Name::PanelPapers, 3, From::PanelArranged, 10).backwards(),
    rule(Name::PanelMeeting, 3, From::StageStart, 30),
    rule(Name::PanelReport, 3, From::PanelMet, 5),
    rule(Name::PanelResponse, 3, From::PanelReport, 15),
];

/// SI 2009/309.
const ADULTS: &[Rule] = &[
    MAKING,
    REVIEW,
    RESUBMISSION,
    rule(Name::Acknowledgement, 1, From::StageStart, 3),
    rule(Name::Response, 1, From::StageStart, 20).as_agreed(),
    rule(Name::ResponseFromConversion, 1, From::Conversion, 20).as_agreed(),
    rule(Name::Longstop, 0, From::StageStart, 6)
        .months(TimeUnit::Months)
        .as_agreed(),
];

/// Complaint Handling Code 6.2 to 6.5.
const CODE: &[Rule] = &[
    MAKING,
    REVIEW,
    RESUBMISSION,
    rule(Name::Acknowledgement, 1, From::StageStart, 5),
    rule(Name::Response, 1, From::Acknowledgement, 10).up_to(20),
    rule(Name::ResponseFromConversion, 1, From::Conversion, 10).up_to(20),
    rule(Name::RequestWindow, 1, From::StageEnd, 20),
    rule(Name::Acknowledgement, 2, From::StageStart, 5),
    rule(Name::Response, 2, From::Acknowledgement, 20).up_to(40),
];

/// Coventry's policy from before the Code.
const LOCAL: &[Rule] = &[
    MAKING,
    REVIEW,
    RESUBMISSION,
    rule(Name::Response, 1, From::StageStart, 10).up_to(20),
    rule(Name::ResponseFromConversion, 1, From::Conversion, 10).up_to(20),
    rule(Name::RequestWindow, 1, From::StageEnd, 20),
    rule(Name::Response, 2, From::StageStart, 20).up_to(40),
];

/// Local practice: contact and resolve within 5 working days; a comment is replied to within 10 if asked.
const INFORMAL: &[Rule] = &[
    MAKING,
    REVIEW,
    RESUBMISSION,
    rule(Name::Response, 0, From::StageStart, 5).as_agreed(),
    rule(Name::Reply, 0, From::StageStart, 10),
];

/// The rules of a procedure; of none, those of a comment.
pub const fn rules(procedure: Procedure) -> &'static [Rule] {
    match procedure {
        Procedure::ChildrenStatutory => CHILDREN,
        Procedure::AdultStatutory => ADULTS,
        Procedure::CorporateCode => CODE,
        Procedure::CorporateLocal => LOCAL,
        Procedure::Informal | Procedure::Unspecified => INFORMAL,
    }
}

/// How many stages a procedure has.
pub const fn stages(procedure: Procedure) -> i32 {
    match procedure {
        Procedure::ChildrenStatutory => 3,
        Procedure::AdultStatutory => 1,
        Procedure::CorporateCode | Procedure::CorporateLocal => 2,
        Procedure::Informal | Procedure::Unspecified => 0,
    }
}
