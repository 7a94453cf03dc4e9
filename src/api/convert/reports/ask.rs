//! Reports, as they are asked for.

use std::collections::BTreeMap;

use crate::{
    api::{
        convert::{Reader, statistics, values::Wire},
        wire,
    },
    domain::{
        financial_year::{FinancialYear, Period},
        ids::Position,
        limits,
        word::Word,
    },
    report::{
        input::{Approval, Assessed, Meets, SignOff, Texts},
        kind::{Audience, Format, Kind},
        plan::narratives,
    },
};

/// A report that is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which report.
    pub kind: Kind,
    /// The period; none for the weekly page.
    pub period: Option<Period>,
    /// Whom it is for.
    pub audience: Audience,
    /// The forms.
    pub formats: Vec<Format>,
    /// The position to answer at; none for now.
    pub position: Option<Position>,
    /// What people wrote.
    pub texts: Texts,
    /// Approval and publication.
    pub sign_off: SignOff,
}

/// The first and last years that a period may be in, as dates may.
const YEARS: (i32, i32) = (1990, 2200);

/// Reads what is asked for; the parent is the handler's to read.
pub fn asked(reader: &mut Reader<'_>, request: wire::RenderReportRequest) -> Option<Asked> {
    let wire::RenderReportRequest {
        parent: _,
        kind,
        financial_year,
        quarter,
        audience,
        formats,
        position,
        narrative,
        self_assessment,
        sign_off,
    } = request;
    let kind = reader.value("kind", Kind::from_wire(kind));
    let period = kind.and_then(|kind| period(reader, kind, financial_year, quarter));
    let audience = reader.value("audience", Audience::from_wire(audience));
    let formats = read_formats(reader, formats);
    let position = statistics::position(reader, position);
    let is_weekly = kind == Some(Kind::Weekly);
    if is_weekly && audience == Some(Audience::Public) {
        reader.refuse("audience", "must be the authority: the weekly page names records");
    }
    if is_weekly && position.is_some_and(|position| position > 0) {
        reader.refuse("position", "must be 0: the weekly page is about today");
    }
    let narrative = kind.and_then(|kind| read_narrative(reader, kind, narrative));
    let self_assessment = read_self_assessment(reader, self_assessment);
    let sign_off = read_sign_off(reader, sign_off.unwrap_or_default());
    Some(Asked {
        kind: kind?,
        period: period?,
        audience: audience?,
        formats: formats?,
        position: Some(position?).filter(|position| *position > 0),
        texts: Texts {
            narrative: narrative?,
            self_assessment: self_assessment?,
        },
        sign_off: sign_off?,
    })
}

/// A year, a quarter, or neither for the weekly page.
fn period(reader: &mut Reader<'_>, kind: Kind, year: i32, quarter: i32) -> Option<Option<Period>> {
    if kind != Kind::Quarterly && quarter != 0 {
        reader.refuse("quarter", "must be 0 but for the quarterly report");
    }
    if kind == Kind::Weekly {
        if year != 0 {
            reader.refuse("financial_year", "must be 0: the weekly page is about today");
        }
        return Some(None);
    }
    let year = reader
        .number("financial_year", year, YEARS.0, YEARS.1)
        .map(FinancialYear);
    if kind == Kind::Quarterly {
        let quarter = reader.number("quarter", quarter, 1_u8, 4);
        return Period::quarter(year?, quarter?).map(Some);
    }
    Some(Some(Period::financial_year(year?)))
}

fn read_formats(reader: &mut Reader<'_>, formats: Vec<i32>) -> Option<Vec<Format>> {
    if formats.is_empty() {
        return Some(Format::ALL.to_vec());
    }
    let mut read = Vec::new();
    for (place, format) in formats.into_iter().enumerate() {
        let format = reader.value(format_args!("formats[{place}]"), Format::from_wire(format))?;
        if read.contains(&format) {
            reader.refuse(format_args!("formats[{place}]"), "must not repeat a form");
            return None;
        }
        read.push(format);
    }
    Some(read)
}

fn read_narrative(
    reader: &mut Reader<'_>,
    kind: Kind,
    texts: Vec<wire::NarrativeText>,
) -> Option<BTreeMap<String, String>> {
    let texts = reader.at_most("narrative", texts, limits::REPORT_TEXTS_MAX)?;
    let mut read = BTreeMap::new();
    let mut all_good = true;
    for (index, wire::NarrativeText { place, text }) in texts.into_iter().enumerate() {
        let field = format!("narrative[{index}]");
        if !narratives(kind).any(|(known, _)| *known == place) {
            let places: Vec<&str> = narratives(kind).map(|(place, _)| *place).collect();
            let places = places.join(", ");
            reader.refuse(
                format_args!("{field}.place"),
                format_args!("must be one of {places}"),
            );
            all_good = false;
            continue;
        }
        let text = reader.text(
            format_args!("{field}.text"),
            text,
            limits::NARRATIVE_CHARACTERS_MAX,
        );
        if read.contains_key(&place) {
            reader.refuse(format_args!("{field}.place"), "must not repeat a place");
            all_good = false;
        }
        match text {
            Some(text) => drop(read.insert(place, text)),
            None => all_good = false,
        }
    }
    all_good.then_some(read)
}

fn read_self_assessment(
    reader: &mut Reader<'_>,
    rows: Vec<wire::SelfAssessmentRow>,
) -> Option<BTreeMap<u8, Assessed>> {
    let mut read = BTreeMap::new();
    let mut all_good = true;
    for (index, row) in rows.into_iter().enumerate() {
        let wire::SelfAssessmentRow {
            section,
            answer,
            commentary,
        } = row;
        let field = format!("self_assessment[{index}]");
        let section = reader.number(format_args!("{field}.section"), section, 1_u8, 9);
        let meets = reader.value(format_args!("{field}.answer"), Meets::from_wire(answer));
        let commentary = reader.optional_text(
            format_args!("{field}.commentary"),
            commentary,
            limits::TEXT_CHARACTERS_MAX,
        );
        let (Some(section), Some(meets), Some(commentary)) = (section, meets, commentary) else {
            all_good = false;
            continue;
        };
        let assessed = Assessed {
            meets,
            commentary: commentary.unwrap_or_default(),
        };
        if read.insert(section, assessed).is_some() {
            reader.refuse(format_args!("{field}.section"), "must not repeat a section");
            all_good = false;
        }
    }
    all_good.then_some(read)
}

fn read_sign_off(reader: &mut Reader<'_>, sign_off: wire::ReportSignOff) -> Option<SignOff> {
    let wire::ReportSignOff {
        approvals,
        published_date,
        responding_body,
        response,
    } = sign_off;
    let approvals = reader.at_most("sign_off.approvals", approvals, limits::APPROVALS_MAX)?;
    let mut read = Vec::new();
    let mut all_good = true;
    for (index, approval) in approvals.into_iter().enumerate() {
        let wire::ReportApproval {
            approver,
            approved_date,
        } = approval;
        let field = format!("sign_off.approvals[{index}]");
        let by = reader.text(
            format_args!("{field}.approver"),
            approver,
            limits::DISPLAY_NAME_CHARACTERS_MAX,
        );
        let on = reader.optional_date(format_args!("{field}.approved_date"), approved_date);
        match by.zip(on) {
            Some((by, on)) => read.push(Approval { by, on }),
            None => all_good = false,
        }
    }
    let published_on = reader.optional_date("sign_off.published_date", published_date);
    let responded_by = reader.optional_text(
        "sign_off.responding_body",
        responding_body,
        limits::DISPLAY_NAME_CHARACTERS_MAX,
    );
    let response = reader.optional_text("sign_off.response", response, limits::NARRATIVE_CHARACTERS_MAX);
    Some(SignOff {
        approvals: Some(read).filter(|_| all_good)?,
        published_on: published_on?,
        responded_by: responded_by?.unwrap_or_default(),
        response: response?.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_report_has_more_places_than_a_request_may_fill_and_none_twice() {
        for kind in Kind::ALL {
            let places: Vec<&str> = narratives(*kind).map(|(place, _)| *place).collect();
            let unlike: BTreeSet<&str> = places.iter().copied().collect();
            assert_eq!(unlike.len(), places.len(), "{kind:?}");
            assert!(places.len() <= limits::REPORT_TEXTS_MAX);
        }
    }
}
