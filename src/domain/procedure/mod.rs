//! The procedures that a complaint can be handled under, and the policy that each starts with.

mod adults;
mod children;
mod corporate;
mod informal;
pub(in crate::domain) mod ombudsman;

use chrono::NaiveDate;

use super::{
    policy::{Anchor, ClockName, ClockRule, Governs, Policy, Thresholds, TimeUnit},
    word::Word,
};

/// A procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Procedure {
    /// Children's social care (SI 2006/1738).
    ChildrenStatutory,
    /// Adult social care (SI 2009/309).
    AdultStatutory,
    /// Everything else, under the Ombudsman's Complaint Handling Code.
    CorporateCode,
    /// Everything else, under an older local policy.
    CorporateLocal,
    /// Settled outside the formal procedures.
    Informal,
}

impl Word for Procedure {
    const ALL: &'static [Self] = &[
        Self::ChildrenStatutory,
        Self::AdultStatutory,
        Self::CorporateCode,
        Self::CorporateLocal,
        Self::Informal,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::ChildrenStatutory => "children_statutory",
            Self::AdultStatutory => "adult_statutory",
            Self::CorporateCode => "corporate_code",
            Self::CorporateLocal => "corporate_local",
            Self::Informal => "informal",
        }
    }
}

impl Procedure {
    /// How many stages it has; 0 for the informal one.
    pub fn stages(self) -> u8 {
        match self {
            Self::ChildrenStatutory => children::STAGES,
            Self::AdultStatutory => adults::STAGES,
            Self::CorporateCode | Self::CorporateLocal => corporate::STAGES,
            Self::Informal => informal::STAGES,
        }
    }

    /// Why a request for a later stage is not refused.
    pub fn no_refusal_source(self) -> &'static str {
        match self {
            Self::ChildrenStatutory => children::NO_REFUSAL_SOURCE,
            Self::AdultStatutory | Self::CorporateCode | Self::CorporateLocal | Self::Informal => {
                "Complaint Handling Code section 6: the complainant need not justify going to the next stage"
            }
        }
    }

    /// The law or Code that says how many stages there are and that each valid request opens the next.
    pub fn stages_source(self) -> &'static str {
        match self {
            Self::ChildrenStatutory => children::STAGES_SOURCE,
            Self::AdultStatutory => adults::STAGES_SOURCE,
            Self::CorporateCode | Self::CorporateLocal => corporate::STAGES_SOURCE,
            Self::Informal => informal::STAGES_SOURCE,
        }
    }
}

/// A complaint is made within 12 months of its grounds, later at the council's discretion (SI 2006/1738 reg 9;
/// SI 2009/309 reg 12; good practice under the Code).
const MAKING_MONTHS: u16 = 12;
/// A complaint that waits for proceedings is looked at again every 20 working days (a choice of this register).
const DEFERRAL_REVIEW_WORKING_DAYS: u16 = 20;
/// It may be resubmitted within a year of their end (SI 2006/1738 reg 8).
const RESUBMISSION_MONTHS: u16 = 12;

/// The clocks that every complaint has as a whole.
fn clocks_of_the_whole() -> [ClockRule; 3] {
    let rule = ClockRule::working_days;
    [
        rule(ClockName::MakingComplaint, 0, Anchor::GroundsArose, MAKING_MONTHS)
            .counted_in(TimeUnit::MonthsAfter)
            .hard(),
        rule(
            ClockName::DeferralReview,
            0,
            Anchor::Deferral,
            DEFERRAL_REVIEW_WORKING_DAYS,
        ),
        rule(
            ClockName::Resubmission,
            0,
            Anchor::ProceedingsEnd,
            RESUBMISSION_MONTHS,
        )
        .counted_in(TimeUnit::MonthsAfter)
        .hard(),
    ]
}

/// The policies that every authority starts with. They are numbered from 1 and were never saved, so they are in
/// force for everything until the authority saves its own.
pub fn built_in_policies() -> Vec<Policy> {
    let policies = [
        (
            Governs::Procedure(Procedure::ChildrenStatutory),
            children::SOURCE,
            children::clocks(),
        ),
        (
            Governs::Procedure(Procedure::AdultStatutory),
            adults::SOURCE,
            adults::clocks(),
        ),
        (
            Governs::Procedure(Procedure::CorporateCode),
            corporate::CODE_SOURCE,
            corporate::code_clocks(),
        ),
        (
            Governs::Procedure(Procedure::CorporateLocal),
            corporate::LOCAL_SOURCE,
            corporate::local_clocks(),
        ),
        (
            Governs::Procedure(Procedure::Informal),
            informal::SOURCE,
            informal::clocks(),
        ),
        (Governs::Ombudsman, ombudsman::SOURCE, ombudsman::clocks()),
    ];
    (1..)
        .zip(policies)
        .map(|(number, (governs, source, clocks))| Policy {
            number,
            governs,
            valid_from: NaiveDate::MIN,
            source: source.to_owned(),
            clocks,
            receipt_until: None,
            thresholds: Thresholds::DEFAULT,
            saved_at: 0,
        })
        .collect()
}
