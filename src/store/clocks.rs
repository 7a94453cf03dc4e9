//! Reading the clocks that run: the weekly list, its counts, and the records that a change of the calendar or of a policy
//! can move.

mod row;

use std::{fmt::Write, sync::LazyLock};

use chrono::NaiveDate;

use self::row::{ClockRow, code};
use super::{
    database::Database,
    error::{Inconsistency, StoreError},
    given::{Column, Rows},
    projection::HELD_LISTED_ON,
    reading::Reading,
    statement::Statement,
    value::Value,
};
use crate::domain::{
    clock::ClockState,
    entry::ClockEntry,
    ids::{AuthorityId, CodeId, RecordNumber, StreamKind},
    policy::ClockName,
    procedure::Procedure,
    weekly_list::{Colour, CutOffs},
    word::Word,
};

/// Which clocks to read. Words of closed lists and codes; an empty list restricts nothing.
#[derive(Debug, Clone, Default)]
pub struct ClockSelection {
    /// Any of these teams.
    pub teams: Vec<String>,
    /// Any of these stages.
    pub stages: Vec<u8>,
    /// Any of these officers.
    pub officers: Vec<String>,
    /// Any of these procedures.
    pub procedures: Vec<Procedure>,
    /// Any of these clocks.
    pub clocks: Vec<ClockName>,
    /// Any of these colours.
    pub colours: Vec<Colour>,
    /// Only what is overdue.
    pub overdue_only: bool,
    /// Any of these reasons for delay.
    pub delay_reasons: Vec<String>,
}

/// The day that clocks are seen from, and the dates at which they turn amber and red.
#[derive(Debug, Clone)]
pub struct SeenFrom {
    /// The day.
    pub today: NaiveDate,
    /// Of the Ombudsman's clocks.
    pub ombudsman: CutOffs,
    /// Of each procedure, in the order of `Procedure::ALL`.
    pub procedures: Vec<CutOffs>,
}

/// The place of a clock in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its agreed due date; the last date of all for a clock that is held.
    pub listed_on: NaiveDate,
    /// The kind of its record.
    pub kind: StreamKind,
    /// Its record.
    pub number: RecordNumber,
    /// Its stage.
    pub stage: u8,
    /// What it times.
    pub clock: ClockName,
    /// Its number among those of that name.
    pub ordinal: u8,
}

impl Place {
    /// The place of a clock that is listed.
    pub fn of(clock: &ClockEntry) -> Self {
        let due_on = clock.agreed_due_on.filter(|_| clock.state == ClockState::Running);
        Self {
            listed_on: due_on.unwrap_or(HELD_LISTED_ON),
            kind: clock.kind,
            number: clock.number,
            stage: clock.stage,
            clock: clock.clock,
            ordinal: clock.ordinal,
        }
    }
}

/// How many clocks are of a colour and overdue for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockCount {
    /// The colour.
    pub colour: Colour,
    /// Whether they are overdue.
    pub is_overdue: bool,
    /// Why they are or were late.
    pub delay_reason: Option<CodeId>,
    /// How many.
    pub number: i64,
}

/// Before every date of the list.
const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("a date");

/// A value that the column may have, for each column that is restricted.
const ALLOWED: [Column; 2] = [Column::text("of"), Column::text("value")];

/// The parameters that hold the cut-offs: two for the Ombudsman's clocks and two for each procedure.
const CUT_OFFS: usize = 2 * (1 + Procedure::ALL.len());

/// The colour of a clock, with the cut-offs from this parameter on.
fn colour(first: usize) -> String {
    let until = |first: usize| {
        let mut text = format!("(kind = 'case' AND listed_on <= ${first})");
        for (place, procedure) in Procedure::ALL.iter().enumerate() {
            // What is noted and has no procedure is replied to under the informal one.
            let word = procedure.word();
            let informal = Procedure::Informal.word();
            let parameter = first + 1 + place;
            let _ = write!(
                text,
                "
                OR (kind <> 'case' AND COALESCE(procedure, '{informal}') = '{word}' AND listed_on <= ${parameter})"
            );
        }
        text
    };
    let (red, amber) = (until(first), until(first + CUT_OFFS / 2));
    format!(
        "CASE WHEN {red} THEN 'red'
              WHEN {amber} THEN 'amber'
              ELSE 'green' END"
    )
}

/// What a selection restricts; the last date listed is in the parameter before the first of the cut-offs.
fn selected(first: usize) -> String {
    let any = |of: &str, expression: &str| {
        format!(
            "({expression} IN (SELECT value FROM {{given}} WHERE of = '{of}')
                OR NOT EXISTS (SELECT 1 FROM {{given}} WHERE of = '{of}'))"
        )
    };
    [
        format!("listed_on <= ${}", first - 1),
        any("team", "team"),
        any("stage", "CAST(stage AS TEXT)"),
        any("officer", "officer"),
        any("procedure", "procedure"),
        any("clock", "clock"),
        any("delay_reason", "delay_reason"),
        any("colour", &format!("({})", colour(first))),
    ]
    .join("\n           AND ")
}

const COLUMNS: &str =
    "kind, number, stage, clock, ordinal, state, anchor_on, length, agreed_length, unit, base_due_on,
                agreed_due_on, procedure, team, officer, policy, told_due_on, delay_reason";

static PAGE: LazyLock<Statement> = LazyLock::new(|| {
    let text = format!(
        "SELECT {COLUMNS}
         FROM clock
         WHERE authority = $2
           AND listed_on IS NOT NULL
           AND (listed_on, kind, number, stage, clock, ordinal) > ($3, $4, $5, $6, $7, $8)
           AND {selected}
         ORDER BY listed_on, kind, number, stage, clock, ordinal
         LIMIT ${limit}",
        selected = selected(10),
        limit = 10 + CUT_OFFS,
    );
    Statement::given(&ALLOWED, &text)
});

static COUNTS: LazyLock<Statement> = LazyLock::new(|| {
    let text = format!(
        "SELECT colour, is_overdue, delay_reason, COUNT(*)
         FROM (SELECT {colour} AS colour,
                      CAST(CASE WHEN listed_on < $4 THEN 1 ELSE 0 END AS BIGINT) AS is_overdue,
                      CASE WHEN listed_on < $4 THEN delay_reason END AS delay_reason
               FROM clock
               WHERE authority = $2
                 AND listed_on > $3
                 AND {selected}) AS listed
         GROUP BY colour, is_overdue, delay_reason
         ORDER BY colour, is_overdue, delay_reason",
        colour = colour(6),
        selected = selected(6),
    );
    Statement::given(&ALLOWED, &text)
});

static RECORDS: LazyLock<Statement> = LazyLock::new(|| {
    Statement::new(
        "SELECT DISTINCT kind, number
         FROM clock
         WHERE authority = $1
           AND listed_on IS NOT NULL
           AND (listed_on >= $2 OR unit = 'working_days_before')
         ORDER BY kind, number",
    )
});

/// Every statement of this file.
pub fn all() -> Vec<&'static Statement> {
    vec![&PAGE, &COUNTS, &RECORDS]
}

fn allowed(selection: &ClockSelection) -> Rows {
    let mut allowed = Rows::new(&ALLOWED);
    let mut allow = |of: &str, value: &str| allowed.push([of.into(), value.into()]);
    selection.teams.iter().for_each(|team| allow("team", team));
    selection
        .stages
        .iter()
        .for_each(|stage| allow("stage", &stage.to_string()));
    selection
        .officers
        .iter()
        .for_each(|officer| allow("officer", officer));
    selection
        .procedures
        .iter()
        .for_each(|procedure| allow("procedure", procedure.word()));
    selection
        .clocks
        .iter()
        .for_each(|clock| allow("clock", clock.word()));
    selection
        .colours
        .iter()
        .for_each(|colour| allow("colour", colour.word()));
    selection
        .delay_reasons
        .iter()
        .for_each(|reason| allow("delay_reason", reason));
    allowed
}

/// The last date that is listed, and the cut-offs, in the order of their parameters.
fn dates(selection: &ClockSelection, seen: &SeenFrom) -> Vec<Value> {
    let yesterday = seen.today.pred_opt().unwrap_or(seen.today);
    let last = if selection.overdue_only {
        yesterday
    } else {
        HELD_LISTED_ON
    };
    let all = || std::iter::once(&seen.ombudsman).chain(&seen.procedures);
    let red = all().map(|cut_offs| cut_offs.red_until);
    let amber = all().map(|cut_offs| cut_offs.amber_until);
    std::iter::once(last)
        .chain(red)
        .chain(amber)
        .map(Value::from)
        .collect()
}

/// A page of the clocks that run, by due date, after a place.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn page(
    database: &Database,
    authority: &AuthorityId,
    (selection, seen): (&ClockSelection, &SeenFrom),
    after: Option<&Place>,
    limit: i64,
) -> Result<Vec<ClockEntry>, StoreError> {
    let mut values: Vec<Value> = vec![allowed(selection).into(), authority.into()];
    match after {
        Some(place) => values.extend([
            place.listed_on.into(),
            place.kind.into(),
            place.number.into(),
            i64::from(place.stage).into(),
            place.clock.into(),
            i64::from(place.ordinal).into(),
        ]),
        None => values.extend([
            EARLIEST.into(),
            "".into(),
            0.into(),
            0.into(),
            "".into(),
            0.into(),
        ]),
    }
    values.extend(dates(selection, seen));
    values.push(limit.into());
    let found: Vec<ClockRow> = database.fetch(&PAGE, values).await?;
    Ok(found.into_iter().map(ClockRow::entry).collect::<Result<_, _>>()?)
}

/// How many of all that are selected are of each colour, and overdue for each reason.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn counts(
    database: &Database,
    authority: &AuthorityId,
    selection: &ClockSelection,
    seen: &SeenFrom,
) -> Result<Vec<ClockCount>, StoreError> {
    let mut values: Vec<Value> = vec![
        allowed(selection).into(),
        authority.into(),
        EARLIEST.into(),
        seen.today.into(),
    ];
    values.extend(dates(selection, seen));
    let found: Vec<(String, i64, Option<String>, i64)> = database.fetch(&COUNTS, values).await?;
    let wrong = |column| Inconsistency::on("clock").column(column);
    let count = |(colour, is_overdue, delay_reason, number): (String, i64, Option<String>, i64)| {
        Ok(ClockCount {
            colour: Colour::from_word(&colour).ok_or_else(|| wrong("colour"))?,
            is_overdue: is_overdue != 0,
            delay_reason: code(delay_reason).map_err(|()| wrong("delay_reason"))?,
            number,
        })
    };
    found.into_iter().map(count).collect()
}

/// The records with a clock that a change of this day can move: one that is due on it or later, or is held, or counts
/// backwards.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn records_running_on<'a, 'w: 'a>(
    reading: impl Into<Reading<'a, 'w>>,
    authority: &AuthorityId,
    day: NaiveDate,
) -> Result<Vec<(StreamKind, RecordNumber)>, StoreError> {
    let found: Vec<(String, RecordNumber)> = reading
        .into()
        .fetch(&RECORDS, [authority.into(), day.into()])
        .await?;
    let wrong = |number| Inconsistency::on("clock").column("kind").row(number);
    let record = |(kind, number): (String, RecordNumber)| {
        Ok(StreamKind::from_word(&kind)
            .map(|kind| (kind, number))
            .ok_or_else(|| wrong(number))?)
    };
    found.into_iter().map(record).collect()
}

/// The records of an authority with any clock that runs or is held.
///
/// # Errors
/// When the database fails or holds what is never written.
pub async fn records_running(
    database: &Database,
    authority: &AuthorityId,
) -> Result<Vec<(StreamKind, RecordNumber)>, StoreError> {
    records_running_on(database, authority, EARLIEST).await
}
