//! The whole report for programs.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    File, RenderError,
    csv::with_newline,
    document::{
        Cell, Column, Definition, Document, Highlight, Item, Line, MARKS, Missing, Narrative, Section, Sheet,
    },
    input::{Approval, SignOff},
};
use crate::domain::{ids::Position, word::Word};

/// The report as one JSON file.
///
/// # Errors
/// When writing fails.
pub fn file(document: &Document) -> Result<File, RenderError> {
    Ok(File {
        name: "report.json".to_owned(),
        media_type: "application/json",
        content: with_newline(serde_json::to_vec_pretty(&Report::of(document))?),
    })
}

#[derive(Serialize)]
struct Report<'d> {
    #[serde(rename = "report")]
    kind: &'static str,
    audience: &'static str,
    authority: &'d str,
    title: &'d str,
    period: Period<'d>,
    position: Position,
    recorded_at: String,
    about: &'d str,
    marks: Vec<Mark>,
    highlights: &'d [Highlight],
    sections: Vec<Part<'d>>,
    checklist: &'d [Item],
    missing: &'d [Missing],
    withheld: &'d [String],
    definitions: &'d [Definition],
    sign_off: Signed<'d>,
}

#[derive(Serialize)]
struct Period<'d> {
    name: &'d str,
    from: &'d str,
    until: &'d str,
}

#[derive(Serialize)]
struct Mark {
    mark: &'static str,
    means: &'static str,
}

#[derive(Serialize)]
struct Part<'d> {
    id: &'static str,
    number: usize,
    title: &'static str,
    source: &'static str,
    sentences: &'d [String],
    narratives: &'d [Narrative],
    tables: Vec<Table<'d>>,
}

#[derive(Serialize)]
struct Table<'d> {
    id: &'d str,
    number: usize,
    title: &'d str,
    subtitle: &'d str,
    dimensions: &'d [String],
    columns: &'d [Column],
    rows: Vec<Row<'d>>,
    total: Option<Row<'d>>,
    notes: &'d [String],
}

#[derive(Serialize)]
struct Row<'d> {
    keys: &'d [String],
    cells: &'d [Cell],
}

#[derive(Serialize)]
struct Signed<'d> {
    approvals: Vec<Approved<'d>>,
    published_on: Option<String>,
    responded_by: &'d str,
    response: &'d str,
}

#[derive(Serialize)]
struct Approved<'d> {
    by: &'d str,
    on: Option<String>,
}

impl<'d> Report<'d> {
    fn of(document: &'d Document) -> Self {
        let Document {
            kind,
            audience,
            title,
            authority,
            period,
            days: (from, until),
            about,
            position,
            recorded_at,
            highlights,
            sections,
            checklist,
            missing,
            withheld,
            definitions,
            sign_off,
        } = document;
        Self {
            kind: kind.word(),
            audience: audience.word(),
            authority,
            title,
            period: Period {
                name: period,
                from,
                until,
            },
            position: *position,
            recorded_at: recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            about,
            marks: MARKS.iter().map(|(mark, means)| Mark { mark, means }).collect(),
            highlights,
            sections: sections.iter().map(Part::of).collect(),
            checklist,
            missing,
            withheld,
            definitions,
            sign_off: Signed::of(sign_off),
        }
    }
}

impl<'d> Part<'d> {
    fn of(section: &'d Section) -> Self {
        let Section {
            id,
            number,
            title,
            source,
            sentences,
            narratives,
            sheets,
        } = section;
        Self {
            id,
            number: *number,
            title,
            source,
            sentences,
            narratives,
            tables: sheets.iter().map(Table::of).collect(),
        }
    }
}

impl<'d> Table<'d> {
    fn of(sheet: &'d Sheet) -> Self {
        let Sheet {
            id,
            number,
            title,
            subtitle,
            heads,
            columns,
            rows,
            total,
            chart: _,
            notes,
        } = sheet;
        Self {
            id,
            number: *number,
            title,
            subtitle,
            dimensions: heads,
            columns,
            rows: rows.iter().map(Row::of).collect(),
            total: total.as_ref().map(Row::of),
            notes,
        }
    }
}

impl<'d> Row<'d> {
    fn of(line: &'d Line) -> Self {
        let Line { keys, cells } = line;
        Self { keys, cells }
    }
}

impl<'d> Signed<'d> {
    fn of(sign_off: &'d SignOff) -> Self {
        let SignOff {
            approvals,
            published_on,
            responded_by,
            response,
        } = sign_off;
        let approved = |approval: &'d Approval| Approved {
            by: &approval.by,
            on: approval.on.map(|day| day.to_string()),
        };
        Self {
            approvals: approvals.iter().map(approved).collect(),
            published_on: published_on.map(|day| day.to_string()),
            responded_by,
            response,
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Number {
                value,
                numerator,
                denominator,
            } => {
                serialize_number(&mut map, *value)?;
                if *denominator != 0 {
                    map.serialize_entry("numerator", numerator)?;
                    map.serialize_entry("denominator", denominator)?;
                }
            }
            Self::Text(text) => map.serialize_entry("text", text)?,
            Self::Withheld | Self::NotApplicable | Self::Unknown => {
                map.serialize_entry("mark", self.mark().unwrap_or_default())?;
            }
        }
        map.end()
    }
}

/// A number without a part is written without a decimal point.
#[expect(clippy::cast_possible_truncation, reason = "no figure comes near 2^53")]
fn serialize_number<M: SerializeMap>(map: &mut M, value: f64) -> Result<(), M::Error> {
    if value.fract() == 0.0 {
        map.serialize_entry("value", &(value as i64))
    } else {
        map.serialize_entry("value", &value)
    }
}
