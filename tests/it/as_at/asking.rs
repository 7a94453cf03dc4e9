//! Questions of every kind, made of the catalogue.

use std::collections::BTreeMap;

use redress::{
    api::wire::{
        self, Catalogue, GetReportRequest, Period, QueryStatisticsRequest, Report, Table,
        period::Period as Of,
    },
    domain::statistics::{Column, measures},
};
use tonic::Status;

use crate::harness::{NORTHWICK, caller::Caller, day};

/// All that the random year speaks of.
pub fn whole() -> Period {
    let range = wire::DateRange {
        start_date: Some(day(2026, 1, 1)),
        end_date: Some(day(2032, 12, 31)),
    };
    Period {
        period: Some(Of::Range(range)),
    }
}

/// A financial year.
pub fn year(year: i32) -> Period {
    Period {
        period: Some(Of::FinancialYear(year)),
    }
}

/// A question for measures by dimensions, over everything.
pub fn question(measures: &[&str], dimensions: &[&str]) -> QueryStatisticsRequest {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
    QueryStatisticsRequest {
        parent: NORTHWICK.to_owned(),
        measures: owned(measures),
        dimensions: owned(dimensions),
        period: Some(whole()),
        ..QueryStatisticsRequest::default()
    }
}

/// Whether a measure counts representations beside concerns, which only the category keeps apart.
pub fn only_by_category(id: &str) -> bool {
    let measure = measures().find(|measure| measure.id == id);
    measure.is_some_and(|measure| measure.reckoning.columns().contains(&Column::FirstOfRecord))
}

/// For each unit and basis a question for every measure that takes them, by one of the unit's dimensions in turn.
pub fn of_every_measure(catalogue: &Catalogue, turn: usize) -> Vec<QueryStatisticsRequest> {
    let mut grouped: BTreeMap<(i32, i32, bool), Vec<&str>> = BTreeMap::new();
    for measure in &catalogue.measures {
        for basis in &measure.bases {
            let of = grouped
                .entry((measure.unit, *basis, only_by_category(&measure.id)))
                .or_default();
            of.push(&measure.id);
        }
    }
    let mut questions = Vec::new();
    for ((unit, basis, only_by_category), measures) in grouped {
        let dimensions = catalogue.dimensions.iter();
        // What is present in a period has no one date, and so no month.
        let present = basis == i32::from(wire::Basis::Present);
        let dimensions = dimensions
            .filter(|dimension| dimension.units.contains(&unit) && !(present && dimension.id == "month"));
        let dimensions: Vec<&str> = dimensions.map(|dimension| dimension.id.as_str()).collect();
        for measures in measures.chunks(20) {
            let dimension = if only_by_category {
                "category"
            } else {
                dimensions[(turn + questions.len()) % dimensions.len()]
            };
            let mut question = question(measures, &[dimension]);
            question.basis = basis;
            questions.push(question);
        }
    }
    questions
}

/// An answer that must never change, with what was asked.
pub enum Told {
    Table(Box<QueryStatisticsRequest>, Box<Table>),
    Report(Box<GetReportRequest>, Box<Report>),
}

impl Told {
    /// The position that it was told at.
    pub fn position(&self) -> i64 {
        match self {
            Self::Table(_, table) => table.position,
            Self::Report(_, report) => report.position,
        }
    }

    /// Asks again at that position, and checks that the answer is the same.
    pub async fn check(&self, caller: &Caller) {
        let position = self.position();
        match self {
            Self::Table(question, table) => {
                let mut question = (**question).clone();
                question.position = position;
                let again = ask(caller, question).await.expect("figures");
                assert_eq!(again, **table, "as at {position}");
            }
            Self::Report(question, report) => {
                let mut question = (**question).clone();
                question.position = position;
                let again = caller.statistics().get_report(question).await;
                let again = again.expect("a report").into_inner();
                assert_eq!(again, **report, "as at {position}");
            }
        }
    }
}

pub async fn ask(caller: &Caller, question: QueryStatisticsRequest) -> Result<Table, Status> {
    let answer = caller.statistics().query_statistics(question).await;
    answer.map(tonic::Response::into_inner)
}

/// Everything that is asked at one moment: questions for every measure, and each report.
pub async fn ask_all(caller: &Caller, catalogue: &Catalogue, turn: usize) -> Vec<Told> {
    let mut told = Vec::new();
    for question in of_every_measure(catalogue, turn) {
        let table = ask(caller, question.clone()).await.expect("figures");
        told.push(Told::Table(Box::new(question), Box::new(table)));
    }
    for report in &catalogue.reports {
        let question = GetReportRequest {
            name: format!("{NORTHWICK}/reports/{}", report.id),
            period: Some(year(2026)),
            ..GetReportRequest::default()
        };
        let report = caller.statistics().get_report(question.clone()).await;
        let report = report.expect("a report").into_inner();
        told.push(Told::Report(Box::new(question), Box::new(report)));
    }
    told
}

pub async fn catalogue(caller: &Caller) -> Catalogue {
    let answer = caller
        .statistics()
        .get_catalogue(wire::GetCatalogueRequest::default())
        .await;
    answer.expect("the catalogue").into_inner()
}
