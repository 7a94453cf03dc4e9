//! The fact tables of the Ombudsman's cases.

use std::sync::LazyLock;

use super::versions::{Fact, Span, Statements};
use crate::{
    domain::{
        entry::{CaseFact, EnquiryFact},
        ids::{AuthorityId, RecordNumber},
        ombudsman::Decision,
    },
    store::given::{Column, Rows, Table},
};

impl Fact for CaseFact {
    type Key = RecordNumber;

    const TABLE: Table = Table {
        name: "case_fact",
        key: &["authority", "number", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("category"),
            Column::text("service"),
            Column::text("state"),
            Column::date("received_on"),
            Column::date("decided_on"),
            Column::text("decision"),
            Column::text("decision_class"),
            Column::text("ground"),
            Column::bool("satisfactory_remedy"),
            Column::bool("public_report"),
            Column::date("notified_on"),
            Column::bool("unknown_until_listed"),
            Column::text("taxonomy"),
            Column::text("compliance"),
            Column::date("compliance_on"),
            Column::date("published_on"),
            Column::int("representation"),
        ],
    };

    fn key(&self) -> RecordNumber {
        self.number
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            span.from.into(),
            span.to.into(),
            (&self.category).into(),
            self.service.as_ref().into(),
            self.state.into(),
            self.received_on.into(),
            self.decided_on.into(),
            self.decision.into(),
            self.decision.map(Decision::class).into(),
            self.ground.as_ref().into(),
            self.satisfactory_remedy.into(),
            self.public_report.into(),
            self.notified_on.into(),
            self.unknown_until_listed.into(),
            self.taxonomy.into(),
            self.compliance.into(),
            self.compliance_on.into(),
            self.published_on.into(),
            self.representation.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&CaseFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for EnquiryFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "enquiry_fact",
        key: &["authority", "number", "enquiry", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("enquiry"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::date("received_on"),
            Column::date("due_on"),
            Column::date("answered_on"),
            Column::text("timeliness"),
            Column::int("working_days"),
            Column::text("kind"),
            Column::date("base_due_on"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.enquiry)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.enquiry).into(),
            span.from.into(),
            span.to.into(),
            self.received_on.into(),
            self.due_on.into(),
            self.answered_on.into(),
            self.timeliness.into(),
            self.working_days.map(i64::from).into(),
            self.kind.into(),
            self.base_due_on.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&EnquiryFact::TABLE));
        &STATEMENTS
    }
}
