//! What pins tables: their digests are reckoned between reading the request and handing it to the lane.

use crate::{
    api::{
        convert::{Reader, people, statistics::period, values::Wire},
        names::Name,
        wire,
        write::Terms,
    },
    app::submission::Secret,
    domain::{
        edition::Audience,
        financial_year::Period,
        ids::CodeId,
        limits,
        lists::List,
        statistics::{self, ReportDefinition},
    },
};

/// An edition as it is asked for, without its tables.
#[derive(Debug)]
pub struct Asked {
    /// The report.
    pub report: &'static ReportDefinition,
    /// The period.
    pub period: Period,
    /// Whom it is for.
    pub audience: Audience,
    /// Its route of approval.
    pub route: Vec<CodeId>,
}

/// Reads a request to prepare an edition; where its tables are made is the handler's to read.
pub fn prepare(reader: &mut Reader<'_>, request: wire::PrepareEditionRequest) -> Option<(Asked, Terms)> {
    let wire::PrepareEditionRequest {
        parent,
        report,
        period: asked,
        position: _,
        as_at: _,
        audience,
        route,
        request_id,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, "", validate_only);
    let report = read_report(reader, &report, &parent);
    let asked = period(reader, asked);
    let audience = reader.value("audience", Audience::from_wire(audience));
    if route.is_empty() {
        reader.refuse("route", "must be given");
    }
    let today = Some(reader.today);
    let route = reader.codes(
        "route",
        List::ApprovalSteps,
        route,
        limits::APPROVAL_STEPS_MAX,
        today,
    );
    let asked = Asked {
        report: report?,
        period: asked?,
        audience: audience?,
        route: route.filter(|route| !route.is_empty())?,
    };
    Some((asked, terms?))
}

fn read_report(reader: &mut Reader<'_>, name: &str, parent: &str) -> Option<&'static ReportDefinition> {
    let form = "must be authorities/{authority}/reports/{report} of the same authority, and one of the reports there are";
    let name = Name::parse(name);
    let beside = Name::parse(parent);
    let of_same = match (&name, &beside) {
        (Some(name), Some(beside)) => name.authority == beside.authority,
        _ => true,
    };
    let found = name.as_ref().and_then(Name::report).and_then(statistics::report);
    let found = found.filter(|_| of_same);
    if found.is_none() {
        reader.refuse("report", form);
    }
    found
}

/// Reads a request to restate an edition: its reason, in a code and in words.
pub fn restate(
    reader: &mut Reader<'_>,
    request: wire::RestateEditionRequest,
) -> Option<(CodeId, Option<Secret>, Terms)> {
    let wire::RestateEditionRequest {
        name: _,
        position: _,
        as_at: _,
        reason,
        text,
        request_id,
        etag,
        validate_only,
    } = request;
    let terms = Terms::read(reader, request_id, &etag, validate_only);
    let today = Some(reader.today);
    let reason = reader.code("reason", List::RestatementReasons, &reason, today);
    let max = limits::TEXT_CHARACTERS_MAX;
    let text = reader.text("text", text, max);
    let text = text.and_then(|text| people::read_text(reader, "text", "restatement".to_owned(), text, max));
    Some((reason?, text?, terms?))
}
