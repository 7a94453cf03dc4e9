//! What the Ombudsman recommended and the council agreed to do (Compliance Manual 2 to 4).

use chrono::NaiveDate;

use super::Extended;
use crate::domain::{
    ids::{CodeId, Position},
    word::Word,
};

/// For whom a recommendation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recommendation {
    /// A personal remedy, which is never published.
    Personal,
    /// A service improvement, of which a summary is published.
    ServiceImprovement,
}

impl Word for Recommendation {
    const ALL: &'static [Self] = &[Self::Personal, Self::ServiceImprovement];

    fn word(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::ServiceImprovement => "service_improvement",
        }
    }
}

/// The built-in codes of what is done for everybody and not for one person.
const SERVICE_KINDS: [&str; 3] = [
    "change_procedure_or_policy",
    "provide_training_or_guidance",
    "wider_check",
];

impl Recommendation {
    /// What a remedy of this kind is where nobody said.
    pub fn of_kind(kind: &CodeId) -> Self {
        if SERVICE_KINDS.contains(&kind.as_str()) {
            Self::ServiceImprovement
        } else {
            Self::Personal
        }
    }
}

/// What a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaymentBasis {
    /// A loss that can be reckoned.
    QuantifiableLoss,
    /// Distress.
    Distress,
    /// Time and trouble.
    TimeAndTrouble,
    /// Loss of a service.
    LossOfService,
    /// Something else.
    Other,
}

impl Word for PaymentBasis {
    const ALL: &'static [Self] = &[
        Self::QuantifiableLoss,
        Self::Distress,
        Self::TimeAndTrouble,
        Self::LossOfService,
        Self::Other,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::QuantifiableLoss => "quantifiable_loss",
            Self::Distress => "distress",
            Self::TimeAndTrouble => "time_and_trouble",
            Self::LossOfService => "loss_of_service",
            Self::Other => "other",
        }
    }
}

/// What the council agreed to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedRemedy {
    /// For whom it is.
    pub recommendation: Recommendation,
    /// What it is, first of all.
    pub kind: CodeId,
    /// What it is beside that; never `kind` again, and none twice.
    pub further_kinds: Vec<CodeId>,
    /// What is to be paid, in pence.
    pub amount_pence: Option<i64>,
    /// What the payment is for.
    pub basis: Option<PaymentBasis>,
    /// The service whose budget pays.
    pub budget: Option<CodeId>,
    /// When it is due.
    pub due_on: NaiveDate,
}

/// One remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// What was agreed.
    pub agreed: AgreedRemedy,
    /// Where in the log it was recorded.
    pub recorded_at: Position,
    /// The latest later date that the Ombudsman agreed to, with its reason.
    pub extended: Option<(Extended, CodeId)>,
    /// When the council refused to do it, and where in the log.
    pub refused: Option<(NaiveDate, Position)>,
    /// When it was done, and where in the log.
    pub completed: Option<(NaiveDate, Position)>,
    /// When the money was paid.
    pub paid_on: Option<NaiveDate>,
    /// When evidence was last sent to the Ombudsman.
    pub evidence_sent_on: Option<NaiveDate>,
    /// When the Ombudsman was satisfied.
    pub satisfied_on: Option<NaiveDate>,
}

impl Remedy {
    /// When it is due, with the extension.
    pub fn due_on(&self) -> NaiveDate {
        self.extended
            .as_ref()
            .map_or(self.agreed.due_on, |(extended, _)| extended.due_on)
    }

    /// When it was done.
    pub fn completed_on(&self) -> Option<NaiveDate> {
        self.completed.map(|(on, _)| on)
    }

    /// Whether it was done after the due date.
    pub fn is_completed_late(&self) -> bool {
        self.completed_on().is_some_and(|on| on > self.due_on())
    }

    /// Whether it is still to be done: neither done nor refused.
    pub fn is_open(&self) -> bool {
        self.completed.is_none() && self.refused.is_none()
    }
}
