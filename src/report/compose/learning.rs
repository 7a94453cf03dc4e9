//! Learning actions: those of the period, and what became of those of the period before.

use std::collections::BTreeMap;

use super::{lookup::Lookup, tables::heading_of};
use crate::{
    domain::learning::{
        action::ActionStatus,
        progress::{Counts, Progress},
    },
    report::{
        document::{Cell, Column, Line, Sheet, Unit},
        words::{self, Noun},
    },
};

pub(super) const ACTION: Noun = Noun {
    one: "learning action",
    many: "learning actions",
};

/// What is said of them.
pub(super) fn sentences(lookup: &Lookup<'_>) -> Vec<String> {
    let learning = &lookup.input.learning;
    let now = &learning.now.total;
    let mut sentences = vec![format!(
        "{} {} raised in the period.",
        words::capital(&ACTION.counted(now.actions)),
        words::was_or_were(now.actions)
    )];
    if now.actions > 0 {
        sentences.push(standing("Of these", now));
    }
    let before = &learning.before.total;
    if before.actions > 0 {
        let raised = ACTION.counted(before.actions);
        let introduction = format!("Of the {raised} raised {}", lookup.than());
        sentences.push(standing(&introduction, before));
    }
    sentences
}

/// "Of these, 5 have been carried out, 3 are outstanding (1 of them overdue) and 1 was not accepted or cancelled."
fn standing(introduction: &str, counts: &Counts) -> String {
    let done = done(counts);
    let outstanding = outstanding(counts);
    let dropped = counts.of(ActionStatus::Rejected) + counts.of(ActionStatus::Cancelled);
    let has_or_have = if done == 1 { "has" } else { "have" };
    let some = |count: i64| {
        if count == 0 {
            "none".to_owned()
        } else {
            words::whole(count)
        }
    };
    let overdue = match counts.overdue {
        0 => String::new(),
        overdue => format!(" ({} of them overdue)", words::whole(overdue)),
    };
    let mut parts = vec![
        format!("{} {has_or_have} been carried out", some(done)),
        format!(
            "{} {} outstanding{overdue}",
            some(outstanding),
            words::is_or_are(outstanding)
        ),
    ];
    if dropped > 0 {
        let was = words::was_or_were(dropped);
        parts.push(format!("{} {was} rejected or cancelled", words::whole(dropped)));
    }
    format!("{introduction}, {}.", words::list(&parts))
}

fn done(counts: &Counts) -> i64 {
    counts.of(ActionStatus::Done) + counts.of(ActionStatus::Evidenced)
}

fn outstanding(counts: &Counts) -> i64 {
    counts.of(ActionStatus::Proposed) + counts.of(ActionStatus::Open)
}

/// The tables of learning actions.
pub(super) fn sheets(lookup: &Lookup<'_>) -> Vec<Sheet> {
    let learning = &lookup.input.learning;
    let mut sheets = Vec::new();
    if learning.now.total.actions > 0 {
        sheets.push(by_source(
            "learning_by_source",
            "Learning actions raised in the period, by what they come from",
            &learning.now,
        ));
        sheets.push(by_code(
            "learning_by_team",
            "Learning actions raised in the period, by team",
            ("Team", &learning.teams),
            &learning.now.by_team,
            Some(&learning.now.total),
        ));
        let mut by_type = by_code(
            "learning_by_type",
            "Learning actions raised in the period, by type",
            ("Type of action", &learning.types),
            &learning.now.by_type,
            None,
        );
        by_type
            .notes
            .push("An action of several types is counted under each of them.".to_owned());
        sheets.push(by_type);
    }
    if learning.before.total.actions > 0 {
        let title = format!("Progress on the learning actions raised {}", lookup.than());
        sheets.push(by_source("learning_progress", &title, &learning.before));
    }
    for sheet in &mut sheets {
        sheet.notes.insert(
            0,
            "Actions of the whole council, whichever service they are about.".to_owned(),
        );
    }
    sheets
}

fn by_source(id: &str, title: &str, progress: &Progress) -> Sheet {
    let rows = progress.by_source.iter();
    let rows = rows
        .map(|(source, counts)| line(heading_of(*source), counts))
        .collect();
    sheet(id, title, "Comes from", rows, Some(&progress.total))
}

fn by_code(
    id: &str,
    title: &str,
    (head, names): (&str, &BTreeMap<String, String>),
    counts: &BTreeMap<Option<String>, Counts>,
    total: Option<&Counts>,
) -> Sheet {
    let name = |code: &Option<String>| match code {
        Some(code) => names.get(code).unwrap_or(code).clone(),
        None => "Not recorded".to_owned(),
    };
    let rows = counts.iter().map(|(code, counts)| line(name(code), counts));
    sheet(id, title, head, rows.collect(), total)
}

fn sheet(id: &str, title: &str, head: &str, rows: Vec<Line>, total: Option<&Counts>) -> Sheet {
    let column = |(id, name): &(&str, &str)| Column {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        unit: Unit::Count,
    };
    Sheet {
        id: id.to_owned(),
        number: 0,
        title: title.to_owned(),
        subtitle:
            "Learning actions by the date on which they were raised, as they stood when this was counted."
                .to_owned(),
        heads: vec![head.to_owned()],
        columns: COLUMNS.iter().map(column).collect(),
        rows,
        total: total.map(|counts| line("Total".to_owned(), counts)),
        chart: None,
        notes: Vec::new(),
    }
}

const COLUMNS: [(&str, &str); 7] = [
    ("actions", "Raised"),
    ("outstanding", "Outstanding"),
    ("overdue", "Overdue"),
    ("done", "Carried out"),
    ("done_late", "Carried out late"),
    ("impact_checked", "Impact checked"),
    ("change_seen", "Change seen"),
];

fn line(name: String, counts: &Counts) -> Line {
    let cells = [
        counts.actions,
        outstanding(counts),
        counts.overdue,
        done(counts),
        counts.done_late,
        counts.impact_checked,
        counts.change_seen,
    ];
    Line {
        keys: vec![name],
        cells: cells.map(Cell::count).to_vec(),
    }
}
