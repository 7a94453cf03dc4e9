//! What to compare.

use crate::{
    api::{
        convert::{Reader, reference::YEARS, values::Wire},
        wire,
    },
    domain::{
        benchmark::{Asked, Measure, ReferenceRate, StatedRate, measure, measures::MEASURES},
        financial_year::FinancialYear,
        ids::CodeId,
        limits,
        lists::List,
        reference::PeerGroup,
    },
    report::comparison::Format,
};

/// A question as read.
#[derive(Debug)]
pub struct Question {
    group: PeerGroup,
    /// The year that the figures are about.
    pub year: FinancialYear,
    measures: Vec<&'static Measure>,
    /// Whether measures were chosen; if not, those that nobody has a figure for are left out.
    pub is_chosen: bool,
    set: Option<CodeId>,
    own: Option<CodeId>,
    ranked_n: i64,
    references: Vec<ReferenceRate>,
}

impl Question {
    /// The same for the domain.
    pub fn asked(&self) -> Asked<'_> {
        Asked {
            group: &self.group,
            year: self.year,
            measures: self.measures.clone(),
            set: self.set.clone(),
            own: self.own.clone(),
            ranked_n: self.ranked_n,
            references: self.references.clone(),
        }
    }
}

/// Reads a question.
pub fn question(reader: &mut Reader<'_>, question: Option<wire::ComparisonQuestion>) -> Option<Question> {
    let question = reader.required("question", question)?;
    reader.within("question", |reader| read(reader, question))
}

fn read(reader: &mut Reader<'_>, question: wire::ComparisonQuestion) -> Option<Question> {
    let wire::ComparisonQuestion {
        peer_group,
        financial_year,
        measures,
        figure_set,
        own,
        minimum_n,
        reference_rates,
    } = question;
    let group = reader.reference.peer_group(&peer_group).cloned();
    if group.is_none() {
        reader.refuse("peer_group", "must be the id of a peer group that was saved");
    }
    let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
    let is_chosen = !measures.is_empty();
    let measures = read_measures(reader, measures);
    let set = reader.optional_code("figure_set", List::FigureSets, &figure_set, None);
    let own = reader.optional_code("own", List::Bodies, &own, None);
    let (least, most) = (limits::RANKED_N_MIN, limits::RANKED_N_MAX);
    let ranked_n = match i64::from(minimum_n) {
        0 => Some(least),
        n if (least..=most).contains(&n) => Some(n),
        _ => {
            let says = format_args!("must be {least} to {most}, or 0 for {least}");
            reader.refuse("minimum_n", says);
            None
        }
    };
    let most = limits::REFERENCE_RATES_MAX;
    let references = reader.at_most("reference_rates", reference_rates, most);
    let references = references.unwrap_or_default().into_iter().enumerate();
    let references: Vec<_> = references
        .map(|(place, rate)| {
            let path = format!("reference_rates[{place}]");
            reader.within(path, |reader| read_reference(reader, rate))
        })
        .collect();
    Some(Question {
        group: group?,
        year: FinancialYear(year?),
        measures: measures?,
        is_chosen,
        set: set?,
        own: own?,
        ranked_n: ranked_n?,
        references: references.into_iter().collect::<Option<_>>()?,
    })
}

fn read_measures(reader: &mut Reader<'_>, ids: Vec<String>) -> Option<Vec<&'static Measure>> {
    if ids.is_empty() {
        return Some(MEASURES.iter().collect());
    }
    let ids = reader.at_most("measures", ids, limits::COMPARED_MEASURES_MAX)?;
    let mut read: Vec<&'static Measure> = Vec::new();
    let count = ids.len();
    for (place, id) in ids.iter().enumerate() {
        match measure(id) {
            Some(measure) if read.contains(&measure) => {
                reader.refuse(format_args!("measures[{place}]"), "must not repeat a measure");
            }
            Some(measure) => read.push(measure),
            None => reader.refuse(format_args!("measures[{place}]"), "is no measure of a comparison"),
        }
    }
    (read.len() == count).then_some(read)
}

fn read_reference(reader: &mut Reader<'_>, rate: wire::ReferenceRate) -> Option<ReferenceRate> {
    let wire::ReferenceRate {
        measure: id,
        label,
        rate,
    } = rate;
    let known = measure(&id);
    if known.is_none() {
        reader.refuse("measure", "is no measure of a comparison");
    }
    let label = reader.text("label", label, limits::DISPLAY_NAME_CHARACTERS_MAX);
    let read = StatedRate::parse(&rate);
    if read.is_none() {
        reader.refuse("rate", "must be digits with at most six decimals");
    }
    known?;
    Some(ReferenceRate {
        measure: id,
        label: label?,
        rate: read?,
    })
}

/// The forms of a page; all where none is named.
pub fn formats(reader: &mut Reader<'_>, formats: &[i32]) -> Option<Vec<Format>> {
    if formats.is_empty() {
        return Some(Format::PAIRS.iter().map(|(format, _)| *format).collect());
    }
    let mut read = Vec::new();
    let mut all_good = true;
    for (place, format) in formats.iter().enumerate() {
        let field = format!("formats[{place}]");
        match reader.value(&field, Format::from_wire(*format)) {
            Some(format) if read.contains(&format) => {
                reader.refuse(field, "must not repeat a form");
                all_good = false;
            }
            Some(format) => read.push(format),
            None => all_good = false,
        }
    }
    all_good.then_some(read)
}

impl Wire for Format {
    type Value = wire::ComparisonFormat;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::Html, wire::ComparisonFormat::Html),
        (Self::Csv, wire::ComparisonFormat::Csv),
    ];
}
