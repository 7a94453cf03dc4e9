//! Both databases accept every statement of the store, and every one that a question for figures can become.

use std::{cell::RefCell, collections::BTreeSet};

use chrono::{DateTime, Utc};
use redress::{
    domain::{
        financial_year::{FinancialYear, Period},
        ids::AuthorityId,
        lists::List,
        recorded::Recorded,
        reference::{self, Authority, AuthorityType, Reference},
        statistics::{
            AsOf, Dimension, Measure, Query, QueryDraft, SeriesDraft, Values, dimensions, measures,
        },
    },
    store::{Statement, all_statements, statistics},
};

use super::holds;
use crate::databases::{Scratch, for_each_database};

async fn refused(scratch: &Scratch, statements: &[&Statement]) -> Vec<String> {
    let mut violations = Vec::new();
    for statement in statements {
        if let Err(error) = scratch.database.check(statement).await {
            violations.push(format!(
                "{:?}: {error}: {statement:?}",
                scratch.database.dialect()
            ));
        }
    }
    violations
}

#[tokio::test]
async fn every_statement_is_accepted() {
    let statements = all_statements();
    assert!(
        statements.len() > 40,
        "only {} statements were found",
        statements.len()
    );
    for_each_database(async |scratch: &Scratch| holds(&refused(scratch, &statements).await)).await;
}

#[tokio::test]
async fn a_wrong_statement_is_refused() {
    let wrong = Statement::new("SELECT nothing FROM nowhere");
    for_each_database(async |scratch: &Scratch| {
        assert_eq!(refused(scratch, &[&wrong]).await.len(), 1);
    })
    .await;
}

/// The lists that an authority starts with.
fn reference() -> Reference {
    let authority = Authority {
        display_name: "A council".to_owned(),
        authority_type: AuthorityType::Unitary,
        region: String::new(),
    };
    let registered = reference::Event::AuthorityRegistered(authority);
    let recorded = Recorded {
        position: 1,
        time: DateTime::<Utc>::UNIX_EPOCH,
        event: &registered,
    };
    Reference::evolve(None, recorded).expect("an authority")
}

/// Some values of a dimension, as a filter would name them.
fn values(dimension: &Dimension, reference: &Reference) -> Vec<Vec<String>> {
    let known = match dimension.values {
        Values::Words(words) => words.first().map(|word| (*word).to_owned()),
        Values::List(list) => first_code(reference, list),
        Values::TeamGroups | Values::ServiceAreas | Values::Months | Values::Free => None,
    };
    let blank = "blank".to_owned();
    let mut filters = vec![vec![blank.clone()]];
    if let Some(known) = known {
        filters.push(vec![known.clone()]);
        filters.push(vec![known, blank]);
    }
    filters
}

fn first_code(reference: &Reference, list: List) -> Option<String> {
    let code = reference.list(list).codes().first()?;
    Some(code.id.to_string())
}

fn draft(measure: &Measure, dimension: &Dimension, filter: Option<Vec<String>>) -> QueryDraft {
    QueryDraft {
        measures: vec![measure.id.to_owned()],
        dimensions: vec![dimension.id.to_owned()],
        filters: filter
            .map(|values| (dimension.id.to_owned(), values))
            .into_iter()
            .collect(),
        basis: None,
        period: Period::financial_year(FinancialYear(2023)),
        position: None,
        include_empty: false,
        series: SeriesDraft::default(),
    }
}

/// Every sound question of one measure of each unit by one dimension, with and without a filter, on each basis.
fn questions() -> Vec<Query> {
    let reference = reference();
    let mut seen = BTreeSet::new();
    let mut questions = Vec::new();
    for measure in measures() {
        for basis in measure.bases {
            for dimension in dimensions().filter(|dimension| dimension.units.contains(&measure.unit)) {
                if !seen.insert((format!("{:?} {basis:?}", measure.unit), dimension.id)) {
                    continue;
                }
                let filters = values(dimension, &reference).into_iter().map(Some).chain([None]);
                questions.extend(filters.filter_map(|filter| {
                    let mut draft = draft(measure, dimension, filter);
                    draft.basis = Some(*basis);
                    Query::of(&draft, &reference).ok()
                }));
            }
        }
    }
    questions
}

#[tokio::test]
async fn every_kind_of_question_is_accepted() {
    let questions = questions();
    assert!(
        questions.len() > 200,
        "only {} questions were made",
        questions.len()
    );
    let as_of = AsOf {
        position: 1,
        recorded_at: DateTime::<Utc>::UNIX_EPOCH,
    };
    let kent = AuthorityId::parse("kent").expect("an authority id");
    let violations = RefCell::new(Vec::new());
    for_each_database(async |scratch: &Scratch| {
        for question in &questions {
            if let Err(error) = statistics::count(&scratch.database, &kent, question, as_of).await {
                let dialect = scratch.database.dialect();
                violations
                    .borrow_mut()
                    .push(format!("{dialect:?}: {error}: {question:?}"));
            }
        }
    })
    .await;
    holds(&violations.into_inner());
}
