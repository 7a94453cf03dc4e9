//! The report as one page that needs nothing else: no script, no other file. It can be read by a screen reader, on a
//! phone, at four times its size and in print, in light and dark.

use askama::Template;

use super::{
    File, RenderError,
    document::{Cell, Chart, Column, Document, Line, MARKS, Sheet, Unit},
    kind::{Audience, Kind},
    words,
};
use crate::domain::disclosure::THRESHOLD;

/// The page as a file.
///
/// # Errors
/// When the template fails, which it does not.
pub fn file(document: &Document) -> Result<File, RenderError> {
    let sign_off = &document.sign_off;
    let page = Page {
        document,
        style: include_str!("style.css"),
        charts: document.sheets().map(drawing).collect(),
        largest_withheld: i64::from(THRESHOLD) - 1,
        marks: &MARKS,
        approvals: sign_off
            .approvals
            .iter()
            .map(|approval| (approval.by.as_str(), approval.on.map(words::date)))
            .collect(),
        published: sign_off.published_on.map(words::date),
    };
    Ok(File {
        name: "report.html".to_owned(),
        media_type: "text/html; charset=utf-8",
        content: page.render()?.into_bytes(),
    })
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'d> {
    document: &'d Document,
    style: &'static str,
    /// The drawings of all tables, in their order.
    charts: Vec<Option<Drawing<'d>>>,
    largest_withheld: i64,
    marks: &'static [(&'static str, &'static str)],
    /// Who approved, and when.
    approvals: Vec<(&'d str, Option<String>)>,
    published: Option<String>,
}

impl Page<'_> {
    fn is_public(&self) -> bool {
        self.document.audience == Audience::Public
    }

    fn is_weekly(&self) -> bool {
        self.document.kind == Kind::Weekly
    }

    /// The drawing beside a table.
    fn chart(&self, sheet: &Sheet) -> Option<&Drawing<'_>> {
        self.charts.get(sheet.number.checked_sub(1)?)?.as_ref()
    }

    fn responded_by(&self) -> &str {
        match self.document.sign_off.responded_by.trim() {
            "" => "the governance body",
            body => body,
        }
    }

    fn response(&self) -> Vec<String> {
        super::compose::paragraphs(&self.document.sign_off.response)
    }
}

impl Sheet {
    /// Whether it has so many columns that it stands over the whole width.
    fn is_wide(&self) -> bool {
        self.heads.len() + self.columns.len() > 3
    }

    /// The cells of a row, each beside its column.
    fn cells<'a>(&'a self, line: &'a Line) -> impl Iterator<Item = (&'a Cell, &'a Column)> {
        line.cells.iter().zip(&self.columns)
    }
}

impl Column {
    /// Whether its cells are no figures.
    fn is_text(&self) -> bool {
        self.unit == Unit::Text
    }

    /// A cell as the page shows it.
    fn shown(&self, cell: &Cell) -> String {
        cell.shown(self.unit)
    }

    /// Of how many it is.
    fn of_how_many(&self, cell: &Cell) -> Option<String> {
        cell.shown_n(self.unit)
    }
}

/// A chart with the places of its parts, in pixels from above. Lengths are in percent of the width, so that text keeps
/// its size on a narrow screen.
struct Drawing<'d> {
    chart: &'d Chart,
    height: usize,
    bars: Vec<Drawn<'d>>,
}

struct Drawn<'d> {
    value: &'d str,
    before: Option<(&'d str, String)>,
    length: Option<String>,
    /// The label in lines, each with its place; the first stands after the value.
    lines: Vec<(usize, String)>,
    bar_at: usize,
    before_at: usize,
}

/// What a line of text holds on the narrowest screen, in characters.
const LINE: usize = 28;
const LINE_HEIGHT: usize = 19;
/// From the top of a bar's place to the foot of its text, and from there to the bars and the next place.
const TEXT: usize = 15;
const BAR: usize = 7;
const BEFORE: usize = 25;
const NEXT: usize = 31;
const NEXT_WITH_BEFORE: usize = 45;

fn drawing(sheet: &Sheet) -> Option<Drawing<'_>> {
    let chart = sheet.chart.as_ref()?;
    let next = if chart.before.is_empty() {
        NEXT
    } else {
        NEXT_WITH_BEFORE
    };
    let mut top = 0;
    let mut bars = Vec::new();
    for bar in &chart.bars {
        let before = bar.before.as_ref();
        let numbers = bar.value.len() + before.map_or(0, |(value, _)| value.len() + 3);
        let lines = wrapped(&bar.label, LINE.saturating_sub(numbers));
        let lines: Vec<(usize, String)> = lines
            .into_iter()
            .enumerate()
            .map(|(place, line)| (top + TEXT + place * LINE_HEIGHT, line))
            .collect();
        let foot = top + TEXT + lines.len().saturating_sub(1) * LINE_HEIGHT;
        bars.push(Drawn {
            value: &bar.value,
            before: before.map(|(value, length)| (value.as_str(), words::decimal(*length))),
            length: bar.length.map(words::decimal),
            lines,
            bar_at: foot + BAR,
            before_at: foot + BEFORE,
        });
        top = foot + next;
    }
    Some(Drawing {
        chart,
        height: top,
        bars,
    })
}

/// A text in lines, broken between words; the first line has less room.
fn wrapped(text: &str, first: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let room = if lines.len() == 1 { first } else { LINE };
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
