//! The fact tables of a complaint's stages, of its time under each procedure, and of what it cost.

use std::sync::LazyLock;

use super::versions::{Fact, Span, Statements};
use crate::{
    domain::{
        entry::{CostFact, SpellFact, StageFact},
        ids::{AuthorityId, RecordNumber},
    },
    store::{
        given::{Column, Rows, Table},
        value::Value,
    },
};

fn days(days: Option<u16>) -> Value {
    days.map(i64::from).into()
}

impl Fact for StageFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "stage_fact",
        key: &["authority", "number", "stage", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("stage"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::date("started_on"),
            Column::date("acknowledged_on"),
            Column::date("ended_on"),
            Column::text("ending"),
            Column::text("finding"),
            Column::date("base_due_on"),
            Column::date("agreed_due_on"),
            Column::bool("extended"),
            Column::text("timeliness"),
            Column::int("working_days"),
            Column::text("acknowledgement_timeliness"),
            Column::int("acknowledgement_working_days"),
            Column::text("extension_reason"),
            Column::text("delay_reason"),
            Column::date("escalated_on"),
            Column::date("window_ends_on"),
            Column::date("settled_on"),
            Column::bool("internal_form"),
            Column::int("cost_pence"),
            Column::text("statement_timeliness"),
            Column::int("statement_working_days"),
            Column::text("panel_meeting_timeliness"),
            Column::text("panel_report_timeliness"),
            Column::text("panel_response_timeliness"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.stage)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.stage).into(),
            span.from.into(),
            span.to.into(),
            self.started_on.into(),
            self.acknowledged_on.into(),
            self.ended_on.into(),
            self.ending.into(),
            self.finding.into(),
            self.base_due_on.into(),
            self.agreed_due_on.into(),
            self.extended.into(),
            self.timeliness.into(),
            days(self.working_days),
            self.others.acknowledgement.into(),
            days(self.others.acknowledgement_working_days),
            self.extension_reason.as_ref().into(),
            self.delay_reason.as_ref().into(),
            self.escalated_on.into(),
            self.window_ends_on.into(),
            self.settled_on.into(),
            self.internal_form.into(),
            self.cost_pence.into(),
            self.others.statement.into(),
            days(self.others.statement_working_days),
            self.others.panel_meeting.into(),
            self.others.panel_report.into(),
            self.others.panel_response.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&StageFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for SpellFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "spell_fact",
        key: &["authority", "number", "spell", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("spell"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("procedure"),
            Column::date("entered_on"),
            Column::text("entered_by"),
            Column::text("from_procedure"),
            Column::text("entering_reason"),
            Column::date("left_on"),
            Column::text("left_by"),
            Column::text("to_procedure"),
            Column::text("leaving_reason"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.spell)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.spell).into(),
            span.from.into(),
            span.to.into(),
            self.procedure.into(),
            self.entered_on.into(),
            self.entered_by.into(),
            self.from_procedure.into(),
            self.entering_reason.as_ref().into(),
            self.left_on.into(),
            self.left_by.into(),
            self.to_procedure.into(),
            self.leaving_reason.as_ref().into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&SpellFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for CostFact {
    type Key = (RecordNumber, u8);

    const TABLE: Table = Table {
        name: "cost_fact",
        key: &["authority", "number", "cost", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("cost"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::int("stage"),
            Column::text("kind"),
            Column::int("amount_pence"),
            Column::text("basis"),
            Column::text("budget"),
            Column::date("paid_on"),
        ],
    };

    fn key(&self) -> (RecordNumber, u8) {
        (self.number, self.cost)
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            i64::from(self.cost).into(),
            span.from.into(),
            span.to.into(),
            i64::from(self.stage).into(),
            (&self.kind).into(),
            self.amount_pence.into(),
            self.basis.as_ref().into(),
            (&self.budget).into(),
            self.paid_on.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&CostFact::TABLE));
        &STATEMENTS
    }
}
