//! Reports: what is asked for, and what the register gathered for them.

mod ask;

use chrono::NaiveDate;

pub use self::ask::{Asked, asked};
use crate::{
    api::{convert::values::Wire, names, wire},
    app::{
        clocks::{ClockList, ListedClock},
        reports::Gathered,
    },
    domain::{
        financial_year::Period,
        ids::{AuthorityId, CodeId, StreamKind},
        lists::List,
        procedure::Procedure,
        reference::Reference,
        statistics::AsOf,
        word::Word,
    },
    report::{
        compose::{Due, Weekly, procedure_name},
        input::{Figures, Input, Learning, Meets},
        kind::{Audience, Format, Kind},
        words,
    },
};

impl Wire for Kind {
    type Value = wire::ReportKind;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Childrens, wire::ReportKind::Childrens),
        (Self::Adults, wire::ReportKind::Adults),
        (Self::Corporate, wire::ReportKind::Corporate),
        (Self::Ombudsman, wire::ReportKind::Ombudsman),
        (Self::Code, wire::ReportKind::Code),
        (Self::Quarterly, wire::ReportKind::Quarterly),
        (Self::Weekly, wire::ReportKind::Weekly),
    ];
}

impl Wire for Audience {
    type Value = wire::ReportAudience;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Authority, wire::ReportAudience::Authority),
        (Self::Public, wire::ReportAudience::Public),
    ];
}

impl Wire for Format {
    type Value = wire::ReportFormat;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Html, wire::ReportFormat::Html),
        (Self::Xlsx, wire::ReportFormat::Xlsx),
        (Self::Csv, wire::ReportFormat::Csv),
        (Self::Json, wire::ReportFormat::Json),
    ];
}

impl Wire for Meets {
    type Value = wire::SelfAssessmentAnswer;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Yes, wire::SelfAssessmentAnswer::Yes),
        (Self::Partly, wire::SelfAssessmentAnswer::Partly),
        (Self::No, wire::SelfAssessmentAnswer::No),
    ];
}

/// The procedures whose upheld complaints a report looks for learning from.
pub fn learns_from(kind: Kind) -> &'static [Procedure] {
    match kind {
        Kind::Childrens => &[Procedure::ChildrenStatutory],
        Kind::Adults => &[Procedure::AdultStatutory],
        Kind::Corporate | Kind::Code => &[Procedure::CorporateCode, Procedure::CorporateLocal],
        Kind::Quarterly => Procedure::ALL,
        Kind::Ombudsman | Kind::Weekly => &[],
    }
}

/// What a report is made of.
pub fn input(
    asked: Asked,
    period: Period,
    gathered: Gathered,
    (now, before): (Figures, Option<Figures>),
) -> Input {
    let Asked {
        kind,
        period: _,
        audience: _,
        formats: _,
        position: _,
        texts,
        sign_off,
    } = asked;
    let Gathered {
        authority,
        as_of: AsOf {
            position,
            recorded_at,
        },
        tables: _,
        tables_before: _,
        learning,
        learning_before,
        teams,
        action_types,
        upheld_without_action,
    } = gathered;
    Input {
        kind,
        authority,
        period,
        position,
        recorded_at,
        now,
        before,
        learning: Learning {
            now: learning,
            before: learning_before,
            teams,
            types: action_types,
            upheld_without_action,
        },
        texts,
        sign_off,
    }
}

/// What the weekly page is made of.
pub fn weekly(
    authority: &AuthorityId,
    reference: &Reference,
    (today, as_of): (NaiveDate, AsOf),
    list: ClockList,
) -> Weekly {
    let ClockList {
        clocks,
        colours,
        overdue,
    } = list;
    let reason = |code: Option<CodeId>| match code {
        Some(code) => reference
            .list(List::DelayReasons)
            .display_name(code.as_str())
            .to_owned(),
        None => "No reason recorded".to_owned(),
    };
    Weekly {
        authority: reference.authority.display_name.clone(),
        today,
        position: as_of.position,
        recorded_at: as_of.recorded_at,
        clocks: clocks
            .iter()
            .map(|listed| due(authority, reference, listed))
            .collect(),
        colours,
        overdue: overdue
            .into_iter()
            .map(|(code, count)| (reason(code), count))
            .collect(),
    }
}

fn due(authority: &AuthorityId, reference: &Reference, listed: &ListedClock) -> Due {
    let entry = &listed.entry;
    let record = match entry.kind {
        StreamKind::Case => names::case(authority, entry.number),
        _ => names::representation(authority, entry.number),
    };
    let name = |list: List, code: Option<&CodeId>| {
        code.map_or_else(String::new, |code| {
            reference.list(list).display_name(code.as_str()).to_owned()
        })
    };
    let is_held = listed.clock.is_held;
    Due {
        record: record
            .split_once('/')
            .and_then(|(_, rest)| rest.split_once('/'))
            .map_or(record.clone(), |(_, short)| short.to_owned()),
        clock: words::in_words(entry.clock.word()),
        procedure: entry.procedure.map_or_else(String::new, procedure_name),
        stage: entry.stage,
        due_on: entry.agreed_due_on.filter(|_| !is_held),
        working_days_left: listed.working_days_left,
        team: name(List::Teams, entry.team.as_ref()),
        officer: name(List::Officers, entry.officer.as_ref()),
        colour: listed.colour,
    }
}
