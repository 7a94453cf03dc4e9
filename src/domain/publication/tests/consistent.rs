//! Random documents that do not contradict themselves.

use crate::domain::publication::{HeaderDraft, PublicationDraft, RowDraft, StatementDraft, TableDraft};

/// Numbers that a seed repeats.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A count from 12 to 60: large enough that an error of one cannot be rounding.
    fn count(&mut self) -> u64 {
        12 + self.below(49)
    }
}

fn percent(part: u64, whole: u64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    let tenths = (part * 200 * scale + whole) / (2 * whole);
    if decimals == 0 {
        format!("{tenths}%")
    } else {
        format!("{}.{}%", tenths / 10, tenths % 10)
    }
}

pub fn column(label: &str) -> HeaderDraft {
    HeaderDraft {
        label: label.to_owned(),
        ..HeaderDraft::default()
    }
}

pub fn row(label: &str, values: &[String]) -> RowDraft {
    RowDraft {
        header: column(label),
        values: values.to_vec(),
    }
}

fn table(id: &str, columns: &[&str]) -> TableDraft {
    TableDraft {
        id: id.to_owned(),
        title: format!("Table {id}, 2023/24"),
        number: format!("Figure {id}"),
        columns: columns.iter().map(|label| column(label)).collect(),
        ..TableDraft::default()
    }
}

fn texts(numbers: &[u64]) -> Vec<String> {
    numbers.iter().map(ToString::to_string).collect()
}

pub fn statement(kind: &str) -> StatementDraft {
    StatementDraft {
        kind: kind.to_owned(),
        ..StatementDraft::default()
    }
}

/// Outcomes of two years with their shares, each of its own total.
fn outcomes(chance: &mut Chance) -> TableDraft {
    let mut outcomes = table(
        "outcomes",
        &["2022/23 No.", "2022/23 %", "2023/24 No.", "2023/24 %"],
    );
    outcomes.unit = "complaints".to_owned();
    outcomes.measure = "complaints by outcome".to_owned();
    outcomes.by = "outcome".to_owned();
    let counts: Vec<[u64; 2]> = (0..4).map(|_| [chance.count(), chance.count()]).collect();
    let totals = [0, 1].map(|year| counts.iter().map(|count| count[year]).sum::<u64>());
    let decimals = u32::try_from(chance.below(2)).expect("0 or 1");
    for (label, [before, now]) in ["Upheld", "Partly upheld", "Not upheld", "Withdrawn"]
        .iter()
        .zip(&counts)
    {
        let shares = [
            percent(*before, totals[0], decimals),
            percent(*now, totals[1], decimals),
        ];
        let [one, other] = shares;
        outcomes
            .rows
            .push(row(label, &[before.to_string(), one, now.to_string(), other]));
    }
    let [before, now] = totals.map(|total| total.to_string());
    outcomes
        .rows
        .push(row("Total", &[before, "100%".to_owned(), now, "100%".to_owned()]));
    outcomes
}

/// Teams in sections, or the same turned round.
fn teams(chance: &mut Chance) -> TableDraft {
    let counts: Vec<u64> = (0..5).map(|_| chance.count()).collect();
    let (one, other): (u64, u64) = (counts[..3].iter().sum(), counts[3..].iter().sum());
    let mut teams = table("teams", &["Number"]);
    teams.unit = "complaints".to_owned();
    teams.measure = "complaints by team".to_owned();
    teams.by = "team".to_owned();
    teams.whole = (one + other).to_string();
    for (label, count) in ["East", "West", "North"].iter().zip(&counts) {
        teams.rows.push(row(label, &[count.to_string()]));
    }
    teams.rows.push(row("Subtotal", &[one.to_string()]));
    for (label, count) in ["South", "Central"].iter().zip(&counts[3..]) {
        teams.rows.push(row(label, &[count.to_string()]));
    }
    teams.rows.push(row("Sub-total", &[other.to_string()]));
    teams.rows.push(row("Total", &[(one + other).to_string()]));
    if chance.below(2) == 0 {
        return teams;
    }
    let labels = teams.rows.iter().map(|row| row.header.clone()).collect();
    let values: Vec<String> = teams.rows.iter().map(|row| row.values[0].clone()).collect();
    TableDraft {
        columns: labels,
        rows: vec![row("Number", &values), row("Twice as many", &doubled(&values))],
        whole: String::new(),
        ..teams
    }
}

fn doubled(values: &[String]) -> Vec<String> {
    let double = |value: &String| (2 * value.parse::<u64>().expect("a number")).to_string();
    values.iter().map(double).collect()
}

/// Two years with their difference, growth and direction; the years in either order.
fn trend(chance: &mut Chance) -> TableDraft {
    let late_first = chance.below(2) == 0;
    let mut years = ["2022/23", "2023/24"];
    if late_first {
        years.reverse();
    }
    let mut trend = table("trend", &[years[0], years[1], "Change", "% change", "Direction"]);
    trend.columns[4].role = "change".to_owned();
    for label in ["Adults", "Children", "Housing", "Highways", "Planning"] {
        let (from, to) = (chance.count(), chance.count());
        let difference = i64::try_from(to).expect("small") - i64::try_from(from).expect("small");
        let size = percent(difference.unsigned_abs(), from, 0);
        let growth = if difference < 0 { format!("-{size}") } else { size };
        let arrow = match difference {
            0 => "→",
            1.. => "↑",
            _ => "↓",
        };
        let mut values = vec![from.to_string(), to.to_string()];
        if late_first {
            values.reverse();
        }
        values.extend([difference.to_string(), growth, arrow.to_owned()]);
        trend.rows.push(row(label, &values));
    }
    for (place, (from, to)) in [
        (3, (from_label(&years), to_label(&years))),
        (4, (from_label(&years), to_label(&years))),
    ] {
        trend.columns[place].from = from.clone();
        trend.columns[place].to = to.clone();
    }
    (trend.columns[2].from, trend.columns[2].to) = (from_label(&years), to_label(&years));
    trend
}

fn from_label(years: &[&str; 2]) -> String {
    years.iter().min().expect("two").to_string()
}

fn to_label(years: &[&str; 2]) -> String {
    years.iter().max().expect("two").to_string()
}

/// Rates and mean times of services, with those of all.
fn services(chance: &mut Chance) -> TableDraft {
    let mut services = table(
        "services",
        &[
            "Upheld",
            "Decided",
            "% upheld",
            "Average days",
            "Shortest",
            "Longest",
        ],
    );
    services.unit = "complaints".to_owned();
    services.columns[2].part = "Upheld".to_owned();
    services.columns[2].whole = "Decided".to_owned();
    services.columns[3].weight = "Decided".to_owned();
    let (mut upheld_all, mut decided_all, mut days_all) = (0, 0, 0);
    // The sizes differ, so that the rate of all is not the mean of the rates.
    for (label, size) in [("Adults", 1), ("Housing", 4), ("Highways", 9)] {
        let decided = size * chance.count();
        let upheld = if size == 9 { decided * 9 / 10 } else { decided / 4 };
        let days = 10 + 3 * size + chance.below(3);
        upheld_all += upheld;
        decided_all += decided;
        days_all += decided * days;
        let values = [
            upheld.to_string(),
            decided.to_string(),
            percent(upheld, decided, 1),
            days.to_string(),
            (days - 5).to_string(),
            (days + 20).to_string(),
        ];
        services.rows.push(row(label, &values));
    }
    let mean = (2 * days_all + decided_all) / (2 * decided_all);
    let values = [
        upheld_all.to_string(),
        decided_all.to_string(),
        percent(upheld_all, decided_all, 1),
        mean.to_string(),
        "1".to_owned(),
        "90".to_owned(),
    ];
    services.rows.push(row("Total", &values));
    services
}

/// Concerns, of which a case may have many.
fn concerns(chance: &mut Chance) -> TableDraft {
    let mut concerns = table("concerns", &["Number"]);
    concerns.unit = "concerns".to_owned();
    concerns.multiple = true;
    let counts: Vec<u64> = (0..3).map(|_| chance.count()).collect();
    concerns.whole = (counts.iter().sum::<u64>() - 1).to_string();
    for (label, count) in ["Delay", "Conduct", "Decision"].iter().zip(&counts) {
        concerns.rows.push(row(label, &[count.to_string()]));
    }
    concerns
}

/// Small numbers, some of them not shown, with shares beside others.
fn withheld(chance: &mut Chance) -> TableDraft {
    let (one, other, few) = (chance.count(), chance.count(), 1 + chance.below(4));
    let all = one + other + few;
    let mut withheld = table("withheld", &["Number"]);
    withheld.whole = all.to_string();
    let shared = |count: u64| vec![format!("{count} ({})", percent(count, all, 0))];
    withheld.rows.push(row("White", &shared(one)));
    withheld.rows.push(row("Asian", &shared(other)));
    withheld.rows.push(row("Black", &["<5".to_owned()]));
    withheld.rows.push(row("Not known", &["n/a".to_owned()]));
    withheld.rows.push(row("Total", &[format!("{all} (100%)")]));
    withheld
}

/// Bands, and percentages without numbers.
fn ages(chance: &mut Chance) -> TableDraft {
    let first = 20 + chance.below(20);
    let mut ages = table("ages", &["%"]);
    ages.columns[0].unit = "percent".to_owned();
    ages.columns[0].whole = "total".to_owned();
    for (label, share) in [
        ("Under 16", first),
        ("16-24", 30),
        ("25-64", 60 - first),
        ("65+", 10),
    ] {
        ages.rows.push(row(label, &[format!("{share}%")]));
    }
    ages
}

/// The quarters of a year, and what the year has.
fn quarters(chance: &mut Chance) -> (TableDraft, StatementDraft) {
    let mut quarters = table("quarters", &["Number"]);
    quarters.measure = "compliments".to_owned();
    let counts: Vec<u64> = (0..4).map(|_| chance.count()).collect();
    for (label, count) in ["Q1", "Q2", "Q3", "Q4"].iter().zip(&counts) {
        quarters.rows.push(row(label, &[count.to_string()]));
    }
    let mut year = statement("value");
    year.measure = "compliments".to_owned();
    year.value = counts.iter().sum::<u64>().to_string();
    (quarters, year)
}

fn sentences(chance: &mut Chance) -> Vec<StatementDraft> {
    let (from, to) = (chance.count(), 70 + chance.count());
    let mut change = statement("change");
    (change.from, change.to) = (from.to_string(), to.to_string());
    change.says = "an increase".to_owned();
    change.percent = percent(to - from, from, 0);
    change.value = (to - from).to_string();
    let (part, rest) = (chance.count(), chance.count());
    let mut share = statement("share");
    (share.part, share.whole, share.percent) = (
        part.to_string(),
        (part + rest).to_string(),
        percent(part, part + rest, 1),
    );
    let mut total = statement("total");
    (total.value, total.parts) = ((part + rest).to_string(), texts(&[part, rest]));
    let mut year = statement("year");
    year.says = "2023/24".to_owned();
    let mut date = statement("date");
    (date.measure, date.value, date.from) = ("board".into(), "2024-11-28".into(), "2024-04-01".into());
    let mut series = statement("series");
    (series.value, series.mentions) = ("5".into(), vec!["2019/20".into()]);
    let mut count = statement("count");
    (count.table, count.row, count.value) = ("services".into(), "Adults".into(), "2".into());
    let mut reference = statement("reference");
    (reference.table, reference.says) = ("teams".into(), "Figure teams".into());
    let mut comparison = statement("comparison");
    (comparison.from, comparison.to, comparison.says) = ("12".into(), "20".into(), "under".into());
    let mut mean = statement("mean");
    mean.value = "12".into();
    mean.bands = vec![format!("0-10: {part}"), format!("11-40: {}", part + rest)];
    mean.n = (part + part + rest).to_string();
    let basis = |basis: &str| {
        let mut value = statement("value");
        (value.measure, value.basis, value.value) = ("rate of others".into(), basis.into(), "80%".into());
        value
    };
    vec![
        change,
        share,
        total,
        year,
        date,
        series,
        count,
        reference,
        comparison,
        mean,
        basis("all"),
        basis("peers"),
    ]
}

/// A year's document, and the next year's, which tells the same of the year before.
pub fn documents(seed: u64) -> Vec<PublicationDraft> {
    let mut chance = Chance(seed);
    let (quarters, year) = quarters(&mut chance);
    let mut statements = sentences(&mut chance);
    statements.push(year);
    let outcomes = outcomes(&mut chance);
    let said = outcomes.rows[4].values[2].clone();
    let earlier = outcomes.rows[4].values[0].clone();
    let mut value = statement("value");
    (value.measure, value.value) = ("complaints by outcome".into(), said.clone());
    statements.push(value);
    let document = PublicationDraft {
        id: "first".to_owned(),
        title: "Annual report 2023/24".to_owned(),
        council: "Northwick".to_owned(),
        year: "2023/24".to_owned(),
        kind: "corporate".to_owned(),
        date: "2024-11-28".to_owned(),
        tables: vec![
            outcomes,
            teams(&mut chance),
            trend(&mut chance),
            services(&mut chance),
            concerns(&mut chance),
            withheld(&mut chance),
            ages(&mut chance),
            quarters,
        ],
        statements,
    };
    let mut series = table("series", &["Complaints"]);
    series.title = "Complaints 2022/23 to 2024/25".to_owned();
    series.measure = "complaints by outcome".to_owned();
    series.rows = vec![
        row("2022/23", &[earlier]),
        row("2023/24", &[said]),
        row("2024/25", &["77".to_owned()]),
    ];
    let next = PublicationDraft {
        id: "second".to_owned(),
        title: "Annual report 2024-25".to_owned(),
        council: "Northwick Council".to_owned(),
        year: "2024/25".to_owned(),
        tables: vec![series],
        ..PublicationDraft::default()
    };
    vec![document, next]
}
