//! The rules, one file a subject.

mod sums;
mod wholes;
mod percentages;
mod hundreds;
mod fitting;
mod changes;
mod means;
mod impossible;
mod differing;
mod units;
mod years;
mod labels;
mod statements;
mod stated_labels;
mod stated_means;
mod stated_changes;

use super::{
    document::Publication,
    finding::{Finding, Place, Rule},
    ledger::Ledger,
    view::View,
};
use crate::domain::limits;

/// What a rule is given, and what it finds.
struct Check<'a> {
    publications: &'a [Publication],
    ledger: Ledger,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn find(
        &mut self,
        rule: Rule,
        places: Vec<Place>,
        stated: impl Into<String>,
        follows: impl Into<String>,
        how: impl Into<String>,
    ) {
        if self.findings.len() >= limits::PUBLICATION_FINDINGS_MAX {
            return;
        }
        let finding = Finding {
            rule,
            places,
            stated: stated.into(),
            follows: follows.into(),
            how: how.into(),
        };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// Every table, read both ways, with the place of its document.
    fn views(&self) -> Vec<(usize, View<'a>)> {
        let publications = self.publications;
        let of = |(document, publication): (usize, &'a Publication)| {
            publication
                .tables
                .iter()
                .flat_map(move |table| View::both(publication, table).map(|view| (document, view)))
        };
        publications.iter().enumerate().flat_map(of).collect()
    }
}

/// Every contradiction in these documents, in their order.
pub fn check(publications: &[Publication]) -> Vec<Finding> {
    let mut check = Check {
        publications,
        ledger: Ledger::of(publications),
        findings: Vec::new(),
    };
    check.sums();
    check.wholes();
    check.percentages();
    check.changes();
    check.means();
    check.impossible();
    check.differing();
    check.units();
    check.years();
    check.labels();
    check.statements();
    check.stated_changes();
    let place = |finding: &Finding| {
        let document = finding.places.first().map(|place| place.document.as_str());
        publications
            .iter()
            .position(|publication| Some(publication.id.as_str()) == document)
    };
    check.findings.sort_by_key(place);
    check.findings
}
