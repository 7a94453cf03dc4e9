//! The report as one page that needs nothing else: no script, no other file. It can be read by a screen reader, on a
//! phone, at four times its size and in print, in light and dark.

use askama::Template;
use chrono::NaiveDate;

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
    let page = Page {
        document,
        style: include_str!("style.css"),
        charts: document.sheets().map(drawing).collect(),
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
}

impl Page<'_> {
    fn is_public(&self) -> bool {
        self.document.audience == Audience::Public
    }

    fn is_weekly(&self) -> bool {
        self.document.kind == Kind::Weekly
    }

    fn threshold(&self) -> i64 {
        THRESHOLD
    }

    fn marks(&self) -> &'static [(&'static str, &'static str)] {
        &MARKS
    }

    /// The drawing beside a table.
    fn chart(&self, sheet: &Sheet) -> Option<&Drawing<'_>> {
        self.charts.get(sheet.number.checked_sub(1)?)?.as_ref()
    }

    /// A table with more columns than this stands over the whole width.
    fn is_wide(&self, sheet: &Sheet) -> bool {
        sheet.heads.len() + sheet.columns.len() > 4
    }

    fn date(&self, day: &NaiveDate) -> String {
        words::date(*day)
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
    label: &'d str,
    value: &'d str,
    before: Option<(&'d str, String)>,
    length: Option<String>,
    text_at: usize,
    bar_at: usize,
    before_at: usize,
}

const TEXT: usize = 15;
const BAR: usize = 22;
const BEFORE: usize = 40;
const STEP: usize = 46;
const STEP_WITH_BEFORE: usize = 60;

fn drawing(sheet: &Sheet) -> Option<Drawing<'_>> {
    let chart = sheet.chart.as_ref()?;
    let step = if chart.before.is_empty() { STEP } else { STEP_WITH_BEFORE };
    let bars = chart.bars.iter().enumerate().map(|(place, bar)| {
        let top = place * step;
        Drawn {
            label: &bar.label,
            value: &bar.value,
            before: bar
                .before
                .as_ref()
                .map(|(value, length)| (value.as_str(), words::decimal(*length))),
            length: bar.length.map(words::decimal),
            text_at: top + TEXT,
            bar_at: top + BAR,
            before_at: top + BEFORE,
        }
    });
    Some(Drawing {
        chart,
        height: chart.bars.len() * step,
        bars: bars.collect(),
    })
}
