//! Random histories with holds, cases of the Ombudsman and erasures: nothing is destroyed under a hold, and no figure,
//! report or release moves.

use std::collections::BTreeSet;

use redress::{
    api::wire::{self, Decision, ErasureBasis, HoldKind, Procedure},
    domain::access::Role,
};

use crate::{
    harness::{
        NORTHWICK, Register, SOUTHMERE,
        build::{complaint, decision, ombudsman_case},
        date, day, for_each_register,
        releases::{preview, publication},
        samples::fresh_reference,
    },
    projections::steps::Chance,
};

/// Records of a history; the campaign tells longer ones.
fn asked() -> usize {
    let asked = std::env::var("REDRESS_TEST_RETENTION").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(250)
}

/// What the test knows of a record, by its own book-keeping.
struct Known {
    name: String,
    /// The year in which it ended; none while it is open.
    ended: Option<i32>,
    holds: BTreeSet<i32>,
    placed: i32,
    open_case: Option<String>,
    proposed: Option<ErasureBasis>,
    erased: bool,
}

/// How many calls of each kind were answered.
#[derive(Debug, Default)]
struct Told {
    destroyed: usize,
    refused_under_hold: usize,
    refused: usize,
}

/// Every table of every report of a year, without where and when it was counted.
async fn tables(register: &Register<'_>) -> Vec<wire::Table> {
    let analyst = register.client(Role::Analyst);
    let catalogue = analyst
        .statistics()
        .get_catalogue(wire::GetCatalogueRequest::default())
        .await;
    let catalogue = catalogue.expect("the catalogue").into_inner();
    let mut tables = Vec::new();
    for year in [2015, 2025] {
        for wire::ReportDefinition { id: report, .. } in &catalogue.reports {
            let request = wire::GetReportRequest {
                name: format!("{NORTHWICK}/reports/{report}"),
                period: Some(wire::Period {
                    period: Some(wire::period::Period::FinancialYear(year)),
                }),
                ..wire::GetReportRequest::default()
            };
            let report = analyst.statistics().get_report(request).await.expect("a report");
            for mut table in report.into_inner().tables {
                table.position = 0;
                table.as_of_time = None;
                tables.push(table);
            }
        }
    }
    tables
}

async fn register_one(register: &Register<'_>, chance: &mut Chance) -> Known {
    let officer = register.officer();
    let procedures = [
        Procedure::CorporateCode,
        Procedure::AdultStatutory,
        Procedure::CorporateLocal,
    ];
    let year = 2015 + i32::try_from(chance.below(11)).expect("a year");
    let mut about = complaint(procedures[chance.below(3)], day(year, 5, 4));
    about.narrative = "Nobody came.".to_owned();
    let name = officer.register(about).await.expect("a registration").name;
    let ends = chance.below(5) > 0;
    if ends {
        officer
            .withdraw(&name, day(year, 6, 1))
            .await
            .expect("a withdrawal");
    }
    Known {
        name,
        ended: ends.then_some(year),
        holds: BTreeSet::new(),
        placed: 0,
        open_case: None,
        proposed: None,
        erased: false,
    }
}

/// Whether the record may be destroyed now, by the words of the contract: it ended, nothing holds it, and six years
/// have passed or its person asked.
fn may_be_destroyed(known: &Known, basis: ErasureBasis) -> bool {
    let is_due = |year: i32| basis == ErasureBasis::ErasureRequest || year + 6 <= 2026;
    !known.erased && known.holds.is_empty() && known.open_case.is_none() && known.ended.is_some_and(is_due)
}

/// One random step of one record, and whether it was answered as it must be.
async fn step(register: &Register<'_>, known: &mut Known, number: usize, told: &mut Told) {
    let officer = register.officer();
    let name = known.name.clone();
    match number {
        0 => {
            let held = officer.place_hold(&name, HoldKind::Inquiry).await;
            assert_eq!(held.is_ok(), !known.erased, "{held:?}");
            if held.is_ok() {
                known.placed += 1;
                known.holds.insert(known.placed);
            }
        }
        1 => {
            if let Some(hold) = known.holds.pop_first() {
                officer.release_hold(&name, hold).await.expect("a release");
            }
        }
        2 => {
            if known.open_case.is_none() && !known.erased {
                let mut case = ombudsman_case(&fresh_reference(), day(2026, 4, 8));
                case.representation = name.clone();
                let case = officer.register_case(case).await.expect("a case");
                known.open_case = Some(case.name);
            }
        }
        3 => {
            if let Some(case) = known.open_case.take() {
                let found = decision(Decision::NotUpheld, day(2026, 5, 4));
                officer.decide(&case, found).await.expect("a decision");
            }
        }
        4 | 5 => {
            let basis = match number {
                4 => ErasureBasis::RetentionEnded,
                _ => ErasureBasis::ErasureRequest,
            };
            let proposed = officer.propose(&name, basis).await;
            let may = may_be_destroyed(known, basis) && known.proposed.is_none();
            assert_eq!(proposed.is_ok(), may, "{basis:?} {proposed:?}");
            if proposed.is_ok() {
                known.proposed = Some(basis);
            }
        }
        6 => {
            let withdrawn = officer.withdraw_proposal(&name).await;
            assert_eq!(
                withdrawn.is_ok(),
                known.proposed.take().is_some() && !known.erased
            );
        }
        _ => confirm(register, known, told).await,
    }
}

async fn confirm(register: &Register<'_>, known: &mut Known, told: &mut Told) {
    // The same client may never confirm what it proposed.
    let alone = register.officer().confirm(&known.name).await;
    assert!(alone.is_err(), "one person destroyed {}", known.name);
    let confirmed = register.client(Role::Admin).confirm(&known.name).await;
    let may = known.proposed.is_some_and(|basis| may_be_destroyed(known, basis));
    let is_held = !known.erased && (!known.holds.is_empty() || known.open_case.is_some());
    match &confirmed {
        Ok(_) => {
            assert!(!is_held, "{} was destroyed under a hold", known.name);
            assert!(may, "{} was destroyed and may not be", known.name);
            known.erased = true;
            known.proposed = None;
            told.destroyed += 1;
        }
        Err(status) => {
            assert!(!may, "{}: {status:?}", known.name);
            told.refused += 1;
            told.refused_under_hold += usize::from(is_held && known.proposed.is_some());
        }
    }
}

/// Records practice, and UK GDPR art. 5(1)(e) with 17: pseudonymous counts stay as they are, and a hold wins.
#[tokio::test]
async fn no_figure_moves_and_nothing_is_destroyed_under_a_hold() {
    for_each_register(async |register| {
        register.set_today(date(2026, 6, 1));
        let mut chance = Chance::new(77);
        let mut records = Vec::new();
        for _ in 0..asked() {
            records.push(register_one(register, &mut chance).await);
        }
        // Published before anything is destroyed: an edition, a release that was pulled, and the figures of two years.
        let officer = register.officer();
        let edition = officer
            .publish_new_edition(day(2026, 6, 1))
            .await
            .expect("an edition");
        let edition = officer.made_again(&edition.name).await.expect("its tables");
        let release = officer.preview_release(preview()).await.expect("a preview").name;
        officer
            .sign_off_release(&release, day(2026, 6, 1))
            .await
            .expect("a sign-off");
        let published = officer.publish_release(publication(&release, &[SOUTHMERE])).await;
        let release = published.expect("a publication");
        let before = tables(register).await;
        assert!(before.iter().any(|table| !table.rows.is_empty()));

        let mut told = Told::default();
        for _ in 0..records.len() * 8 {
            let place = chance.below(records.len());
            let number = chance.below(9);
            // A case is a figure of its own, so that none comes or goes while figures are compared.
            if !matches!(number, 2 | 3) {
                step(register, &mut records[place], number, &mut told).await;
            }
        }
        assert_eq!(tables(register).await, before, "a figure moved");
        for _ in 0..records.len() * 4 {
            let place = chance.below(records.len());
            let number = chance.below(9);
            step(register, &mut records[place], number, &mut told).await;
        }
        println!("{} records: {told:?}", records.len());
        assert!(
            told.destroyed * 10 > records.len() && told.refused_under_hold * 20 > records.len(),
            "{told:?}"
        );
        let after = officer.made_again(&edition.name).await.expect("its tables");
        assert_eq!(after, edition, "an edition has other tables");
        let after = officer.get_release(&release.name).await.expect("the release");
        assert_eq!(
            (after.text, after.digest),
            (release.text, release.digest),
            "a release has other bytes"
        );
    })
    .await;
}
