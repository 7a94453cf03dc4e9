//! The comparison as one page that needs nothing else: no script, no other file.

use askama::Template;

use super::{
    Input,
    csv::{flag, mark},
    funnel::{Funnel, funnel, view_box},
    strip::{Strip, strip},
};
use crate::{
    domain::benchmark::{Compared, Comparison, Interval, Measure, Scale, Value},
    report::{File, RenderError, words},
};

/// The page as a file.
pub(super) fn file(input: &Input<'_>) -> Result<File, RenderError> {
    let parts = input.comparisons.iter().enumerate();
    let page = Page {
        input: *input,
        year: input.year.label(),
        style: include_str!("../html/style.css"),
        more_style: include_str!("comparison.css"),
        view_box: view_box(),
        parts: parts
            .map(|(place, found)| part(place + 1, found, input))
            .collect(),
    };
    Ok(File {
        name: "comparison.html".to_owned(),
        media_type: "text/html; charset=utf-8",
        content: page.render()?.into_bytes(),
    })
}

#[derive(Template)]
#[template(path = "comparison.html")]
struct Page<'a> {
    input: Input<'a>,
    year: String,
    style: &'static str,
    more_style: &'static str,
    view_box: String,
    parts: Vec<Part<'a>>,
}

/// One measure.
struct Part<'a> {
    number: usize,
    measure: &'a Measure,
    /// What the figures say, in sentences.
    sentences: Vec<String>,
    /// What a reader must know.
    notes: Vec<String>,
    strip: Option<Strip>,
    funnel: Option<Funnel>,
    rows: Vec<Row>,
    group: Vec<(&'static str, String)>,
    has_limits: bool,
    sources: Vec<&'a str>,
    definitions: &'a [String],
}

/// One body, as texts.
struct Row {
    name: String,
    is_own: bool,
    numerator: String,
    denominator: String,
    rate: String,
    interval: String,
    limits: String,
    flag: &'static str,
    rank: String,
    quartile: String,
}

fn part<'a>(number: usize, found: &'a Comparison, input: &Input<'_>) -> Part<'a> {
    let measure = found.measure;
    let mut sentences: Vec<String> = found.both_rates().into_iter().collect();
    sentences.extend(own(found));
    sentences.extend(found.stated.iter().map(|stated| found.explanation(stated)));
    let mut sources: Vec<&str> = found
        .bodies
        .iter()
        .flat_map(|body| body.sources.iter().map(String::as_str))
        .collect();
    sources.sort_unstable();
    sources.dedup();
    Part {
        number,
        measure,
        sentences,
        notes: found
            .notes
            .iter()
            .map(|note| note.text(measure, input.reference))
            .collect(),
        strip: strip(found, input),
        funnel: funnel(found, input),
        rows: found
            .bodies
            .iter()
            .map(|body| row(measure, body, input))
            .collect(),
        group: group(found),
        has_limits: measure.scale != Scale::Count,
        sources,
        definitions: &found.definitions,
    }
}

/// Where the council that asks stands.
fn own(found: &Comparison) -> Option<String> {
    let own = found.bodies.iter().find(|body| body.is_own)?;
    let rate = found.measure.shown(own.rate?);
    let of = found
        .bodies
        .iter()
        .filter(|body| body.place.rank.is_some())
        .count();
    let rank = match own.place.rank {
        Some(rank) => format!(", rank {rank} of {of} from the highest"),
        None => ", without a rank".to_owned(),
    };
    let limits = own
        .flag
        .map_or_else(String::new, |found| format!(" ({})", flag(found)));
    Some(format!("Own figure: {rate}{rank}{limits}."))
}

fn value(value: Value) -> String {
    value
        .number()
        .map_or_else(|| mark(value).to_owned(), words::whole)
}

fn row(measure: &Measure, body: &Compared, input: &Input<'_>) -> Row {
    let between = |interval: Option<Interval>| {
        interval.map_or_else(String::new, |found| {
            format!("{} to {}", measure.shown(found.low), measure.shown(found.high))
        })
    };
    let place = |place: Option<String>| place.unwrap_or_else(|| "–".to_owned());
    Row {
        name: body.who.name(input.reference),
        is_own: body.is_own,
        numerator: value(body.numerator),
        denominator: value(body.denominator),
        rate: body
            .rate
            .map_or_else(|| mark(body.state).to_owned(), |rate| measure.shown(rate)),
        interval: between(body.interval),
        limits: between(body.limits.map(|limits| limits.inner)),
        flag: body.flag.map_or("", flag),
        rank: place(body.place.rank.map(|rank| rank.to_string())),
        quartile: place(body.place.quartile.map(|quartile| quartile.to_string())),
    }
}

fn group(found: &Comparison) -> Vec<(&'static str, String)> {
    let (measure, group) = (found.measure, &found.group);
    let mut told = Vec::new();
    let mut tell = |name: &'static str, rate: Option<f64>| {
        told.extend(rate.map(|rate| (name, measure.shown(rate))));
    };
    if measure.scale == Scale::Count {
        tell("All together", group.pooled.map(|pooled| pooled.value));
    } else {
        tell(
            "Pooled rate: all together",
            group.pooled.map(|pooled| pooled.value),
        );
        tell("Mean of the bodies' rates", group.mean);
    }
    tell("Median", group.median);
    tell("Lower quartile", group.lower_quartile);
    tell("Upper quartile", group.upper_quartile);
    let counts = [
        ("Bodies with a figure", group.known),
        ("Bodies whose figure was withheld", group.suppressed),
        ("Bodies whose figure is not known", group.unknown),
        ("Bodies with nothing to divide by", group.not_applicable),
        ("Bodies left out, not being named", group.left_out),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    told.extend(counts.map(|(name, count)| (name, count.to_string())));
    told
}
