//! The fact tables of what the Ombudsman recommends, drafts, and brings the monitoring officer to report.

use std::sync::LazyLock;

use super::versions::{Fact, Span, Statements};
use crate::{
    domain::{
        entry::{DraftFact, DutyFact, RemedyFact, RemedyKindFact},
        ids::{AuthorityId, CodeId, RecordNumber},
    },
    store::given::{Column, Rows, Table},
};

impl Fact for RemedyFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "remedy_fact",
        key: &["authority", "number", "remedy", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("remedy"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("kind"),
            Column::int("amount_pence"),
            Column::date("due_on"),
            Column::date("completed_on"),
            Column::text("timeliness"),
            Column::text("recommendation"),
            Column::date("base_due_on"),
            Column::text("basis"),
            Column::text("budget"),
            Column::date("paid_on"),
            Column::date("evidence_sent_on"),
            Column::date("satisfied_on"),
            Column::date("refused_on"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.remedy)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.remedy).into(),
            span.from.into(),
            span.to.into(),
            (&self.kind).into(),
            self.amount_pence.into(),
            self.due_on.into(),
            self.completed_on.into(),
            self.timeliness.into(),
            self.recommendation.into(),
            self.base_due_on.into(),
            self.basis.into(),
            self.budget.as_ref().into(),
            self.paid_on.into(),
            self.evidence_sent_on.into(),
            self.satisfied_on.into(),
            self.refused_on.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&RemedyFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for RemedyKindFact {
    type Key = (RecordNumber, u8, CodeId);

    const TABLE: Table = Table {
        name: "remedy_kind_fact",
        key: &["authority", "number", "remedy", "kind", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("remedy"),
            Column::text("kind"),
            Column::int("from_position"),
            Column::int("to_position"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8, CodeId) {
        (self.number, self.remedy, self.kind.clone())
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.remedy).into(),
            (&self.kind).into(),
            span.from.into(),
            span.to.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&RemedyKindFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for DraftFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "draft_fact",
        key: &["authority", "number", "draft", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("draft"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::date("received_on"),
            Column::date("due_on"),
            Column::date("commented_on"),
            Column::text("response"),
            Column::text("timeliness"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.draft)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.draft).into(),
            span.from.into(),
            span.to.into(),
            self.received_on.into(),
            self.due_on.into(),
            self.commented_on.into(),
            self.response.into(),
            self.timeliness.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&DraftFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for DutyFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "duty_fact",
        key: &["authority", "number", "duty", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("duty"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::date("assessed_on"),
            Column::bool("triggered"),
            Column::text("reason"),
            Column::text("route"),
            Column::date("reported_on"),
            Column::date("due_on"),
            Column::date("considered_on"),
            Column::date("responded_on"),
            Column::text("timeliness"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.duty)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.duty).into(),
            span.from.into(),
            span.to.into(),
            self.assessed_on.into(),
            self.triggered.into(),
            self.reason.into(),
            self.route.into(),
            self.reported_on.into(),
            self.due_on.into(),
            self.considered_on.into(),
            self.responded_on.into(),
            self.timeliness.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&DutyFact::TABLE));
        &STATEMENTS
    }
}
