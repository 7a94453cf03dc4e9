//! One error for each rule.

use super::consistent::{column, row, statement};
use crate::domain::publication::{PublicationDraft, RowDraft, Rule, StatementDraft, TableDraft};

type Plant = fn(&mut Vec<PublicationDraft>);

fn table<'d>(documents: &'d mut [PublicationDraft], id: &str) -> &'d mut TableDraft {
    let tables = documents.iter_mut().flat_map(|document| &mut document.tables);
    tables.into_iter().find(|table| table.id == id).expect("a table")
}

fn said<'d>(documents: &'d mut [PublicationDraft], kind: &str) -> &'d mut StatementDraft {
    let mut statements = documents[0].statements.iter_mut();
    statements
        .find(|statement| statement.kind == kind)
        .expect("a statement")
}

fn more(text: &mut String, by: i64) {
    let number: i64 = text.trim_end_matches('%').parse().expect("a number");
    let sign = if text.ends_with('%') { "%" } else { "" };
    *text = format!("{}{sign}", number + by);
}

fn add(documents: &mut [PublicationDraft], rows: Vec<RowDraft>, columns: &[&str]) -> usize {
    documents[0].tables.push(TableDraft {
        id: "planted".to_owned(),
        columns: columns.iter().map(|label| column(label)).collect(),
        rows,
        ..TableDraft::default()
    });
    documents[0].tables.len() - 1
}

fn numbers(label: &str, values: &[&str]) -> RowDraft {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    row(label, &values)
}

/// Each rule with an error of its own.
pub const ALL: &[(Rule, Plant)] = &[
    (Rule::Total, |documents| {
        let teams = table(documents, "teams");
        if teams.rows.len() > 2 {
            more(&mut teams.rows[3].values[0], 1);
        } else {
            more(&mut teams.rows[0].values[3], 1);
        }
    }),
    (Rule::Whole, |documents| {
        more(&mut table(documents, "withheld").whole, 7);
    }),
    (Rule::NamedParts, |documents| {
        more(&mut said(documents, "total").value, 1);
    }),
    (Rule::Share, |documents| {
        let part: u64 = said(documents, "share").part.parse().expect("a number");
        // Far above, so that nothing in the document gives it.
        let whole: u64 = said(documents, "share").whole.parse().expect("a number");
        said(documents, "share").percent = format!("{}.37%", 100 * part / whole + 1);
    }),
    (Rule::Growth, |documents| {
        more(&mut said(documents, "change").percent, 2);
    }),
    (Rule::Hundred, |documents| {
        more(&mut table(documents, "ages").rows[1].values[0], 9);
    }),
    (Rule::Difference, |documents| {
        more(&mut said(documents, "change").value, 1);
    }),
    (Rule::NoWholeNumber, |documents| {
        let mut share = statement("share");
        (share.whole, share.percent) = ("7".into(), "40%".into());
        documents[0].statements.push(share);
    }),
    (Rule::OtherDenominator, |documents| {
        for (measure, number) in [("all of it", "1000"), ("some of it", "800")] {
            let mut of = statement("value");
            (of.measure, of.value) = (measure.into(), number.into());
            documents[0].statements.push(of);
        }
        let mut share = statement("share");
        (share.part, share.whole, share.percent) = ("600".into(), "1000".into(), "75%".into());
        documents[0].statements.push(share);
    }),
    (Rule::MeanOfRates, |documents| {
        let services = table(documents, "services");
        let number = |row: &RowDraft, place: usize| row.values[place].parse::<f64>().expect("a number");
        let rates = services.rows[..3]
            .iter()
            .map(|row| 100.0 * number(row, 0) / number(row, 1));
        let mean = rates.sum::<f64>() / 3.0;
        services.rows[3].values[2] = format!("{mean:.0}%");
    }),
    (Rule::MeanNumber, |documents| {
        more(&mut said(documents, "mean").n, 1);
    }),
    (Rule::Bases, |documents| {
        let peers = documents[0]
            .statements
            .iter_mut()
            .find(|statement| statement.basis == "peers");
        peers.expect("a statement").value = "79%".into();
    }),
    (Rule::Direction, |documents| {
        said(documents, "change").says = "a decrease".into();
    }),
    (Rule::Degree, |documents| {
        said(documents, "change").says = "a slight increase".into();
    }),
    (Rule::Comparison, |documents| {
        said(documents, "comparison").says = "over".into();
    }),
    (Rule::MoreThanWhole, |documents| {
        let teams = numbers("of which with an advocate", &["21"]);
        add(documents, vec![numbers("Statutory", &["20"]), teams], &["Number"]);
    }),
    (Rule::NoCount, |documents| {
        let place = add(documents, vec![numbers("Open", &["-3"])], &["Number"]);
        documents[0].tables[place].unit = "complaints".into();
    }),
    (Rule::OutsideRange, |documents| {
        let services = table(documents, "services");
        services.rows[0].values[5] = "9".to_owned();
        services.rows[0].values[4] = "8".to_owned();
    }),
    (Rule::Date, |documents| {
        said(documents, "date").value = "2024-01-22".into();
    }),
    (Rule::DocumentsDiffer, |documents| {
        more(&mut table(documents, "series").rows[1].values[0], 1);
    }),
    (Rule::SectionsDiffer, |documents| {
        for number in ["20", "21"] {
            let mut of = statement("value");
            (of.measure, of.value) = ("visits".into(), number.into());
            documents[0].statements.push(of);
        }
    }),
    (Rule::OtherYear, |documents| {
        said(documents, "year").says = "2022/23".into();
    }),
    (Rule::NoYear, |documents| {
        documents[0].title = "Annual report 2023/22".into();
    }),
    (Rule::MixedUnits, |documents| {
        let mut rows = vec![
            numbers("Stage 1", &["20"]),
            numbers("Stage 2", &["3"]),
            numbers("Total", &["23"]),
        ];
        for (row, unit) in rows.iter_mut().zip(["stage cases", "stage cases", "complaints"]) {
            row.header.unit = unit.to_owned();
        }
        add(documents, rows, &["Number"]);
    }),
    (Rule::ManyAsCases, |documents| {
        more(&mut table(documents, "concerns").whole, 1);
    }),
    (Rule::Points, |documents| {
        let mut change = statement("change");
        (change.from, change.to, change.percent) = ("65%".into(), "46%".into(), "19%".into());
        documents[0].statements.push(change);
    }),
    (Rule::Count, |documents| {
        more(&mut said(documents, "count").value, 1);
    }),
    (Rule::Reference, |documents| {
        said(documents, "reference").says = "Figure services".into();
    }),
    (Rule::Series, |documents| {
        said(documents, "series").mentions = vec!["2018/19".into()];
    }),
    (Rule::Bands, |documents| {
        table(documents, "ages").rows[1].header.label = "18-24".into();
    }),
];
