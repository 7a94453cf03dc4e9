//! Keeping and destroying records: what is asked, and what is answered.

mod answer;
mod steps;
mod subject;

pub use self::{
    answer::{erasure, kept_record, retention, rule},
    steps::{RetentionStep, record_of, set_rule},
    subject::{Asked, asked, page_of},
};
use crate::{
    api::{convert::values::Wire, wire},
    domain::retention::{Basis, HoldKind, RetentionClass},
};

impl Wire for RetentionClass {
    type Value = wire::RetentionClass;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::ChildrenStatutory, wire::RetentionClass::ChildrenStatutory),
        (Self::AdultStatutory, wire::RetentionClass::AdultStatutory),
        (Self::CorporateCode, wire::RetentionClass::CorporateCode),
        (Self::CorporateLocal, wire::RetentionClass::CorporateLocal),
        (Self::Informal, wire::RetentionClass::Informal),
        (Self::Noted, wire::RetentionClass::Noted),
        (Self::Compliment, wire::RetentionClass::Compliment),
        (Self::OmbudsmanCase, wire::RetentionClass::OmbudsmanCase),
    ];
}

impl Wire for HoldKind {
    type Value = wire::HoldKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Inquiry, wire::HoldKind::Inquiry),
        (Self::Litigation, wire::HoldKind::Litigation),
        (Self::InformationRequest, wire::HoldKind::InformationRequest),
        (Self::CareRecord, wire::HoldKind::CareRecord),
        (Self::Safeguarding, wire::HoldKind::Safeguarding),
        (Self::Other, wire::HoldKind::Other),
    ];
}

impl Wire for Basis {
    type Value = wire::ErasureBasis;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::RetentionEnded, wire::ErasureBasis::RetentionEnded),
        (Self::ErasureRequest, wire::ErasureBasis::ErasureRequest),
    ];
}
