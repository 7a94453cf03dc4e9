//! A report for the public that is written after a release.

use super::{
    super::{AlsoWithheld, CellName, Policy, Published, SaidIn},
    linked::{Counts, Numbers, beside, random, said, tables},
    *,
};
use crate::domain::{disclosure::Said, reference::Reference};

/// The small counts of a release that it and a report together give away.
fn small_given_away(release: &Said, report: &Published, reference: &Reference) -> usize {
    let before = [release.clone()];
    let cells = beside(&before, &[], reference).attack(report.tables(), Policy::default());
    let is_small = |cell: &CellName| {
        let of_release = release.counted.iter().find(|table| table.id == cell.table);
        let mut rows = of_release
            .iter()
            .flat_map(|table| table.rows.iter().chain([&table.total]));
        let row = rows.find(|row| {
            let values = row.keys.iter().filter_map(|key| key.value.as_ref());
            values.eq(&cell.row)
        });
        row.is_some_and(|row| matches!(row.figures[0], Figure::Number { numerator: 1..=4, .. }))
    };
    cells.iter().filter(|cell| is_small(cell)).count()
}

/// The margins of the same counts, as a report has them.
fn report(counts: &Counts) -> Vec<Table> {
    let margins = tables(counts, 1).into_iter().skip(1);
    margins
        .zip(["report_kind", "report_state"])
        .map(|(table, id)| Table { id, ..table })
        .collect()
}

#[test]
fn a_report_after_a_release_tells_nothing_small_of_it() {
    let reference = Reference::of_deployment();
    let mut numbers = Numbers(17);
    let (mut broken, mut withheld) = (0, 0);
    for _ in 0..60 {
        let counts = random(&mut numbers);
        let counted = tables(&counts, 1);
        let released = beside(&[], &[], &reference)
            .protect(&counted, Policy::default())
            .expect("tables that can be protected");
        let release = Said {
            counted,
            ..said(released.tables)
        };
        let unaware = Published::of(report(&counts));
        broken += usize::from(small_given_away(&release, &unaware, &reference) > 0);
        let before = [release.clone()];
        let also = beside(&before, &[], &reference).also_withheld(&report(&counts));
        let aware = unaware.without(&also);
        assert_eq!(small_given_away(&release, &aware, &reference), 0, "of {counts:?}");
        withheld += also.figures.len() + also.tables.len();
    }
    assert!(
        broken > 0,
        "a report that does not know the release gives nothing away"
    );
    assert!(withheld > 0);
}

#[test]
fn without_a_release_nothing_more_is_withheld() {
    let reference = Reference::of_deployment();
    let counts = random(&mut Numbers(3));
    let reports = [Said {
        within: SaidIn::Report,
        ..said(report(&counts))
    }];
    let also = beside(&reports, &[], &reference).also_withheld(&report(&counts));
    assert_eq!(also, AlsoWithheld::default());
}

#[test]
fn what_is_also_withheld_is_withheld_whole_or_by_the_figure() {
    let published = || Published::of(report(&[[20, 20, 20, 20]; 3]));
    let all = published();
    let (kind, state) = (&all.tables()[0], &all.tables()[1]);
    let also = AlsoWithheld {
        figures: vec![FigurePlace {
            table: kind.id.to_owned(),
            period: kind.period,
            row: kind.rows[1].keys.iter().map(|key| key.value.clone()).collect(),
            measure: "representations_received".to_owned(),
        }],
        tables: vec![state.id.to_owned()],
    };
    let less = published().without(&also);
    assert_eq!(less.withheld(), [Withheld::Figures(1), Withheld::All]);
    assert_eq!(less.tables()[0].rows[1].figures, [Figure::Suppressed]);
    assert_eq!(less.tables()[0].rows[0], kind.rows[0]);
    assert!(less.tables()[1].rows.is_empty(), "nor that nobody is in a row");
    assert_eq!(published().without(&AlsoWithheld::default()), all);
}
