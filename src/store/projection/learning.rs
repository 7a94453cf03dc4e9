//! The read tables of learning actions and training sessions.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    lines::save,
    versions::{Fact, Span, Statements},
};
use crate::{
    domain::{
        entry::{ActionFact, ActionLine, ActionTypeFact, TrainingLine},
        ids::{AuthorityId, CodeId, RecordNumber},
    },
    store::{
        error::StoreError,
        given::{Column, Rows, Table},
        statement::Statement,
        unit_of_work::UnitOfWork,
    },
};

const ACTION: Table = Table {
    name: "action",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::text("status"),
        Column::bool("outstanding"),
        Column::text("source_kind"),
        Column::int("representation"),
        Column::int("ombudsman_case"),
        Column::text("team"),
        Column::text("service"),
        Column::text("owner"),
        Column::date("raised_on"),
        Column::date("due_on"),
    ],
};

const TRAINING: Table = Table {
    name: "training",
    key: &["authority", "number"],
    columns: &[
        Column::text("authority"),
        Column::int("number"),
        Column::date("held_on"),
        Column::text("subject"),
        Column::int("attendees"),
        Column::int("minutes"),
        Column::bool("cancelled"),
    ],
};

static SAVE_ACTIONS: LazyLock<Statement> = LazyLock::new(|| ACTION.upsert());
static SAVE_TRAINING: LazyLock<Statement> = LazyLock::new(|| TRAINING.upsert());

/// The statements of the lines of this file; those of the facts are the facts' own.
pub(super) fn all() -> Vec<&'static Statement> {
    vec![&SAVE_ACTIONS, &SAVE_TRAINING]
}

/// The latest row for each action and session that a batch changes.
#[derive(Default)]
pub(super) struct Lines {
    actions: BTreeMap<(AuthorityId, RecordNumber), ActionLine>,
    training: BTreeMap<(AuthorityId, RecordNumber), TrainingLine>,
}

impl Lines {
    pub(super) fn action(&mut self, authority: &AuthorityId, line: &ActionLine) {
        self.actions
            .insert((authority.clone(), line.number), line.clone());
    }

    pub(super) fn training(&mut self, authority: &AuthorityId, line: &TrainingLine) {
        self.training
            .insert((authority.clone(), line.number), line.clone());
    }

    pub(super) async fn write(self, unit: &mut UnitOfWork<'_>) -> Result<(), StoreError> {
        save(
            unit,
            &SAVE_ACTIONS,
            &ACTION,
            self.actions.iter(),
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.status.into(),
                    line.status.is_outstanding().into(),
                    line.source.into(),
                    line.representation.into(),
                    line.case.into(),
                    line.team.as_ref().into(),
                    line.service.as_ref().into(),
                    line.owner.as_ref().into(),
                    line.raised_on.into(),
                    line.due_on.into(),
                ]
            },
        )
        .await?;
        save(
            unit,
            &SAVE_TRAINING,
            &TRAINING,
            self.training.iter(),
            |((authority, _), line)| {
                [
                    authority.into(),
                    line.number.into(),
                    line.held_on.into(),
                    (&line.subject).into(),
                    i64::from(line.attendees).into(),
                    i64::from(line.minutes).into(),
                    line.is_cancelled.into(),
                ]
            },
        )
        .await
    }
}

impl Fact for ActionFact {
    type Key = RecordNumber;

    const TABLE: Table = Table {
        name: "action_fact",
        key: &["authority", "number", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("source_kind"),
            Column::text("status"),
            Column::text("team"),
            Column::text("service"),
            Column::date("raised_on"),
            Column::date("due_on"),
            Column::date("original_due_on"),
            Column::date("done_on"),
            Column::date("evidenced_on"),
            Column::text("impact"),
            Column::date("shared_on"),
            Column::int("representation"),
            Column::int("ombudsman_case"),
            Column::text("acceptance"),
            Column::text("timeliness"),
            Column::date("settled_on"),
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
            self.source.into(),
            self.status.into(),
            self.team.as_ref().into(),
            self.service.as_ref().into(),
            self.raised_on.into(),
            self.due_on.into(),
            self.original_due_on.into(),
            self.done_on.into(),
            self.evidenced_on.into(),
            self.impact.into(),
            self.shared_on.into(),
            self.representation.into(),
            self.case.into(),
            self.acceptance.into(),
            self.timeliness.into(),
            self.settled_on.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&ActionFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for ActionTypeFact {
    type Key = (RecordNumber, CodeId);

    const TABLE: Table = Table {
        name: "action_type_fact",
        key: &["authority", "number", "action_type", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::text("action_type"),
            Column::int("from_position"),
            Column::int("to_position"),
        ],
    };

    fn key(&self) -> (RecordNumber, CodeId) {
        (self.number, self.action_type.clone())
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            (&self.action_type).into(),
            span.from.into(),
            span.to.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&ActionTypeFact::TABLE));
        &STATEMENTS
    }
}
