//! The comparison, for people to read.

use std::io::{self, IsTerminal, Write};

use comfy_table::{
    CellAlignment, Table,
    presets::{ASCII_MARKDOWN, UTF8_FULL_CONDENSED},
};

use super::{
    compare::{Compared, Comparison, Verdict},
    published::Comparable,
};

/// Writes each published table beside ours, then what differs and why, then the count.
pub(super) fn write(comparison: &Comparison<'_>, output: &mut impl Write) -> io::Result<()> {
    let figures = comparison.figures.iter();
    let mut names: Vec<&str> = figures
        .map(|compared| compared.published.figure.as_str())
        .collect();
    names.dedup();
    for name in names {
        let of_name = comparison
            .figures
            .iter()
            .filter(|compared| compared.published.figure == name);
        write_table(name, &of_name.collect::<Vec<_>>(), output)?;
    }
    write_differences(comparison, output)
}

fn write_table(name: &str, figures: &[&Compared<'_>], output: &mut impl Write) -> io::Result<()> {
    let mut titles: Vec<&str> = Vec::new();
    for compared in figures {
        if !titles.contains(&compared.title) {
            titles.push(compared.title);
        }
    }
    let has_own = figures.iter().any(|compared| compared.published.own.is_some());
    let mut table = Table::new();
    table.load_style(if io::stdout().is_terminal() {
        UTF8_FULL_CONDENSED
    } else {
        ASCII_MARKDOWN
    });
    let mut header = vec!["published row", "measure", "published", "ours", "difference"];
    if has_own {
        header.extend(["our own definition", "by it"]);
    }
    table.set_header(header);
    for compared in figures {
        table.add_row(row(compared, has_own));
    }
    for place in [2, 3, 4, 6] {
        if let Some(column) = table.column_mut(place) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(output, "{name}: {}\n{table}\n", titles.join("; "))
}

fn row(compared: &Compared<'_>, has_own: bool) -> Vec<String> {
    let published = compared.published;
    let difference = match (compared.verdict(), compared.difference()) {
        (Verdict::Equal, _) => "equal".to_owned(),
        (_, Some(difference)) => format!("{difference:+}"),
        (_, None) => "no figure".to_owned(),
    };
    let label = published.label.clone();
    let mut row = vec![
        label,
        compared.measure.clone(),
        shown(Some(published.value), published.comparable, Decimals::AsPublished),
        shown(compared.ours, published.comparable, Decimals::OneMore),
        difference,
    ];
    if has_own {
        row.push(
            published
                .own
                .as_ref()
                .map(|own| own.measure.clone())
                .unwrap_or_default(),
        );
        row.push(if published.own.is_some() {
            shown(compared.own, published.comparable, Decimals::OneMore)
        } else {
            String::new()
        });
    }
    row
}

/// How closely to show a percentage or an average.
#[derive(Clone, Copy)]
enum Decimals {
    /// As whole numbers.
    AsPublished,
    /// With one decimal.
    OneMore,
}

fn shown(value: Option<f64>, comparable: Comparable, decimals: Decimals) -> String {
    let Some(value) = value else { return "-".to_owned() };
    let number = match (comparable, decimals) {
        (Comparable::Tenth, Decimals::AsPublished)
        | (Comparable::Percent | Comparable::WorkingDays, Decimals::OneMore) => format!("{value:.1}"),
        (Comparable::Tenth, Decimals::OneMore) => format!("{value:.2}"),
        (Comparable::Count | Comparable::Denominator, _) | (_, Decimals::AsPublished) => {
            format!("{value:.0}")
        }
    };
    match comparable {
        Comparable::Count | Comparable::Tenth => number,
        Comparable::Percent => format!("{number}%"),
        Comparable::WorkingDays => format!("{number} days"),
        Comparable::Denominator => format!("n = {number}"),
    }
}

fn write_differences(comparison: &Comparison<'_>, output: &mut impl Write) -> io::Result<()> {
    let of = |verdict: Verdict| {
        comparison
            .figures
            .iter()
            .filter(move |compared| compared.verdict() == verdict)
    };
    for verdict in [
        Verdict::DiffersForAReason,
        Verdict::Differs,
        Verdict::EqualAgainstReason,
    ] {
        if of(verdict).next().is_some() {
            writeln!(output, "{}", heading(verdict))?;
        }
        for compared in of(verdict) {
            writeln!(output, "  {}", sentence(compared))?;
        }
    }
    let all = comparison.figures.len();
    let differing = of(Verdict::DiffersForAReason).count() + of(Verdict::Differs).count();
    let equal = all - differing;
    writeln!(
        output,
        "\n{all} figures compared: {equal} equal, {differing} differ (reasons above)"
    )?;
    // A figure with a reason contradicts another of the same reports, or the records that those make.
    let sound = comparison
        .figures
        .iter()
        .filter(|compared| compared.published.reason.is_none());
    let (sound, reproduced) = (sound.count(), of(Verdict::Equal).count());
    writeln!(
        output,
        "{reproduced} of {sound} published figures equal that do not contradict another"
    )
}

fn heading(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Equal => "Equal:",
        Verdict::DiffersForAReason => "Published figures that do not follow from the records:",
        Verdict::Differs => "Figures that differ for no known reason:",
        Verdict::EqualAgainstReason => "Figures that are equal although they were expected to differ:",
    }
}

fn sentence(compared: &Compared<'_>) -> String {
    let published = compared.published;
    let theirs = shown(Some(published.value), published.comparable, Decimals::AsPublished);
    let ours = shown(compared.ours, published.comparable, Decimals::OneMore);
    let reason = published.reason.as_deref().unwrap_or("no reason is known");
    format!(
        "{} {}: published {theirs}, ours {ours}: {reason}",
        published.figure, published.label
    )
}
