//! One thing with two values: in one document, or in two.

use super::Check;
use crate::domain::publication::{
    finding::{Finding, Place, Rule},
    ledger::{Fact, Key},
};

/// How many figures of one thing are held against each other.
const COMPARED: usize = 200;

impl Check<'_> {
    pub(super) fn differing(&mut self) {
        let mut findings = Vec::new();
        for (key, facts) in self.ledger.by_key() {
            // What stands more often is held against the first ones.
            let facts = &facts[..facts.len().min(COMPARED)];
            let mut bases: Vec<&str> = facts.iter().map(|fact| fact.basis.as_str()).collect();
            bases.sort_unstable();
            bases.dedup();
            for basis in &bases {
                let of_basis: Vec<&Fact> = facts
                    .iter()
                    .copied()
                    .filter(|fact| fact.basis == **basis)
                    .collect();
                findings.extend(self.differ(key, &of_basis));
            }
            let named: Vec<&Fact> = facts
                .iter()
                .copied()
                .filter(|fact| !fact.basis.is_empty())
                .collect();
            findings.extend(on_bases(key, &named));
        }
        for finding in findings {
            let Finding {
                rule,
                places,
                stated,
                follows,
                how,
            } = finding;
            self.find(rule, places, stated, follows, how);
        }
    }

    fn differ(&self, key: &Key, facts: &[&Fact]) -> Option<Finding> {
        let differ =
            |one: &Fact, other: &Fact| !one.number.agrees(&other.number) && !is_one_table(one, other);
        let involved: Vec<&Fact> = facts
            .iter()
            .copied()
            .filter(|one| facts.iter().any(|other| differ(one, other)))
            .collect();
        let first = involved.first()?;
        let mut shown: Vec<&Fact> = Vec::new();
        for fact in &involved {
            if !shown
                .iter()
                .any(|other| other.number.agrees(&fact.number) && other.document == fact.document)
            {
                shown.push(fact);
            }
        }
        // What stands alone against a table is called wrong first.
        shown.sort_by_key(|fact| (fact.document, fact.place.statement == 0));
        let between = involved.iter().any(|fact| fact.document != first.document);
        let rule = if between {
            Rule::DocumentsDiffer
        } else {
            Rule::SectionsDiffer
        };
        let values: Vec<String> = shown
            .iter()
            .map(|fact| format!("{} ({})", fact.number, fact.place))
            .collect();
        let of = if key.row.is_empty() {
            key.measure.clone()
        } else {
            format!("{}, {}", key.measure, key.row)
        };
        let elsewhere = self.elsewhere(&shown);
        let how = format!("{of}, {}: {}{elsewhere}.", first.when.text, values.join("; "));
        Some(Finding {
            rule,
            places: shown.iter().map(|fact| fact.place.clone()).collect(),
            stated: shown[0].number.to_string(),
            follows: shown
                .get(1)
                .map(|fact| fact.number.to_string())
                .unwrap_or_default(),
            how,
        })
    }

    /// Where the number of a sentence stands for something else in the same document.
    fn elsewhere(&self, shown: &[&Fact]) -> String {
        let said = shown
            .iter()
            .filter(|fact| fact.place.statement > 0 && fact.number.value >= 10.0);
        for fact in said {
            let other = self.ledger.of_document(fact.document).find(|other| {
                other.number == fact.number
                    && other.key.measure != fact.key.measure
                    && other.place.statement == 0
            });
            if let Some(other) = other {
                return format!("; {} is {}", fact.number, other.place);
            }
        }
        String::new()
    }
}

fn is_one_table(one: &Fact, other: &Fact) -> bool {
    let in_table = |fact: &Fact| fact.place.statement == 0;
    one.document == other.document && one.place.table == other.place.table && in_table(one) && in_table(other)
}

fn on_bases(key: &Key, facts: &[&Fact]) -> Option<Finding> {
    let first = facts.first()?;
    let other = facts.iter().find(|other| {
        other.basis != first.basis && !other.number.agrees(&first.number) && !is_one_table(first, other)
    })?;
    let shown: Vec<String> = facts
        .iter()
        .map(|fact| format!("{} by {} ({})", fact.number, fact.basis, fact.place))
        .collect();
    let places: Vec<Place> = facts.iter().map(|fact| fact.place.clone()).collect();
    Some(Finding {
        rule: Rule::Bases,
        places,
        stated: first.number.to_string(),
        follows: other.number.to_string(),
        how: format!(
            "{} stands on different bases side by side: {}.",
            key.measure,
            shown.join("; ")
        ),
    })
}
