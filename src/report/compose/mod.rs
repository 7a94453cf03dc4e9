//! Makes a report of figures: lays them out as the plan says, states them in sentences, and works out what is missing.
//! Nothing here asks for the time, so that the same figures make the same report, byte for byte.

mod charts;
mod headings;
mod learning;
mod lookup;
mod missing;
mod sentences;
mod series;
mod tables;
mod weekly;
#[cfg(test)]
mod tests;

use self::lookup::Lookup;
pub use self::{
    headings::procedure_name,
    weekly::{Due, Weekly, weekly},
};
use super::{
    document::{Document, Highlight, Item, Missing, Narrative, Section, Sheet},
    input::{Figures, Input},
    kind::Audience,
    plan::{Also, Part, Plan, plan},
    words,
};
use crate::domain::disclosure::Withheld;

/// The report that an input makes. None where its kind has no plan: the weekly list is made by [`weekly`].
pub fn document(input: &Input) -> Option<Document> {
    let plan = plan(input.kind)?;
    let lookup = Lookup::of(input);
    let mut numbered = 0;
    let mut highlights = Vec::new();
    let mut sections = Vec::new();
    let mut missing = Vec::new();
    for (place, part) in plan.sections.iter().enumerate() {
        let section = section(place + 1, part, &lookup, &mut numbered, &mut highlights);
        missing.extend(missing::of_section(part, &section, &lookup));
        sections.push(section);
    }
    missing.extend(missing::of_report(&lookup));
    missing.extend(missing::of_sign_off(&input.sign_off));
    let checklist = checklist(plan, &sections, &missing, input);
    let (starts_on, ends_on) = (input.period.starts_on(), input.period.ends_on());
    Some(Document {
        kind: input.kind,
        audience: lookup.audience(),
        title: plan.title.to_owned(),
        authority: input.authority.clone(),
        period: words::period(input.period),
        days: (words::date(starts_on), words::date(ends_on)),
        about: plan.about.to_owned(),
        position: input.position,
        recorded_at: input.recorded_at,
        highlights,
        withheld: withheld(&input.now, &sections),
        definitions: headings::definitions(input.now.tables()),
        sections,
        checklist,
        missing,
        sign_off: input.sign_off.clone(),
    })
}

fn section(
    number: usize,
    part: &Part,
    lookup: &Lookup<'_>,
    numbered: &mut usize,
    highlights: &mut Vec<Highlight>,
) -> Section {
    let mut sentences = Vec::new();
    for form in part.sentences {
        let Some(told) = sentences::of(form, lookup) else {
            continue;
        };
        sentences.push(told.sentence);
        highlights.extend(told.highlight);
    }
    let mut sheets: Vec<Sheet> = part
        .tables
        .iter()
        .filter_map(|shown| tables::of(*shown, lookup))
        .collect();
    match part.also {
        Also::Nothing => {}
        Also::Learning => {
            sentences.extend(learning::sentences(lookup));
            sheets.extend(learning::sheets(lookup));
        }
        Also::SelfAssessment => sheets.push(tables::self_assessment(lookup)),
    }
    for sheet in &mut sheets {
        *numbered += 1;
        sheet.number = *numbered;
    }
    Section {
        id: part.id,
        number,
        title: part.title,
        source: part.source,
        sentences,
        narratives: part
            .narratives
            .iter()
            .map(|(id, prompt)| narrative(id, prompt, lookup))
            .collect(),
        sheets,
    }
}

fn narrative(id: &str, prompt: &str, lookup: &Lookup<'_>) -> Narrative {
    let text = lookup.input.texts.narrative.get(id).map_or("", String::as_str);
    Narrative {
        id: id.to_owned(),
        prompt: prompt.to_owned(),
        paragraphs: paragraphs(text),
    }
}

/// The paragraphs of a text: what empty lines part.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let line = line.trim();
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// What the law asks for, in its order, and whether it is there.
fn checklist(plan: &Plan, sections: &[Section], missing: &[Missing], input: &Input) -> Vec<Item> {
    let item = |text: &str, source: &str, section: String, state| Item {
        text: text.to_owned(),
        source: source.to_owned(),
        section,
        state,
    };
    let whole = || "The whole report".to_owned();
    let mut items = vec![item("The period that the report is about", "", whole(), YES)];
    for (part, section) in plan.sections.iter().zip(sections) {
        let lacks = missing.iter().any(|missing| missing.section == section.number);
        let is_written = section.narratives.iter().any(|text| !text.paragraphs.is_empty());
        let has_content = is_written || !section.sentences.is_empty() || !section.sheets.is_empty();
        let state = match (has_content, lacks) {
            (true, false) => YES,
            (true, true) => IN_PART,
            (false, _) => NO,
        };
        let of = format!("{}. {}", section.number, section.title);
        items.push(item(part.duty, part.source, of, state));
    }
    let checked = if input.now.are_published() {
        (YES, "What was withheld")
    } else {
        (NO, "Not made: this report is for the council itself")
    };
    items.push(item(
        "A check that nobody can be recognised",
        "SI 2006/1738 reg 13(3); Data Protection Act 2018",
        checked.1.to_owned(),
        checked.0,
    ));
    let is_signed = missing::of_sign_off(&input.sign_off).is_empty();
    let state = if is_signed { YES } else { NO };
    items.push(item(
        "The way of approval, and the date of publication",
        "",
        "Approval and publication".to_owned(),
        state,
    ));
    items
}

const YES: &str = "Yes";
const IN_PART: &str = "In part";
const NO: &str = "No";

/// A sentence for each table of which something is withheld.
fn withheld(figures: &Figures, sections: &[Section]) -> Vec<String> {
    let Figures::Published(published) = figures else {
        return Vec::new();
    };
    let mut sentences = Vec::new();
    for sheet in sections.iter().flat_map(|section| &section.sheets) {
        let of = published
            .tables()
            .iter()
            .zip(published.withheld())
            .find(|(table, _)| table.id == sheet.id);
        let name = format!("Table {}, {}", sheet.number, sheet.title);
        match of.map(|(_, withheld)| *withheld) {
            None | Some(Withheld::Nothing) => {}
            Some(Withheld::All) => sentences.push(format!("{name}: all figures are withheld.")),
            Some(Withheld::Figures(1)) => sentences.push(format!("{name}: 1 figure is withheld.")),
            Some(Withheld::Figures(count)) => {
                sentences.push(format!("{name}: {count} figures are withheld."));
            }
        }
    }
    sentences
}

impl Lookup<'_> {
    fn audience(&self) -> Audience {
        if self.input.now.are_published() {
            Audience::Public
        } else {
            Audience::Authority
        }
    }
}
