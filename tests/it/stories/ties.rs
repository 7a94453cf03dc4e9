//! Representations that belong together: split, joined, linked, or likely the same.

use redress::api::wire::{
    self, ClockName, ErrorReason, Finding, LinkKind, Procedure, Representation, StageEnd, State, Tie,
    TieKind, View,
};

use crate::harness::{
    build::{clock_of, complaint, concern},
    caller::Caller,
    casework_steps::reason_of,
    day, for_each_register,
};

fn tie(representation: &str, kind: TieKind) -> Tie {
    Tie {
        representation: representation.to_owned(),
        kind: kind.into(),
    }
}

async fn read(officer: &Caller, name: &str) -> Representation {
    officer.get(name, View::Basic).await.expect("the record")
}

/// Complaint Handling Code 1 and SI 2006/1738 reg 3: part of a complaint belongs under another procedure. The point
/// that is taken out is answered where it went, and the rest is answered without it.
#[tokio::test]
async fn a_point_is_split_off_to_another_procedure() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut about = complaint(Procedure::ChildrenStatutory, day(2026, 3, 2));
        about.concerns.push(concern("staff"));
        let whole = officer.register(about).await.expect("a registration").name;
        let part = |points: &[i32]| Representation {
            split: Some(wire::Split {
                from: whole.clone(),
                concerns: points.to_vec(),
            }),
            concerns: vec![concern("staff")],
            ..complaint(Procedure::CorporateCode, day(2026, 3, 2))
        };
        let all = officer.register(part(&[1, 2])).await;
        assert_eq!(
            reason_of(all),
            ErrorReason::TieRefused,
            "at least one point stays"
        );
        let split = officer.register(part(&[2])).await.expect("a split");
        assert_eq!(split.ties, [tie(&whole, TieKind::SplitFrom)]);
        assert_eq!(split.received_date, Some(day(2026, 3, 2)), "one receipt");

        let rest = read(&officer, &whole).await;
        assert_eq!(rest.ties, [tie(&split.name, TieKind::SplitInto)]);
        assert_eq!(rest.concerns[1].moved_into, split.name);
        let answered = officer.answer(&whole, 1, Finding::Upheld, day(2026, 3, 12)).await;
        let answered = answered.expect("a response without the point that went");
        assert_eq!(answered.finding(), Finding::Upheld);
        let part = read(&officer, &split.name).await;
        assert_eq!(
            (part.state(), part.finding()),
            (State::Open, Finding::Unspecified)
        );
    })
    .await;
}

/// Local policies under the Complaint Handling Code: a related new matter is folded in while stage 1 is not answered,
/// and is a complaint of its own afterwards.
#[tokio::test]
async fn a_related_complaint_is_folded_in_before_stage_1_is_answered() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2026, 3, 2));
        let first = officer.register(about).await.expect("a registration").name;
        let mut about = complaint(Procedure::CorporateCode, day(2026, 3, 5));
        about.concerns = vec![concern("staff")];
        let second = officer
            .register(about.clone())
            .await
            .expect("a registration")
            .name;
        let joined = officer.join(&second, &first, day(2026, 3, 6)).await;
        let joined = joined.expect("joined");
        assert_eq!(joined.state(), State::Joined);
        assert_eq!(joined.stages[0].ended_by(), StageEnd::Joined);
        assert_eq!(joined.ties, [tie(&first, TieKind::JoinedTo)]);
        let whole = read(&officer, &first).await;
        assert_eq!(whole.ties, [tie(&second, TieKind::Took)]);
        let categories: Vec<&str> = whole
            .concerns
            .iter()
            .map(|point| point.category.as_str())
            .collect();
        assert_eq!(categories, ["delay", "staff"]);

        let findings = [(1, Finding::Upheld), (2, Finding::NotUpheld)];
        officer.find(&first, 1, &findings).await.expect("findings");
        let answered = officer.conclude(&first, 1, day(2026, 3, 16)).await;
        assert_eq!(answered.expect("a response").finding(), Finding::PartlyUpheld);
        let third = officer.register(about).await.expect("a registration").name;
        let late = officer.join(&third, &first, day(2026, 3, 17)).await;
        assert_eq!(reason_of(late), ErrorReason::TieRefused);
        let further = officer
            .add_concerns(&first, day(2026, 3, 17), vec![concern("staff")])
            .await;
        assert_eq!(reason_of(further), ErrorReason::StateRefusesStep);
    })
    .await;
}

/// Complaint Handling Code 6: what belongs together is seen from both sides, and nothing is merged by it.
#[tokio::test]
async fn related_and_duplicate_complaints_show_each_other() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut names = Vec::new();
        for received in [day(2026, 3, 2), day(2026, 3, 3), day(2026, 3, 4)] {
            let about = complaint(Procedure::AdultStatutory, received);
            names.push(officer.register(about).await.expect("a registration").name);
        }
        let links = [
            (&names[1], LinkKind::Related, TieKind::Related),
            (&names[2], LinkKind::Duplicate, TieKind::Duplicate),
        ];
        for (other, kind, shown) in links {
            officer.tie(&names[0], other, kind).await.expect("a link");
            let back = read(&officer, other).await;
            assert_eq!(back.ties, [tie(&names[0], shown)]);
            assert_eq!(back.state(), State::Open);
            assert_eq!(clock_of(&back, ClockName::Response, 1).stopped_date, None);
        }
        let whole = read(&officer, &names[0]).await;
        let expected = [
            tie(&names[1], TieKind::Related),
            tie(&names[2], TieKind::Duplicate),
        ];
        assert_eq!(whole.ties, expected);
        let again = officer.tie(&names[1], &names[0], LinkKind::Related).await;
        assert_eq!(reason_of(again), ErrorReason::AlreadyDone, "from either side");
    })
    .await;
}

/// Getting the Best from Complaints: one matter told twice is one complaint. Registration names those that are alike in
/// every coded fact within 30 days; a person decides.
#[tokio::test]
async fn a_likely_duplicate_is_named_at_registration() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = |on| complaint(Procedure::ChildrenStatutory, on);
        let first = officer
            .register(new(day(2026, 3, 2)))
            .await
            .expect("a registration");
        assert!(first.likely_duplicates.is_empty());
        let second = officer
            .register(new(day(2026, 4, 1)))
            .await
            .expect("a registration");
        assert_eq!(second.likely_duplicates, [first.name.as_str()], "30 days later");
        assert!(second.ties.is_empty(), "nothing is merged");
        let other = Representation {
            concerns: vec![concern("staff")],
            ..new(day(2026, 4, 1))
        };
        let third = officer.register(other).await.expect("a registration");
        assert!(third.likely_duplicates.is_empty(), "about something else");
        let fourth = officer
            .register(new(day(2026, 5, 1)))
            .await
            .expect("a registration");
        assert_eq!(
            fourth.likely_duplicates,
            [second.name.as_str()],
            "the first is past"
        );
    })
    .await;
}
