//! Figures that are given to the register.

use super::steps::draft;
use crate::{
    api::{
        convert::{
            Reader,
            dates::date,
            values::{Wire, optional as optional_value},
        },
        wire,
        write::{Draft, Subject, Terms, WriteRequest},
    },
    domain::{
        financial_year::FinancialYear,
        ids::CodeId,
        limits,
        lists::List,
        reference::{Command, Confidence, GivenFigure, Reference},
    },
};

/// The years that a figure may be about.
pub const YEARS: (i32, i32) = (1990, 2200);

/// A figure that was given.
pub fn given_figure(figure: &GivenFigure) -> wire::GivenFigure {
    let GivenFigure {
        kind,
        set,
        body,
        year,
        value,
        source,
        source_date,
        confidence,
    } = figure;
    let optional = |code: &Option<CodeId>| code.as_ref().map(CodeId::to_string).unwrap_or_default();
    wire::GivenFigure {
        kind: kind.to_string(),
        set: optional(set),
        body: optional(body),
        financial_year: year.0,
        value: *value,
        source: source.clone(),
        source_date: source_date.map(date),
        confidence: optional_value(*confidence),
    }
}

/// The figure that was given by a request, whose codes may be names.
pub fn figure_given(reference: &Reference, asked: &wire::GivenFigure) -> Option<wire::GivenFigure> {
    let named = |list: List, name: &str| reference.list(list).named(name).map(|code| code.id.clone());
    let is_asked = |figure: &&GivenFigure| {
        Some(&figure.kind) == named(List::FigureKinds, &asked.kind).as_ref()
            && figure.set == named(List::FigureSets, &asked.set)
            && figure.body == named(List::Bodies, &asked.body)
            && figure.year.0 == asked.financial_year
    };
    reference.given().iter().find(is_asked).map(given_figure)
}

impl WriteRequest for wire::GiveFigureRequest {
    const METHOD: &'static str = "GiveFigure";
    const SUBJECT: Subject = Subject::Reference;

    fn resource(&self) -> &str {
        &self.parent
    }

    fn read(self, reader: &mut Reader<'_>) -> Option<Draft> {
        let Self {
            parent: _,
            figure,
            request_id,
            validate_only,
        } = self;
        let terms = Terms::read(reader, request_id, "", validate_only);
        let figure = reader.required("figure", figure);
        let figure = figure.and_then(|figure| reader.within("figure", |reader| read(reader, figure)));
        Some(draft(Command::GiveFigure(figure?), terms?))
    }
}

fn read(reader: &mut Reader<'_>, figure: wire::GivenFigure) -> Option<GivenFigure> {
    let wire::GivenFigure {
        kind,
        set,
        body,
        financial_year,
        value,
        source,
        source_date,
        confidence,
    } = figure;
    let today = Some(reader.today);
    let kind = reader.code("kind", List::FigureKinds, &kind, today);
    let set = reader.optional_code("set", List::FigureSets, &set, today);
    let body = reader.optional_code("body", List::Bodies, &body, today);
    let year = reader.number("financial_year", financial_year, YEARS.0, YEARS.1);
    let max = limits::GIVEN_VALUE_MAX;
    if !(0..=max).contains(&value) {
        reader.refuse("value", format_args!("must be from 0 to {max}"));
    }
    let source = reader.text("source", source, limits::SOURCE_CHARACTERS_MAX);
    let source_date = reader.optional_past_date("source_date", source_date);
    let confidence = read_confidence(reader, confidence);
    Some(GivenFigure {
        kind: kind?,
        set: set?,
        body: body?,
        year: FinancialYear(year?),
        value: Some(value).filter(|value| (0..=max).contains(value))?,
        source: source?,
        source_date: source_date?,
        confidence: confidence?,
    })
}

/// How sure a figure is; `Some(None)` where it is not said.
pub fn read_confidence(reader: &mut Reader<'_>, confidence: i32) -> Option<Option<Confidence>> {
    match confidence {
        0 => Some(None),
        confidence => reader
            .value("confidence", Confidence::from_wire(confidence))
            .map(Some),
    }
}

impl Wire for Confidence {
    type Value = wire::Confidence;
    const PAIRS: &'static [(Self, Self::Value)] = &[
        (Self::A, wire::Confidence::A),
        (Self::B, wire::Confidence::B),
        (Self::C, wire::Confidence::C),
        (Self::D, wire::Confidence::D),
    ];
}
