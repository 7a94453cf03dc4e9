//! Figures that the council's register does not count itself: residents, activity, and what the Ombudsman published of
//! other councils.

use super::{AUTHORITY, DemoError, calls::Calls, prepare::slug};
use crate::{api::wire, domain::lists::List};

const BENCHMARKS: &str = include_str!("../../../data/benchmarks-2023-24.csv");
const POPULATIONS: &str = include_str!("../../../data/populations.csv");

/// The year that the benchmarks are about.
const YEAR: i32 = 2023;
/// The council's own activity in 2023/24 and before, as it was published.
const ACTIVITY: [(&str, i32, i64); 8] = [
    ("contacts", 2023, 25_242),
    ("contacts", 2022, 26_677),
    ("referrals", 2023, 4_505),
    ("referrals", 2022, 4_912),
    ("open_referrals", 2023, 3_429),
    ("open_referrals", 2022, 3_702),
    ("long_term_support", 2023, 3_650),
    ("long_term_support", 2022, 3_595),
];
/// The country's, as the Ombudsman published it.
const NATIONAL: [(i32, i64); 2] = [(2023, 17_937), (2022, 15_488)];

/// The groups that the benchmarks are of: id, name, provider, and the table whose councils they hold.
const GROUPS: [(&str, &str, &str, &str); 3] = [
    (
        "neighbours-2023",
        "Nearest neighbours",
        "CIPFA",
        "cipfa_neighbours_investigated",
    ),
    (
        "combined-authority-2023",
        "Constituent councils of the combined authority",
        "WMCA",
        "wmca_investigated",
    ),
    (
        "region-2023",
        "Councils of the West Midlands",
        "Region",
        "west_midlands_adult_escalations",
    ),
];

/// The set and the kind that a table and a measure of the benchmarks are.
fn coded(table: &str, measure: &str) -> Option<(&'static str, &'static str)> {
    let set = match table {
        "cipfa_neighbours_investigated" => "nearest_neighbours",
        "wmca_investigated" | "wmca_satisfactory_remedy" => "combined_authority",
        "west_midlands_adult_escalations" => "region",
        _ => return None,
    };
    let kind = match measure {
        "upheld" => "ombudsman_upheld",
        "not_upheld" => "ombudsman_not_upheld",
        "satisfactory_remedy" => "ombudsman_satisfactory_remedies",
        "received_by_ombudsman" => "received_adult_care",
        _ => return None,
    };
    Some((set, kind))
}

fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let rows = BENCHMARKS.lines().skip(1);
    rows.filter_map(|row| row.split(',').collect::<Vec<_>>().try_into().ok())
}

/// The codes of the other councils.
pub(super) fn codes() -> Vec<(List, String, wire::Code)> {
    let mut names: Vec<&str> = rows().map(|[_, name, _, _]| name).collect();
    names.sort_unstable();
    names.dedup();
    let code = |name: &str| wire::Code {
        display_name: name.to_owned(),
        ..wire::Code::default()
    };
    names
        .into_iter()
        .map(|name| (List::Bodies, slug(name), code(name)))
        .collect()
}

/// Every figure that is given.
fn figures() -> Result<Vec<wire::GivenFigure>, DemoError> {
    let damaged = |row: &[&str]| DemoError::Data(row.join(","));
    let mut figures = Vec::new();
    for row @ [table, body, measure, value] in rows() {
        let (set, kind) = coded(table, measure).ok_or_else(|| damaged(&row))?;
        figures.push(wire::GivenFigure {
            kind: kind.to_owned(),
            set: set.to_owned(),
            body: slug(body),
            financial_year: YEAR,
            value: value.parse().map_err(|_| damaged(&row))?,
            source: "Local Government and Social Care Ombudsman, 2023/24".to_owned(),
            confidence: wire::Confidence::B.into(),
            ..wire::GivenFigure::default()
        });
    }
    let own = |kind: &str, financial_year, value, source: &str| wire::GivenFigure {
        kind: kind.to_owned(),
        financial_year,
        value,
        source: source.to_owned(),
        ..wire::GivenFigure::default()
    };
    figures.extend(
        ACTIVITY.map(|(kind, year, value)| own(kind, year, value, "The council, annual reports 2023/24")),
    );
    figures.extend(NATIONAL.map(|(year, value)| wire::GivenFigure {
        set: "national".to_owned(),
        ..own(
            "ombudsman_received",
            year,
            value,
            "Local Government and Social Care Ombudsman, 2023/24",
        )
    }));
    for row in POPULATIONS.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let [body, residents, source, _] = fields[..] else {
            return Err(damaged(&fields));
        };
        let residents = residents.parse().map_err(|_| damaged(&fields))?;
        let of_another = if body == "Coventry" {
            String::new()
        } else {
            slug(body)
        };
        figures.push(wire::GivenFigure {
            body: of_another,
            confidence: wire::Confidence::C.into(),
            ..own("residents", 2021, residents, source)
        });
    }
    Ok(figures)
}

/// Gives them all, and saves the groups.
pub(super) async fn give(calls: &Calls) -> Result<(), DemoError> {
    for (number, figure) in figures()?.into_iter().enumerate() {
        let request = wire::GiveFigureRequest {
            parent: AUTHORITY.to_owned(),
            figure: Some(figure),
            request_id: format!("demo.figure.{number}"),
            validate_only: false,
        };
        calls
            .reference()
            .give_figure(request)
            .await
            .map_err(DemoError::call("GiveFigure"))?;
    }
    for (id, display_name, provider, table) in GROUPS {
        let mut members: Vec<String> = Vec::new();
        for [_, body, _, _] in rows().filter(|[of, _, _, _]| *of == table) {
            let body = slug(body);
            if !members.contains(&body) {
                members.push(body);
            }
        }
        let request = wire::SavePeerGroupRequest {
            parent: AUTHORITY.to_owned(),
            peer_group: Some(wire::PeerGroup {
                id: id.to_owned(),
                display_name: display_name.to_owned(),
                provider: provider.to_owned(),
                financial_year: YEAR,
                members,
            }),
            request_id: format!("demo.group.{id}"),
            validate_only: false,
        };
        let saved = calls.benchmarks().save_peer_group(request).await;
        saved.map_err(DemoError::call("SavePeerGroup"))?;
    }
    Ok(())
}
