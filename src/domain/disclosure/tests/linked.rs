//! Tables that are linked: by their totals, by each other's margins, by earlier positions.

use super::*;
use crate::domain::{
    disclosure::{Apart, Beside, Changed, Linked, Policy, Said, SaidIn},
    ids::Position,
    reference::Reference,
    statistics::{Dimension, Key, dimensions},
};

/// Numbers that look random and are the same every time.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn dimension(id: &str) -> &'static Dimension {
    dimensions()
        .find(|dimension| dimension.id == id)
        .expect("a dimension")
}

const KINDS: [&str; 3] = ["complaint", "comment", "compliment"];
const STATES: [&str; 4] = ["open", "concluded", "withdrawn", "lapsed"];

/// Counts by kind and state.
pub(super) type Counts = [[i64; 4]; 3];

pub(super) fn random(numbers: &mut Numbers) -> Counts {
    let mut one = || match numbers.below(10) {
        0..=1 => 0,
        2..=5 => i64::try_from(1 + numbers.below(4)).expect("small"),
        _ => i64::try_from(5 + numbers.below(40)).expect("small"),
    };
    [(); 3].map(|()| [(); 4].map(|()| one()))
}

fn table_of(id: &'static str, dimensions: &[&str], rows: Vec<(Vec<&str>, i64)>, position: Position) -> Table {
    let total = rows.iter().map(|(_, count)| count).sum();
    let key = |value: &str| Key {
        value: Some(value.to_owned()),
        display_name: value.to_owned(),
    };
    let row = |(keys, value): (Vec<&str>, i64)| Row {
        keys: keys.into_iter().map(key).collect(),
        figures: vec![count(value)],
    };
    let rows: Vec<Row> = rows
        .into_iter()
        .filter(|(_, value)| *value > 0)
        .map(row)
        .collect();
    let mut table = table(&["representations_received"], Vec::new(), vec![count(total)]);
    table.id = id;
    table.dimensions = dimensions.iter().map(|id| dimension(id)).collect();
    table.rows = rows;
    table.as_of.position = position;
    table
}

/// The counts as three tables: by both, by kind, by state.
pub(super) fn tables(counts: &Counts, position: Position) -> Vec<Table> {
    let mut both = Vec::new();
    for (kind, row) in KINDS.iter().zip(counts) {
        both.extend(
            STATES
                .iter()
                .zip(row)
                .map(|(state, count)| (vec![*kind, *state], *count)),
        );
    }
    let by_kind = KINDS
        .iter()
        .zip(counts)
        .map(|(kind, row)| (vec![*kind], row.iter().sum()));
    let by_state = STATES
        .iter()
        .enumerate()
        .map(|(place, state)| (vec![*state], counts.iter().map(|row| row[place]).sum()));
    vec![
        table_of("both", &["kind", "state"], both, position),
        table_of("kind", &["kind"], by_kind.collect(), position),
        table_of("state", &["state"], by_state.collect(), position),
    ]
}

pub(super) fn beside<'a>(before: &'a [Said], changed: &'a [Changed], reference: &'a Reference) -> Beside<'a> {
    Beside {
        before,
        changed,
        reference,
    }
}

pub(super) fn said(tables: Vec<Table>) -> Said {
    Said {
        tables,
        policy: Policy::default(),
        within: SaidIn::Release,
        counted: Vec::new(),
    }
}

/// The tables with nothing withheld but what is small.
fn only_small_withheld(tables: &[Table]) -> Vec<Table> {
    let mut tables = tables.to_vec();
    for row in tables
        .iter_mut()
        .flat_map(|table| table.rows.iter_mut().chain([&mut table.total]))
    {
        for figure in &mut row.figures {
            if figure.value().is_some_and(|value| 0.0 < value && value < 5.0) {
                *figure = Figure::Suppressed;
            }
        }
    }
    tables
}

fn withheld_share(linked: &Linked) -> (usize, usize) {
    let all: Vec<bool> = linked
        .why
        .iter()
        .flatten()
        .flatten()
        .map(Option::is_some)
        .collect();
    (all.iter().filter(|withheld| **withheld).count(), all.len())
}

#[test]
fn what_is_withheld_cannot_be_worked_out_from_linked_tables() {
    let reference = Reference::of_deployment();
    let beside = beside(&[], &[], &reference);
    let mut numbers = Numbers(7);
    let (mut broken, mut withheld, mut all) = (0, 0, 0);
    for _ in 0..60 {
        let tables = tables(&random(&mut numbers), 1);
        let primary_only = only_small_withheld(&tables);
        broken += usize::from(!beside.attack(&primary_only, Policy::default()).is_empty());
        let linked = beside
            .protect(&tables, Policy::default())
            .expect("tables that can be protected");
        assert_eq!(
            beside.attack(&linked.tables, Policy::default()),
            [],
            "of {tables:?}"
        );
        let share = withheld_share(&linked);
        withheld += share.0;
        all += share.1;
    }
    assert!(
        broken > 40,
        "withholding only what is small is broken: {broken} of 60"
    );
    assert!(withheld * 2 < all, "{withheld} of {all} are withheld");
}

#[test]
fn a_later_version_gives_nothing_away_beside_the_one_before() {
    let reference = Reference::of_deployment();
    let mut numbers = Numbers(11);
    let (mut published, mut refused, mut broken) = (0, 0, 0);
    for _ in 0..40 {
        let mut counts = random(&mut numbers);
        let first = beside(&[], &[], &reference)
            .protect(&tables(&counts, 1), Policy::default())
            .expect("tables that can be protected");
        // One complaint comes in, or is withdrawn after it was open.
        let kind = usize::try_from(numbers.below(3)).expect("small");
        if numbers.below(2) == 0 || counts[kind][0] == 0 {
            counts[kind][0] += 1;
        } else {
            counts[kind][0] -= 1;
            counts[kind][2] += 1;
        }
        let before = [said(first.tables)];
        let changed = [(
            (1, 2),
            Apart {
                representations: 1,
                cases: 0,
            },
        )];
        let later = beside(&before, &changed, &reference);
        let alone = beside(&[], &[], &reference);
        let unaware = alone
            .protect(&tables(&counts, 2), Policy::default())
            .expect("tables");
        broken += usize::from(!later.attack(&unaware.tables, Policy::default()).is_empty());
        match later.protect(&tables(&counts, 2), Policy::default()) {
            Ok(linked) => {
                published += 1;
                assert_eq!(later.attack(&linked.tables, Policy::default()), []);
            }
            Err(cells) => {
                refused += 1;
                assert!(!cells.is_empty(), "a refusal names the cells");
            }
        }
    }
    assert!(published > 0, "{refused} refused");
    assert!(
        broken > 0,
        "a version that does not know the one before gives nothing away"
    );
}

#[test]
fn rounded_counts_cannot_be_worked_out() {
    let reference = Reference::of_deployment();
    let beside = beside(&[], &[], &reference);
    let policy = Policy {
        mode: crate::domain::disclosure::Mode::Round,
        ..Policy::default()
    };
    let mut numbers = Numbers(13);
    for _ in 0..30 {
        let tables = tables(&random(&mut numbers), 1);
        let linked = beside
            .protect(&tables, policy)
            .expect("tables that can be protected");
        assert_eq!(beside.attack(&linked.tables, policy), []);
        let figures = linked
            .tables
            .iter()
            .flat_map(|table| table.rows.iter().chain([&table.total]))
            .flat_map(|row| &row.figures);
        for figure in figures.filter_map(Figure::value) {
            assert!((figure % 5.0).abs() < f64::EPSILON, "{figure} is not rounded");
        }
    }
}
