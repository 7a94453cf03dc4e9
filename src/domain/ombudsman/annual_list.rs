//! The Ombudsman's annual lists of cases, and what differs between them and the register (Manual for Councils 11).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Compliance, Decision, OmbudsmanCase};
use crate::domain::{
    ids::{CodeId, RecordNumber},
    word::Word,
};

/// Which of the three lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnnualList {
    /// Cases that the Ombudsman received in the year.
    Received,
    /// Cases that it decided in the year.
    Decided,
    /// Outcomes of compliance that it recorded in the year.
    Compliance,
}

/// One row of a list; what it does not say is not compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCase {
    /// The Ombudsman's reference.
    pub reference: String,
    /// The Ombudsman's category.
    pub category: Option<CodeId>,
    /// When it was received.
    pub received_on: Option<NaiveDate>,
    /// When it was decided.
    pub decided_on: Option<NaiveDate>,
    /// The decision.
    pub decision: Option<Decision>,
    /// The outcome of compliance.
    pub compliance: Option<Compliance>,
    /// When the last remedy was due.
    pub target_on: Option<NaiveDate>,
    /// When the last remedy was achieved.
    pub achieved_on: Option<NaiveDate>,
}

/// Two values that ought to be the same; the register's is empty where it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field of the row.
    pub field: &'static str,
    /// What the list says: a date, a code or a word.
    pub listed: String,
    /// What the register says.
    pub registered: String,
}

/// How often a category, decision or outcome is on the list and in the register's year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// The code or word.
    pub value: String,
    /// On the list.
    pub listed: usize,
    /// In the register.
    pub registered: usize,
}

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// How many rows are on the register without any difference.
    pub agreeing: usize,
    /// The places of the rows whose reference the register does not have, from 0.
    pub unknown: Vec<usize>,
    /// The cases of the year that are not on the list.
    pub missing: Vec<RecordNumber>,
    /// The places of the rows that differ, with the case and how.
    pub differing: Vec<(usize, RecordNumber, Vec<Difference>)>,
    /// The sums, by value.
    pub totals: Vec<Total>,
}

/// Each decision with the names that letters, lists and tables have for it, without capitals and marks.
const DECISIONS: [(Decision, &[&str]); 7] = [
    (
        Decision::InvalidOrIncomplete,
        &[
            "invalid or incomplete",
            "incomplete or invalid",
            "incomplete invalid",
            "invalid incomplete",
        ],
    ),
    (Decision::AdviceGiven, &["advice given", "advice"]),
    (
        Decision::ReferredBack,
        &[
            "referred back",
            "referred back for local resolution",
            "premature",
            "premature decision referred to body in jurisdiction",
        ],
    ),
    (
        Decision::ClosedAfterInitialEnquiries,
        &[
            "closed after initial enquiries",
            "closed after initial enquiries no further action",
            "closed after initial enquiries out of jurisdiction",
            "assessed and closed",
        ],
    ),
    (
        Decision::NotUpheld,
        &[
            "not upheld",
            "not upheld no fault",
            "not upheld no further action",
            "investigated not upheld",
        ],
    ),
    (
        Decision::Upheld,
        &[
            "upheld",
            "upheld fault and injustice",
            "upheld fault no injustice",
            "upheld maladministration and injustice",
            "upheld maladministration no injustice",
            "upheld no further action",
            "investigated upheld",
        ],
    ),
    (Decision::NotForUs, &["not for us"]),
];

/// Each outcome with its names.
const OUTCOMES: [(Compliance, &[&str]); 3] = [
    (
        Compliance::Complete,
        &[
            "complete",
            "remedy complete and satisfied",
            "complete and satisfied",
            "remedy completed and satisfied",
            "satisfied",
        ],
    ),
    (
        Compliance::CompletedLate,
        &[
            "completed late",
            "remedy completed late",
            "remedy completed late and satisfied",
            "complete late and satisfied",
            "late",
        ],
    ),
    (
        Compliance::NotComplete,
        &[
            "not complete",
            "remedy not complete and not satisfied",
            "not complete and not satisfied",
            "not satisfied",
        ],
    ),
];

/// Words in small letters with single spaces, and `&` as "and": how names are compared.
fn plain(text: &str) -> String {
    let text = text.replace('&', " and ").to_lowercase();
    let words = text.split(|character: char| !character.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn named<T: Copy>(table: &[(T, &[&str])], text: &str) -> Option<T> {
    let text = plain(text);
    let found = table.iter().find(|(_, names)| names.contains(&text.as_str()));
    found.map(|(value, _)| *value)
}

/// The decision that a name stands for, in either taxonomy.
pub fn decision_named(text: &str) -> Option<Decision> {
    named(&DECISIONS, text)
}

/// The outcome of compliance that a name stands for.
pub fn outcome_named(text: &str) -> Option<Compliance> {
    named(&OUTCOMES, text)
}

impl AnnualList {
    /// The date that puts a case on this list.
    pub fn date_of(self, case: &OmbudsmanCase) -> Option<NaiveDate> {
        match self {
            Self::Received => Some(case.registration.received_on),
            Self::Decided => case.decision.as_ref().map(|decision| decision.decided_on),
            Self::Compliance => case.compliance.map(|(_, on)| on),
        }
    }

    fn listed_value(self, row: &ListedCase) -> Option<String> {
        match self {
            Self::Received => row.category.as_ref().map(CodeId::to_string),
            Self::Decided => row.decision.map(|decision| decision.word().to_owned()),
            Self::Compliance => row.compliance.map(|outcome| outcome.word().to_owned()),
        }
    }

    fn registered_value(self, case: &OmbudsmanCase) -> Option<String> {
        match self {
            Self::Received => Some(case.registration.category.to_string()),
            Self::Decided => case
                .decision
                .as_ref()
                .map(|decision| decision.decision.word().to_owned()),
            Self::Compliance => case.compliance.map(|(outcome, _)| outcome.word().to_owned()),
        }
    }

    /// Compares a list with the register. `cases` are those that the list names and those of the year; `is_of_year`
    /// tells the year's.
    pub fn reconcile(
        self,
        rows: &[ListedCase],
        cases: &BTreeMap<RecordNumber, &OmbudsmanCase>,
        is_of_year: impl Fn(NaiveDate) -> bool,
    ) -> Reconciliation {
        let numbers: BTreeMap<&str, RecordNumber> = cases
            .iter()
            .map(|(number, case)| (case.registration.reference.as_str(), *number))
            .collect();
        let mut found = Reconciliation::default();
        let mut totals: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (place, row) in rows.iter().enumerate() {
            if let Some(value) = self.listed_value(row) {
                totals.entry(value).or_default().0 += 1;
            }
            let number = numbers.get(row.reference.as_str());
            let Some((number, case)) = number.and_then(|number| Some((*number, cases.get(number)?))) else {
                found.unknown.push(place);
                continue;
            };
            let differences = differences(row, case);
            if differences.is_empty() {
                found.agreeing += 1;
            } else {
                found.differing.push((place, number, differences));
            }
        }
        let listed: BTreeSet<&str> = rows.iter().map(|row| row.reference.as_str()).collect();
        let of_year = cases
            .iter()
            .filter(|(_, case)| self.date_of(case).is_some_and(&is_of_year));
        for (number, case) in of_year {
            if let Some(value) = self.registered_value(case) {
                totals.entry(value).or_default().1 += 1;
            }
            if !listed.contains(case.registration.reference.as_str()) {
                found.missing.push(*number);
            }
        }
        let total = |(value, (listed, registered))| Total {
            value,
            listed,
            registered,
        };
        found.totals = totals.into_iter().map(total).collect();
        found
    }
}

/// What a row says otherwise than the register. A list that says only "not for us" agrees with each of its three.
fn differences(row: &ListedCase, case: &OmbudsmanCase) -> Vec<Difference> {
    let decision = case.decision.as_ref();
    let decided = decision.map(|decision| decision.decision);
    let same_class = row.decision == Some(Decision::NotForUs)
        && decided.is_some_and(|decided| decided.class() == Decision::NotForUs.class());
    let date = |on: Option<NaiveDate>| on.map(|on| on.to_string());
    let compared = [
        (
            "category",
            row.category.as_ref().map(CodeId::to_string),
            Some(case.registration.category.to_string()),
        ),
        (
            "received_date",
            date(row.received_on),
            date(Some(case.registration.received_on)),
        ),
        (
            "decided_date",
            date(row.decided_on),
            date(decision.map(|decision| decision.decided_on)),
        ),
        (
            "decision",
            row.decision
                .filter(|_| !same_class)
                .map(|listed| listed.word().to_owned()),
            decided.map(|decided| decided.word().to_owned()),
        ),
        (
            "compliance",
            row.compliance.map(|listed| listed.word().to_owned()),
            case.compliance.map(|(outcome, _)| outcome.word().to_owned()),
        ),
        ("target_date", date(row.target_on), date(case.all_due_on())),
        (
            "achieved_date",
            date(row.achieved_on),
            date(case.all_completed_on()),
        ),
    ];
    let differing = compared
        .into_iter()
        .filter(|(_, listed, registered)| listed.is_some() && listed != registered);
    differing
        .map(|(field, listed, registered)| Difference {
            field,
            listed: listed.unwrap_or_default(),
            registered: registered.unwrap_or_default(),
        })
        .collect()
}
