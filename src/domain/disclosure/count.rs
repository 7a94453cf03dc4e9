//! What a count is of: the same count has one description, in whichever table and by whichever measure it stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::told::What;
use crate::domain::{
    entry::{StageEnding, Timeliness},
    ids::{Position, StreamKind},
    ombudsman::Decision,
    outcome::Finding,
    representation::{Kind, State},
    statistics::{Basis, Column, Source, Table, Unit, Which, dimensions},
    word::Word,
};

/// Values that units have for some dimensions.
pub(super) type Place = Vec<(&'static str, Option<String>)>;

/// Values that a unit may have for one dimension; `None` is blank.
pub(super) type Values = BTreeSet<Option<String>>;

/// What a count is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Count {
    /// The position of the log that it was counted at.
    pub(super) position: Position,
    unit: Unit,
    basis: Basis,
    period: (NaiveDate, NaiveDate),
    /// Rules that its units meet and that no dimension says.
    pub(super) rules: BTreeSet<String>,
    /// What its units may have for each dimension.
    pub(super) place: BTreeMap<&'static str, Values>,
}

/// The stages that a record can have.
const STAGES: i64 = 3;
/// The concerns, remedies or other parts that a record can have.
const PARTS: i64 = 20;

/// What findings are kept under: no dimension of the catalogue, but what several rules speak of.
const STANDING_FINDING: &str = "standing finding";

impl Count {
    /// The units of a table that are so for some of its dimensions, and that a figure counts.
    pub(super) fn of(table: &Table, place: &Place, what: What) -> Self {
        let mut count = Self {
            position: table.as_of.position,
            unit: table.measures.first().map_or(Unit::Given, |measure| measure.unit),
            basis: table.basis,
            period: (table.period.starts_on(), table.period.ends_on()),
            rules: BTreeSet::new(),
            place: BTreeMap::new(),
        };
        for filter in &table.filters {
            count.narrow(filter.dimension.id, filter.values.iter().cloned().collect());
        }
        for (dimension, value) in place {
            count.narrow(dimension, [value.clone()].into());
        }
        match what {
            What::Those(which) => count.meet(which),
            What::Rest { of, among } => {
                count.meet(among);
                count.rules.insert(format!("not {of:?}"));
            }
        }
        count.say_kind();
        count
    }

    /// Only a complaint has a procedure or a stage: that it is a complaint is said always of the one, never of the other,
    /// so that a count of them has one description whether its table says so or not.
    fn say_kind(&mut self) {
        let complaint = || Values::from([Some(Kind::Complaint.word().to_owned())]);
        match self.unit {
            Unit::Representation => {
                let procedures = self.place.get("procedure");
                if procedures.is_some_and(|procedures| !procedures.contains(&None)) {
                    self.place.entry("kind").or_insert_with(complaint);
                }
            }
            Unit::Stage if self.place.get("kind") == Some(&complaint()) => {
                self.place.remove("kind");
            }
            _ => {}
        }
    }

    /// The same at another position.
    pub(super) fn at(&self, position: Position) -> Self {
        Self {
            position,
            ..self.clone()
        }
    }

    /// The same with these values of a dimension in place of what it had.
    pub(super) fn with(&self, dimension: &'static str, values: Values) -> Self {
        let mut count = self.clone();
        count.place.insert(dimension, values);
        count.say_kind();
        count
    }

    /// The same without regard to a dimension.
    pub(super) fn without(&self, dimension: &str) -> Self {
        let mut count = self.clone();
        count.place.remove(dimension);
        count
    }

    /// Whether it is one row of what a whole is broken down into: the same, with one value for each dimension more.
    pub(super) fn is_a_row_of(&self, whole: &Self) -> bool {
        let mut row = self.clone();
        row.place
            .retain(|dimension, values| whole.place.contains_key(dimension) || values.len() != 1);
        row == *whole
    }

    /// The kind of record that its units are or are parts of.
    pub(super) fn record(&self) -> StreamKind {
        self.unit.record()
    }

    /// Whether it counts every record of a kind that came in.
    pub(super) fn is_of_all(&self, record: StreamKind) -> bool {
        let is_record = matches!(self.unit, Unit::Representation | Unit::OmbudsmanCase);
        is_record
            && self.record() == record
            && self.basis == Basis::Received
            && self.place.is_empty()
            && self.rules.is_empty()
    }

    /// How many units one record can have in it. Of one stage it has one, or is converted while others change too.
    pub(super) fn units_of_a_record(&self) -> i64 {
        let is_of_one_stage = self.place.get("stage").is_some_and(|stages| stages.len() == 1);
        match self.unit {
            Unit::Representation | Unit::OmbudsmanCase => 1,
            Unit::Stage if is_of_one_stage => 1,
            Unit::Stage => STAGES,
            _ => PARTS,
        }
    }

    fn narrow(&mut self, dimension: &'static str, values: Values) {
        let values = match self.place.get(dimension) {
            Some(before) => before.intersection(&values).cloned().collect(),
            None => values,
        };
        self.place.insert(dimension, values);
    }

    fn narrow_to<W: Word>(&mut self, dimension: &'static str, words: &[W]) {
        let values = words.iter().map(|word| Some(word.word().to_owned()));
        self.narrow(dimension, values.collect());
    }

    fn narrow_column(&mut self, column: Column, values: &[&str], which: Which) {
        let own = dimensions().find(|dimension| dimension.source == Source::Column(column));
        match own {
            Some(dimension) => {
                let values = values.iter().map(|value| Some((*value).to_owned()));
                self.narrow(dimension.id, values.collect());
            }
            None => {
                self.rules.insert(format!("{which:?}"));
            }
        }
    }

    /// Says a rule by values of dimensions where it can be said so, because counts are then known to be the same, or to
    /// be parts of each other.
    fn meet(&mut self, which: Which) {
        match which {
            Which::All => {}
            Which::Each(rules) => rules.iter().for_each(|rule| self.meet(*rule)),
            Which::Is(column, value) => self.narrow_column(column, &[value], which),
            Which::OneOf(column, values) => self.narrow_column(column, values, which),
            Which::Closed => self.narrow_to(
                "state",
                &[
                    State::Concluded,
                    State::Lapsed,
                    State::Withdrawn,
                    State::NotAccepted,
                    State::ReferredEarly,
                    State::Joined,
                ],
            ),
            Which::NotClosed => self.narrow_to("state", &[State::Open, State::Answered, State::Deferred]),
            Which::WithFinding => self.narrow_to(
                STANDING_FINDING,
                &[
                    Finding::Upheld,
                    Finding::PartlyUpheld,
                    Finding::NotUpheld,
                    Finding::Inconclusive,
                ],
            ),
            Which::Found(finding) => self.narrow_to(STANDING_FINDING, &[finding]),
            Which::Upheld => self.narrow_to(STANDING_FINDING, &[Finding::Upheld, Finding::PartlyUpheld]),
            Which::StageEnded => {
                self.narrow_to("ending", &[StageEnding::Response, StageEnding::Withdrawal]);
            }
            Which::StageAnswered => self.narrow_to("ending", &[StageEnding::Response]),
            Which::StageWithinBase => self.answered(&[Timeliness::WithinBase]),
            Which::StageWithinAgreed => self.answered(&[Timeliness::WithinBase, Timeliness::WithinAgreed]),
            Which::StageLate => self.answered(&[Timeliness::Late]),
            Which::Decided(decision) => self.narrow_to("decision", &[decision]),
            Which::CaseDecided => self.narrow_to("decision", Decision::ALL),
            Which::CaseInvestigated => self.narrow_to("decision", &[Decision::Upheld, Decision::NotUpheld]),
            Which::CaseRemediedBefore => {
                self.narrow_to("decision", &[Decision::Upheld]);
                self.narrow("satisfactory_remedy", [Some("yes".to_owned())].into());
            }
            Which::RemedyCompleted => self.narrow_to(
                "remedy_timeliness",
                &[Timeliness::WithinBase, Timeliness::WithinAgreed, Timeliness::Late],
            ),
            Which::RemedyLate => self.narrow_to("remedy_timeliness", &[Timeliness::Late]),
            Which::Concluded
            | Which::ReachedStage
            | Which::ReachedStageTimed
            | Which::EnquiryAnswered
            | Which::Given(_)
            | Which::Answered(_)
            | Which::Not(_) => {
                self.rules.insert(format!("{which:?}"));
            }
        }
    }

    fn answered(&mut self, timeliness: &[Timeliness]) {
        self.narrow_to("ending", &[StageEnding::Response]);
        self.narrow_to("timeliness", timeliness);
    }
}
