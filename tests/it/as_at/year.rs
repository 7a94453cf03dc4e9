//! A year of random steps, at fifty random places of which everything is asked. Whatever happens later, asking again
//! gives the same.

use chrono::TimeDelta;
use redress::{api::wire, domain::access::Role};

use super::{
    asking::{ask, ask_all, catalogue, of_every_measure},
    compared::check_comparison,
    drilled::check_cells,
};
use crate::{
    harness::{
        NORTHWICK, Register,
        caller::{Caller, fresh_id},
        for_each_register,
    },
    projections::steps::{Chance, Simulation},
};

const SEED: u64 = 20_260_701;
const MOMENTS: usize = 50;
const PAIRS: usize = 4;

/// Renames a team, and puts it into another group: what a table says of it depends on when it is asked about.
pub async fn rename(admin: &Caller, team: &str, display_name: &str, group: &str) {
    let service = match team {
        "hospital" => "adults",
        "potholes" => "highways",
        _ => "childrens",
    };
    let request = wire::SaveCodeRequest {
        parent: format!("{NORTHWICK}/lists/teams"),
        code_id: team.to_owned(),
        code: Some(wire::Code {
            display_name: display_name.to_owned(),
            aliases: if team == "looked-after" {
                vec!["LAC".to_owned()]
            } else {
                Vec::new()
            },
            parent_code: service.to_owned(),
            group: group.to_owned(),
            ..wire::Code::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    admin.reference().save_code(request).await.expect("a saved code");
}

/// Takes a few steps, and now and then changes the lists.
async fn go_on(register: &Register<'_>, simulation: &mut Simulation, chance: &mut Chance, steps: usize) {
    simulation.run(register, steps).await;
    if chance.below(3) == 0 {
        let team = ["looked-after", "hospital", "potholes"][chance.below(3)];
        let group = ["", "North", "South"][chance.below(3)];
        let name = format!("{team} as of {}", chance.below(1_000_000));
        rename(&register.client(Role::Admin), team, &name, group).await;
    }
}

#[tokio::test]
async fn fifty_moments_of_a_random_year_are_answered_as_they_were() {
    for_each_register(async |register| {
        let (mut simulation, mut chance) = (Simulation::new(SEED), Chance::new(SEED));
        let auditor = register.client(Role::Auditor);
        let catalogue = catalogue(&auditor).await;
        let mut told = Vec::new();
        for turn in 0..MOMENTS {
            let steps = chance.below(14) + 1;
            go_on(register, &mut simulation, &mut chance, steps).await;
            told.push(ask_all(&auditor, &catalogue, turn).await);
        }
        register.set_today(simulation.today() + TimeDelta::days(1));
        for answer in told.iter().flatten() {
            answer.check(&auditor).await;
        }
        let positions: Vec<i64> = told.iter().map(|told| told[0].position()).collect();
        assert!(positions.is_sorted() && positions[0] < positions[MOMENTS - 1]);

        // Asked by the instant, the answer is that of the last position recorded by then.
        for question in of_every_measure(&catalogue, 3).into_iter().take(2) {
            for position in &positions {
                let mut by_position = question.clone();
                by_position.position = *position;
                let there = ask(&auditor, by_position.clone()).await.expect("figures");
                let mut by_moment = question.clone();
                by_moment.as_at = there.as_of_time;
                let then = ask(&auditor, by_moment).await.expect("figures");
                assert!(then.position >= *position && then.as_of_time == there.as_of_time);
                by_position.position = then.position;
                assert_eq!(ask(&auditor, by_position).await.expect("figures"), then);
            }
        }

        for turn in 0..PAIRS {
            let (one, other) = (chance.below(MOMENTS), chance.below(MOMENTS));
            let pair = (positions[one.min(other)], positions[one.max(other)]);
            check_comparison(&auditor, &catalogue, turn, pair).await;
        }
        check_cells(&auditor, &catalogue, positions[MOMENTS - 1]).await;
    })
    .await;
}
