//! The file of what people wrote for a report.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::api::{
    convert::dates::date,
    wire::{NarrativeText, ReportApproval, ReportSignOff, SelfAssessmentAnswer, SelfAssessmentRow},
};

/// What the file holds, as the server is told.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Texts {
    pub(super) narrative: Vec<NarrativeText>,
    pub(super) self_assessment: Vec<SelfAssessmentRow>,
    pub(super) sign_off: Option<ReportSignOff>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    narrative: BTreeMap<String, String>,
    #[serde(default)]
    self_assessment: Vec<Row>,
    sign_off: Option<SignOff>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    section: i32,
    answer: Answer,
    #[serde(default)]
    commentary: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Yes,
    Partly,
    No,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SignOff {
    #[serde(default)]
    approvals: Vec<Approval>,
    published_on: Option<NaiveDate>,
    #[serde(default)]
    responded_by: String,
    #[serde(default)]
    response: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    by: String,
    on: Option<NaiveDate>,
}

/// Reads the file.
///
/// # Errors
/// When it is not there, is not TOML, or says what is not known.
pub(super) fn read(path: &Path) -> Result<Texts, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(parse(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

pub(super) fn parse(text: &str) -> Result<Texts, toml::de::Error> {
    let File {
        narrative,
        self_assessment,
        sign_off,
    } = toml::from_str(text)?;
    let written = narrative
        .into_iter()
        .map(|(place, text)| NarrativeText { place, text });
    Ok(Texts {
        narrative: written.collect(),
        self_assessment: self_assessment.into_iter().map(row).collect(),
        sign_off: sign_off.map(signed),
    })
}

fn row(row: Row) -> SelfAssessmentRow {
    let Row {
        section,
        answer,
        commentary,
    } = row;
    let answer = match answer {
        Answer::Yes => SelfAssessmentAnswer::Yes,
        Answer::Partly => SelfAssessmentAnswer::Partly,
        Answer::No => SelfAssessmentAnswer::No,
    };
    SelfAssessmentRow {
        section,
        answer: answer.into(),
        commentary,
    }
}

fn signed(sign_off: SignOff) -> ReportSignOff {
    let SignOff {
        approvals,
        published_on,
        responded_by,
        response,
    } = sign_off;
    let approval = |Approval { by, on }| ReportApproval {
        approver: by,
        approved_date: on.map(date),
    };
    ReportSignOff {
        approvals: approvals.into_iter().map(approval).collect(),
        published_date: published_on.map(date),
        responding_body: responded_by,
        response,
    }
}
