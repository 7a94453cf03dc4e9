//! The fact tables of representations.

use std::sync::LazyLock;

use super::versions::{Fact, Span, Statements};
use crate::{
    domain::{
        entry::{ConcernFact, RepresentationFact, ThemeFact},
        ids::{AuthorityId, CodeId, RecordNumber},
    },
    store::{
        given::{Column, Rows, Table},
        value::Value,
    },
};

fn days(days: Option<u16>) -> Value {
    days.map(i64::from).into()
}

fn code(code: Option<&CodeId>) -> Value {
    code.into()
}

impl Fact for RepresentationFact {
    type Key = RecordNumber;

    const TABLE: Table = Table {
        name: "representation_fact",
        key: &["authority", "number", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("kind"),
            Column::text("procedure"),
            Column::text("state"),
            Column::text("service"),
            Column::text("team"),
            Column::text("provider"),
            Column::text("method"),
            Column::text("made_by"),
            Column::bool("advocate_supported"),
            Column::date("received_on"),
            Column::date("closed_on"),
            Column::text("finding"),
            Column::int("last_stage"),
            Column::int("last_stage_working_days"),
            Column::text("last_stage_timeliness"),
            Column::text("complainant_age_band"),
            Column::text("complainant_disability"),
            Column::text("complainant_ethnicity"),
            Column::text("complainant_sex"),
            Column::text("complainant_gender_reassignment"),
            Column::text("complainant_marriage"),
            Column::text("complainant_pregnancy"),
            Column::text("complainant_religion"),
            Column::text("complainant_sexual_orientation"),
            Column::text("service_user_age_band"),
            Column::text("service_user_disability"),
            Column::text("service_user_ethnicity"),
            Column::text("service_user_sex"),
            Column::text("service_user_gender_reassignment"),
            Column::text("service_user_marriage"),
            Column::text("service_user_pregnancy"),
            Column::text("service_user_religion"),
            Column::text("service_user_sexual_orientation"),
            Column::text("route"),
            Column::date("advocacy_told_on"),
            Column::date("advocacy_offered_on"),
            Column::text("advocacy_answer"),
            Column::text("advocacy_provider"),
            Column::date("advocate_appointed_on"),
            Column::text("refusal_reason"),
            Column::text("signpost"),
            Column::text("withdrawal_reason"),
            Column::text("late_acceptance_reason"),
            Column::int("deferrals"),
            Column::text("proceedings"),
            Column::bool("reply_wanted"),
            Column::date("forwarded_on"),
            Column::bool("finding_overridden"),
            Column::text("partner"),
            Column::text("complainant_source"),
            Column::text("service_user_source"),
        ],
    };

    fn key(&self) -> RecordNumber {
        self.number
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        let [c1, c2, c3, c4, c5, c6, c7, c8, c9] =
            self.complainant.each_ref().map(|answer| code(answer.as_ref()));
        let [u1, u2, u3, u4, u5, u6, u7, u8, u9] =
            self.service_user.each_ref().map(|answer| code(answer.as_ref()));
        let handling = &self.handling;
        rows.push([
            authority.into(),
            self.number.into(),
            span.from.into(),
            span.to.into(),
            self.kind.into(),
            self.procedure.into(),
            self.state.into(),
            (&self.service).into(),
            code(self.team.as_ref()),
            code(self.provider.as_ref()),
            (&self.method).into(),
            (&self.made_by).into(),
            self.advocate_supported.into(),
            self.received_on.into(),
            self.closed_on.into(),
            self.finding.into(),
            i64::from(self.last_stage).into(),
            days(self.last_stage_working_days),
            self.last_stage_timeliness.into(),
            c1,
            c2,
            c3,
            c4,
            c5,
            c6,
            c7,
            c8,
            c9,
            u1,
            u2,
            u3,
            u4,
            u5,
            u6,
            u7,
            u8,
            u9,
            code(handling.route.as_ref()),
            handling.advocacy_told_on.into(),
            handling.advocacy_offered_on.into(),
            handling.advocacy_answer.into(),
            code(handling.advocacy_provider.as_ref()),
            handling.advocate_appointed_on.into(),
            code(handling.refusal_reason.as_ref()),
            code(handling.signpost.as_ref()),
            code(handling.withdrawal_reason.as_ref()),
            code(handling.late_acceptance_reason.as_ref()),
            i64::from(handling.deferrals).into(),
            code(handling.proceedings.as_ref()),
            handling.reply_wanted.into(),
            handling.forwarded_on.into(),
            handling.finding_overridden.into(),
            code(handling.partner.as_ref()),
            handling.complainant_source.into(),
            handling.service_user_source.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> =
            LazyLock::new(|| Statements::of(&RepresentationFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for ConcernFact {
    type Key = (RecordNumber, CodeId);

    const TABLE: Table = Table {
        name: "concern_fact",
        key: &["authority", "number", "category", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::text("category"),
            Column::int("from_position"),
            Column::int("to_position"),
            Column::text("subcategory"),
            Column::text("finding"),
            Column::bool("first_of_record"),
            Column::int("points"),
        ],
    };

    fn key(&self) -> (RecordNumber, CodeId) {
        (self.number, self.category.clone())
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            (&self.category).into(),
            span.from.into(),
            span.to.into(),
            code(self.subcategory.as_ref()),
            self.finding.into(),
            self.first_of_record.into(),
            i64::from(self.points).into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&ConcernFact::TABLE));
        &STATEMENTS
    }
}

impl Fact for ThemeFact {
    type Key = (RecordNumber, CodeId);

    const TABLE: Table = Table {
        name: "theme_fact",
        key: &["authority", "number", "theme", "from_position"],
        columns: &[
            Column::text("authority"),
            Column::int("number"),
            Column::text("theme"),
            Column::int("from_position"),
            Column::int("to_position"),
        ],
    };

    fn key(&self) -> (RecordNumber, CodeId) {
        (self.number, self.theme.clone())
    }

    fn push(&self, rows: &mut Rows, authority: &AuthorityId, span: Span) {
        rows.push([
            authority.into(),
            self.number.into(),
            (&self.theme).into(),
            span.from.into(),
            span.to.into(),
        ]);
    }

    fn statements() -> &'static Statements {
        static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements::of(&ThemeFact::TABLE));
        &STATEMENTS
    }
}
