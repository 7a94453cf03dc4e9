//! A council beside others: the figures that the Ombudsman and councils published come out of a comparison again, each
//! rate by its name (the published report of 2023/24, figures 3, 4 and 8 and the adult escalations).

mod elsewhere;
mod released;

use std::collections::BTreeMap;

use redress::{
    api::wire::{
        self, ComparedGroup, ComparisonNoteKind, ComparisonQuestion, FigureState, MeasureComparison,
        RateMeaning, ReferenceRate,
    },
    domain::access::Role,
};

use crate::harness::{
    NORTHWICK, Register,
    caller::{Caller, fresh_id},
    for_each_register,
    refused::invalid,
};

const BENCHMARKS: &str = include_str!("../../../data/benchmarks-2023-24.csv");
const POPULATIONS: &str = include_str!("../../../data/populations.csv");

fn slug(name: &str) -> String {
    name.to_lowercase().replace('&', "and").replace(' ', "-")
}

/// The rows of a table of the published figures, in their order: the council, the measure, the value.
fn published(table: &str) -> Vec<(&'static str, &'static str, i64)> {
    let rows = BENCHMARKS
        .lines()
        .skip(1)
        .map(|row| row.split(',').collect::<Vec<_>>());
    rows.filter(|row| row[0] == table)
        .map(|row| (row[1], row[2], row[3].parse().expect("a number")))
        .collect()
}

async fn save_body(admin: &Caller, name: &str) {
    save_body_of(admin, NORTHWICK, name).await;
}

async fn save_body_of(admin: &Caller, authority: &str, name: &str) {
    let request = wire::SaveCodeRequest {
        parent: format!("{authority}/lists/bodies"),
        code_id: slug(name),
        code: Some(wire::Code {
            display_name: name.to_owned(),
            ..wire::Code::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    admin.reference().save_code(request).await.expect("a body");
}

async fn save_group(admin: &Caller, id: &str, provider: &str, members: &[&str]) {
    save_group_of(admin, NORTHWICK, (id, provider), members).await;
}

async fn save_group_of(admin: &Caller, authority: &str, (id, provider): (&str, &str), members: &[&str]) {
    let request = wire::SavePeerGroupRequest {
        parent: authority.to_owned(),
        peer_group: Some(wire::PeerGroup {
            id: id.to_owned(),
            display_name: format!("{provider} {id}"),
            provider: provider.to_owned(),
            financial_year: 2023,
            members: members.iter().map(|member| (*member).to_owned()).collect(),
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    let saved = admin.benchmarks().save_peer_group(request).await;
    assert_eq!(saved.expect("a group").into_inner().members.len(), members.len());
}

/// The members of a table, each once, in its order.
fn members(table: &str) -> Vec<&'static str> {
    let mut members = Vec::new();
    for (body, _, _) in published(table) {
        if !members.contains(&body) {
            members.push(body);
        }
    }
    members
}

/// A table as somebody published it, with a column for each measure.
async fn import(admin: &Caller, tables: &[&str], set: &str, kinds: &[(&str, &str)]) {
    let mut rows: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (body, measure, value) in tables.iter().flat_map(|table| published(table)) {
        let place = kinds.iter().position(|(of, _)| *of == measure).expect("a kind");
        let row = rows
            .entry(body)
            .or_insert_with(|| vec![String::new(); kinds.len()]);
        row[place] = value.to_string();
    }
    let column = |header: &str, is_body: bool, kind: &str| wire::FigureColumn {
        header: header.to_owned(),
        is_body,
        kind: kind.to_owned(),
        ..wire::FigureColumn::default()
    };
    let mut columns = vec![column("Council", true, "")];
    columns.extend(kinds.iter().map(|(of, kind)| column(of, false, kind)));
    let mut headers = vec!["Council".to_owned()];
    headers.extend(kinds.iter().map(|(of, _)| (*of).to_owned()));
    let request = wire::ImportPublishedFiguresRequest {
        parent: NORTHWICK.to_owned(),
        columns,
        headers,
        rows: rows
            .into_iter()
            .map(|(body, cells)| wire::PublishedFigureRow {
                cells: [vec![body.to_owned()], cells].concat(),
            })
            .collect(),
        financial_year: 2023,
        set: set.to_owned(),
        source: "Local Government and Social Care Ombudsman, 2023/24".to_owned(),
        confidence: wire::Confidence::B.into(),
        request_id: fresh_id(),
        ..wire::ImportPublishedFiguresRequest::default()
    };
    let taken = admin.benchmarks().import_published_figures(request).await;
    let taken = taken.expect("figures").into_inner();
    let lacking = (taken.unknown_bodies, taken.not_taken, taken.unknown_columns);
    assert_eq!(lacking, (Vec::new(), Vec::new(), Vec::new()));
}

const INVESTIGATED: &[(&str, &str)] = &[
    ("not_upheld", "ombudsman_not_upheld"),
    ("upheld", "ombudsman_upheld"),
];

/// Gives everything that was published, and the groups that it was published of.
async fn given(register: &Register<'_>) -> Caller {
    let admin = register.client(Role::Admin);
    let (cipfa, wmca) = ("cipfa_neighbours_investigated", "wmca_investigated");
    let adults = "west_midlands_adult_escalations";
    let mut bodies = [members(cipfa), members(wmca), members(adults)].concat();
    bodies.sort_unstable();
    bodies.dedup();
    for body in bodies {
        save_body(&admin, body).await;
    }
    save_group(&admin, "neighbours", "CIPFA", &members(cipfa)).await;
    save_group(&admin, "combined", "WMCA", &members(wmca)).await;
    save_group(&admin, "region", "West Midlands", &members(adults)).await;
    import(&admin, &[cipfa], "nearest_neighbours", INVESTIGATED).await;
    let remedies = ("satisfactory_remedy", "ombudsman_satisfactory_remedies");
    let of_wmca = [INVESTIGATED, &[remedies]].concat();
    let tables = [wmca, "wmca_satisfactory_remedy"];
    import(&admin, &tables, "combined_authority", &of_wmca).await;
    let received = [("received_by_ombudsman", "received_adult_care")];
    import(&admin, &[adults], "region", &received).await;
    for row in POPULATIONS.lines().skip(1) {
        let fields: Vec<&str> = row.split(',').collect();
        let request = wire::GiveFigureRequest {
            parent: NORTHWICK.to_owned(),
            figure: Some(wire::GivenFigure {
                kind: "residents".to_owned(),
                body: fields[0].to_owned(),
                financial_year: 2021,
                value: fields[1].parse().expect("a number"),
                source: fields[2].to_owned(),
                confidence: wire::Confidence::C.into(),
                ..wire::GivenFigure::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        admin.reference().give_figure(request).await.expect("residents");
    }
    register.client(Role::Analyst)
}

fn question(group: &str, set: &str, measures: &[&str]) -> ComparisonQuestion {
    ComparisonQuestion {
        peer_group: group.to_owned(),
        financial_year: 2023,
        measures: measures.iter().map(|id| (*id).to_owned()).collect(),
        figure_set: set.to_owned(),
        own: "Coventry".to_owned(),
        ..ComparisonQuestion::default()
    }
}

async fn compared(caller: &Caller, question: ComparisonQuestion) -> Vec<MeasureComparison> {
    let request = wire::CompareAuthoritiesRequest {
        parent: NORTHWICK.to_owned(),
        question: Some(question),
    };
    let answer = caller.benchmarks().compare_authorities(request).await;
    answer.expect("a comparison").into_inner().comparisons
}

/// Each body with its numerator, its denominator, and its rate as it was printed.
fn told(found: &MeasureComparison) -> BTreeMap<String, (i64, i64, String)> {
    let number = |number: &Option<wire::ComparedNumber>| number.expect("a number").value;
    let bodies = found.bodies.iter();
    bodies
        .map(|body| {
            let numbers = (number(&body.numerator), number(&body.denominator));
            let rate = format!("{:.0}", body.rate.round());
            (body.display_name.clone(), (numbers.0, numbers.1, rate))
        })
        .collect()
}

fn as_printed(rows: &[(&str, i64, i64, &str)]) -> BTreeMap<String, (i64, i64, String)> {
    let rows = rows.iter();
    rows.map(|(body, top, of, rate)| ((*body).to_owned(), (*top, *of, (*rate).to_owned())))
        .collect()
}

/// The pooled rate and the mean of the rates, with one decimal.
fn rates(group: &ComparedGroup) -> (String, String) {
    let shown = |rate: Option<f64>| format!("{:.1}", rate.expect("a rate"));
    (shown(group.pooled_rate), shown(group.mean_of_rates))
}

fn group(found: &MeasureComparison) -> &ComparedGroup {
    found.group.as_ref().expect("a group")
}

/// Figure 3: CIPFA's neighbours. Pooled 201/255 = 78.8%, mean of rates 79.0%: the printed 79% is either.
#[tokio::test]
async fn figure_3_the_nearest_neighbours() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let mut asked = question("neighbours", "nearest_neighbours", &["uphold_rate"]);
        asked.reference_rates = vec![stated("79%")];
        let found = compared(&analyst, asked).await.remove(0);
        assert_eq!(
            told(&found),
            as_printed(&[
                ("Salford", 11, 11, "100"),
                ("Bolton", 9, 10, "90"),
                ("Leicester", 18, 21, "86"),
                ("Wolverhampton", 6, 7, "86"),
                ("Oldham", 12, 14, "86"),
                ("Blackburn with Darwen", 5, 6, "83"),
                ("Bristol", 35, 42, "83"),
                ("Rochdale", 5, 6, "83"),
                ("Sheffield", 20, 24, "83"),
                ("Medway", 16, 20, "80"),
                ("Sandwell", 14, 18, "78"),
                ("Derby", 14, 18, "78"),
                ("Bradford", 20, 29, "69"),
                ("Kirklees", 13, 21, "62"),
                ("Coventry", 3, 8, "38"),
            ])
        );
        let group = group(&found);
        assert_eq!((group.numerator, group.denominator, group.known), (201, 255, 15));
        assert_eq!(rates(group), ("78.8".to_owned(), "79.0".to_owned()));
        assert_eq!(found.stated[0].meaning(), RateMeaning::Either);
        // Coventry is the lowest of fifteen, below 95 % of bodies with eight cases, but not below 99.8 %.
        let own = found.bodies.iter().find(|body| body.is_own).expect("the own one");
        assert_eq!(
            (own.rank, own.quartile, own.flag()),
            (15, 1, wire::FunnelFlag::Below)
        );
        let interval = own.interval.expect("an interval");
        assert_eq!(
            (format!("{:.1}", interval.low), format!("{:.1}", interval.high)),
            ("13.7".to_owned(), "69.4".to_owned())
        );
    })
    .await;
}

fn stated(rate: &str) -> ReferenceRate {
    ReferenceRate {
        measure: "uphold_rate".to_owned(),
        label: "Average of the combined authority".to_owned(),
        rate: rate.to_owned(),
    }
}

/// Figure 4, and X39: "174 (77%) of 211" gives the unweighted mean of seven rates for the share of all cases, 82.5%.
#[tokio::test]
async fn figure_4_the_combined_authority_and_its_77_percent() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let mut asked = question("combined", "combined_authority", &["uphold_rate", "investigated"]);
        asked.reference_rates = vec![stated("77"), stated("82.5"), stated("80")];
        let found = compared(&analyst, asked).await;
        let printed = [
            ("Solihull", 5, 5, "100"),
            ("Walsall", 18, 19, "95"),
            ("Birmingham", 115, 132, "87"),
            ("Wolverhampton", 6, 7, "86"),
            ("Sandwell", 14, 18, "78"),
            ("Dudley", 13, 22, "59"),
            ("Coventry", 3, 8, "38"),
        ];
        assert_eq!(told(&found[0]), as_printed(&printed));
        let group = group(&found[0]);
        assert_eq!((group.numerator, group.denominator), (174, 211));
        assert_eq!(rates(group), ("82.5".to_owned(), "77.4".to_owned()));
        let meanings: Vec<RateMeaning> = found[0].stated.iter().map(wire::ExplainedRate::meaning).collect();
        assert_eq!(
            meanings,
            [
                RateMeaning::MeanOfRates,
                RateMeaning::Pooled,
                RateMeaning::Neither
            ]
        );
        let explanation = &found[0].stated[0].explanation;
        for part in ["77%", "174 of 211", "82.5%", "77.4%", "mean of the bodies' rates"] {
            assert!(explanation.contains(part), "{part}: {explanation}");
        }
        let note = &found[0].notes[0];
        assert_eq!(note.kind(), ComparisonNoteKind::PooledIsNotMean);
        let all: f64 = found[1].bodies.iter().map(|body| body.rate).sum();
        assert!((all - 211.0).abs() < f64::EPSILON, "{all}");
        assert_eq!(found[0].bodies[0].sources.len(), 1);
    })
    .await;
}

/// Figure 8: satisfactory remedies of the combined authority, pooled 14/174 = 8%.
#[tokio::test]
async fn figure_8_satisfactory_remedies() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let asked = question("combined", "combined_authority", &["satisfactory_remedy_rate"]);
        let found = compared(&analyst, asked).await.remove(0);
        assert_eq!(
            told(&found),
            as_printed(&[
                ("Coventry", 1, 3, "33"),
                ("Dudley", 2, 13, "15"),
                ("Birmingham", 9, 115, "8"),
                ("Sandwell", 1, 14, "7"),
                ("Walsall", 1, 18, "6"),
                ("Solihull", 0, 5, "0"),
                ("Wolverhampton", 0, 6, "0"),
            ])
        );
        let group = group(&found);
        assert_eq!((group.numerator, group.denominator), (14, 174));
        assert_eq!(rates(group), ("8.0".to_owned(), "9.9".to_owned()));
        // Three cases are too few to be ranked by, though the rate is the highest.
        let own = &found.bodies[0];
        assert_eq!((own.is_own, own.rank, own.quartile), (true, 0, 0));
        assert_eq!(found.notes[1].kind(), ComparisonNoteKind::UnderMinimumN);
    })
    .await;
}

/// The adult escalations (A12), 223 in all, and each by its residents.
#[tokio::test]
async fn the_adult_escalations_of_the_region() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let measures = ["received_adult_care", "received_adult_care_per_100000"];
        let found = compared(&analyst, question("region", "region", &measures)).await;
        let counts: BTreeMap<&str, f64> = found[0]
            .bodies
            .iter()
            .map(|body| (body.display_name.as_str(), body.rate))
            .collect();
        let printed = [
            ("Birmingham", 38.0),
            ("Wolverhampton", 10.0),
            ("Coventry", 10.0),
            ("Dudley", 10.0),
            ("Herefordshire", 6.0),
            ("Sandwell", 18.0),
            ("Shropshire", 17.0),
            ("Solihull", 7.0),
            ("Staffordshire", 46.0),
            ("Stoke-on-Trent", 8.0),
            ("Telford & Wrekin", 5.0),
            ("Walsall", 9.0),
            ("Warwickshire", 19.0),
            ("Worcestershire", 20.0),
        ];
        assert_eq!(counts, BTreeMap::from(printed));
        assert_eq!(group(&found[0]).pooled_rate, Some(223.0));
        let own = found[1]
            .bodies
            .iter()
            .find(|body| body.is_own)
            .expect("the own one");
        assert_eq!(own.denominator.expect("residents").value, 345_300);
        assert_eq!(format!("{:.2}", own.rate), "2.90");
        assert_eq!(own.sources.len(), 2);
        assert_eq!(group(&found[1]).known, 14);
        // Nobody has figures of the others: where none is chosen, they are left out.
        let all = compared(&analyst, question("region", "region", &[])).await;
        let ids: Vec<&str> = all
            .iter()
            .map(|found| found.measure.as_ref().expect("a measure").id.as_str())
            .collect();
        assert_eq!(ids, measures);
    })
    .await;
}

/// Coventry's figures are the same in two sets, Wolverhampton's too: without a set, what agrees holds. One that does not
/// agree is no figure at all.
#[tokio::test]
async fn sets_must_agree_where_none_is_asked_for() {
    for_each_register(async |register| {
        let analyst = given(register).await;
        let found = compared(&analyst, question("combined", "", &["uphold_rate"])).await;
        assert_eq!(group(&found[0]).known, 7);
        let admin = register.client(Role::Admin);
        import(
            &admin,
            &["cipfa_neighbours_investigated"],
            "national",
            INVESTIGATED,
        )
        .await;
        let found = compared(&analyst, question("combined", "", &["uphold_rate"])).await;
        assert_eq!(group(&found[0]).known, 7, "all three sets agree");
        let differing = wire::GiveFigureRequest {
            parent: NORTHWICK.to_owned(),
            figure: Some(wire::GivenFigure {
                kind: "ombudsman_upheld".to_owned(),
                set: "national".to_owned(),
                body: "sandwell".to_owned(),
                financial_year: 2023,
                value: 13,
                source: "Somebody".to_owned(),
                ..wire::GivenFigure::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        admin.reference().give_figure(differing).await.expect("a figure");
        let found = compared(&analyst, question("combined", "", &["uphold_rate"]))
            .await
            .remove(0);
        let sandwell = found.bodies.iter().find(|body| body.body == "sandwell");
        assert_eq!(sandwell.expect("a line").state(), FigureState::Unknown);
        let is_it = |note: &&wire::ComparisonNote| note.kind() == ComparisonNoteKind::Contradicted;
        let told: Vec<&str> = found
            .notes
            .iter()
            .filter(is_it)
            .map(|note| note.body.as_str())
            .collect();
        assert_eq!(told, ["sandwell"]);
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_a_question_is_said_at_once() {
    for_each_register(async |register| {
        let request = wire::CompareAuthoritiesRequest {
            parent: NORTHWICK.to_owned(),
            question: Some(ComparisonQuestion {
                peer_group: "friends".to_owned(),
                measures: vec!["happiness".to_owned()],
                own: "nowhere".to_owned(),
                minimum_n: 4,
                reference_rates: vec![ReferenceRate::default()],
                ..ComparisonQuestion::default()
            }),
        };
        let analyst = register.client(Role::Analyst);
        let refused = invalid(analyst.benchmarks().compare_authorities(request).await);
        assert_eq!(
            refused.paths(),
            [
                "question.peer_group",
                "question.financial_year",
                "question.measures[0]",
                "question.own",
                "question.minimum_n",
                "question.reference_rates[0].measure",
                "question.reference_rates[0].label",
                "question.reference_rates[0].rate"
            ]
        );
    })
    .await;
}
