//! Editions as stories, and the canonical text that must never change.

use super::*;
use crate::domain::{
    context::Context,
    lists::{Code, List},
    recorded::Recorded,
    reference::{self, Reference},
    refusal::{EditionRefusal, Refusal},
    statistics::{AsOf, BLANK, Basis, Group, Interval, Query, QueryDraft, SeriesDraft, Table},
    testing::{self, at, code, day},
};

fn council() -> Reference {
    let mut council = testing::reference();
    for (list, id) in [(List::Officers, "director-1"), (List::Teams, "west")] {
        let code = Code {
            id: code(id),
            display_name: format!("The {id}"),
            aliases: Vec::new(),
            parent: None,
            group: None,
            valid_from: None,
            valid_until: None,
        };
        let saved = reference::Event::CodeSaved { list, code };
        council = Reference::evolve(Some(council), at(2, &saved)).expect("a council");
    }
    council
}

pub(crate) fn preparation(route: &[&str]) -> Preparation {
    Preparation {
        report: "children_annual".to_owned(),
        period: Period::between(day("2023-04-01"), day("2024-03-31")).expect("a period"),
        position: 90,
        audience: Audience::Public,
        route: route.iter().map(|step| code(step)).collect(),
        tables: vec![PinnedTable {
            id: "received".to_owned(),
            title: "Received".to_owned(),
            measures: vec!["representations_received@1".to_owned()],
            dimensions: vec!["team".to_owned()],
            filters: vec![("kind".to_owned(), vec!["complaint".to_owned(), BLANK.to_owned()])],
            basis: Basis::Received,
            include_empty: false,
            series: (Some(Interval::Quarter), 4),
            digest: "aa".to_owned(),
        }],
    }
}

fn approve(step: &str, on: &str) -> Command {
    Command::Approve(Approval {
        step: code(step),
        by: code("director-1"),
        on: day(on),
    })
}

fn publish(on: &str) -> Command {
    Command::Publish { on: day(on) }
}

fn respond(on: &str) -> Command {
    Command::RecordResponse(Response {
        body: code("full_council"),
        on: day(on),
    })
}

fn restate(position: Position, digest: &str) -> Command {
    Command::Restate(Restatement {
        position,
        reason: code("recorded_late"),
        digests: vec![digest.to_owned()],
    })
}

/// Takes steps on an edition that was prepared on 2 May 2024 for the route `director`, then `monitoring_officer`.
fn life(commands: &[Command]) -> Result<Edition, Refusal> {
    let council = council();
    let time = day("2024-05-02").and_hms_opt(9, 0, 0).expect("a time").and_utc();
    let context = Context {
        now: time,
        ..testing::context(&council, false)
    };
    let prepare = Command::Prepare(preparation(&["director", "monitoring_officer"]));
    let mut state = None;
    for (position, command) in (100..).zip([&prepare].into_iter().chain(commands)) {
        for event in &decide(state.as_ref(), command, &context)? {
            let recorded = Recorded {
                position,
                time,
                event,
            };
            state = Edition::evolve(state, recorded);
        }
    }
    Ok(state.expect("an edition"))
}

/// Each step is in the council's own list.
#[test]
fn a_route_is_made_of_the_councils_steps() {
    let council = council();
    let context = testing::context(&council, false);
    let unknown = Command::Prepare(preparation(&["director", "mayor"]));
    assert!(matches!(
        decide(None, &unknown, &context),
        Err(Refusal::ReferenceDataChanged { .. })
    ));
    assert_eq!(
        decide(None, &publish("2024-05-03"), &context),
        Err(Refusal::NotRegistered)
    );
}

#[test]
fn an_edition_goes_its_route_and_is_published() {
    let route = ["director", "monitoring_officer"];
    let council = council();
    let context = testing::context(&council, false);
    let events = decide(None, &Command::Prepare(preparation(&route)), &context).expect("prepared");
    assert_eq!(events, [Event::Prepared(preparation(&route))]);
}

#[test]
fn the_route_is_gone_in_its_order_before_publication() {
    let (first, second) = (
        approve("director", "2024-05-02"),
        approve("monitoring_officer", "2024-05-09"),
    );
    let next = |next: &str| next.to_owned();
    assert_eq!(
        life(std::slice::from_ref(&second)),
        Err(EditionRefusal::StepOutOfOrder {
            next: next("director")
        }
        .into())
    );
    assert_eq!(
        life(&[first.clone(), publish("2024-05-09")]),
        Err(EditionRefusal::NotApproved {
            next: next("monitoring_officer")
        }
        .into())
    );
    let anchor_on = day("2024-05-02");
    assert_eq!(
        life(&[approve("director", "2024-05-01")]),
        Err(Refusal::DateBeforeAnchor { anchor_on }),
        "before there was anything to approve"
    );
    let approved = [first, second];
    let anchor_on = day("2024-05-09");
    let early = [&approved[..], &[publish("2024-05-08")]].concat();
    assert_eq!(life(&early), Err(Refusal::DateBeforeAnchor { anchor_on }));
    let again = [&approved[..], &[approve("director", "2024-05-10")]].concat();
    assert!(matches!(life(&again), Err(Refusal::AlreadyDone { .. })));
    let published = [&approved[..], &[publish("2024-05-09")]].concat();
    let edition = life(&published).expect("published");
    assert_eq!(
        (edition.state(), edition.published_on, edition.approvals.len()),
        (EditionState::Published, Some(anchor_on), 2)
    );
    for late in [publish("2024-05-10"), approve("director", "2024-05-10")] {
        let late = [&published[..], &[late]].concat();
        assert_eq!(
            life(&late),
            Err(EditionRefusal::Published { on: anchor_on }.into())
        );
    }
}

#[test]
fn what_follows_publication_waits_for_it() {
    let approved = [
        approve("director", "2024-05-02"),
        approve("monitoring_officer", "2024-05-09"),
    ];
    for step in [respond("2024-05-20"), restate(120, "bb")] {
        let early = [&approved[..], &[step]].concat();
        assert_eq!(life(&early), Err(EditionRefusal::NotPublished.into()));
    }
    let published = [&approved[..], &[publish("2024-05-10")]].concat();
    let anchor_on = day("2024-05-10");
    let early = [&published[..], &[respond("2024-05-09")]].concat();
    assert_eq!(life(&early), Err(Refusal::DateBeforeAnchor { anchor_on }));
    let answered = [&published[..], &[respond("2024-05-10"), respond("2024-06-01")]].concat();
    assert_eq!(life(&answered).expect("answered").responses.len(), 2);
}

#[test]
fn a_restatement_is_later_and_says_something_new() {
    let published = [
        approve("director", "2024-05-02"),
        approve("monitoring_officer", "2024-05-09"),
        publish("2024-05-10"),
    ];
    let with = |steps: &[Command]| life(&[&published[..], steps].concat());
    let not_later = |position| Err(EditionRefusal::PositionNotLater { position }.into());
    assert_eq!(with(&[restate(90, "bb")]), not_later(90));
    assert_eq!(with(&[restate(91, "aa")]), Err(EditionRefusal::Unchanged.into()));
    let restated = with(&[restate(91, "bb")]).expect("restated");
    assert_eq!(
        (restated.state(), restated.latest()),
        (EditionState::Restated, (91, vec!["bb"]))
    );
    assert_eq!(with(&[restate(91, "bb"), restate(91, "cc")]), not_later(91));
    assert_eq!(
        with(&[restate(91, "bb"), restate(92, "bb")]),
        Err(EditionRefusal::Unchanged.into())
    );
    let back = with(&[restate(91, "bb"), restate(92, "aa")]).expect("restated as it was first");
    assert_eq!(back.restatements.len(), 2);
    assert_eq!(
        back.preparation.tables[0].digest, "aa",
        "what was published stays"
    );
}

/// In every edition that there is, a digest of this text is kept: it is the same for ever.
#[test]
fn the_canonical_text_is_what_it_was() {
    let council = council();
    let draft = QueryDraft {
        measures: vec!["representations_received".to_owned(), "upheld_rate".to_owned()],
        dimensions: vec!["team".to_owned()],
        filters: vec![("kind".to_owned(), vec!["complaint".to_owned(), BLANK.to_owned()])],
        basis: None,
        period: Period::between(day("2023-04-01"), day("2024-03-31")).expect("a period"),
        position: Some(90),
        include_empty: false,
        series: SeriesDraft::default(),
    };
    let query = Query::of(&draft, &council).expect("a question");
    let group = |team: Option<&str>, finding: Option<&str>, count| Group {
        values: query
            .columns()
            .iter()
            .map(|column| match column {
                crate::domain::statistics::Column::Team => team.map(str::to_owned),
                crate::domain::statistics::Column::Finding => finding.map(str::to_owned),
                crate::domain::statistics::Column::State => Some("concluded".to_owned()),
                _ => Some("complaint".to_owned()),
            })
            .collect(),
        count,
    };
    let groups = [
        group(Some("west"), Some("upheld"), 2),
        group(Some("west"), Some("not_upheld"), 1),
        group(None, None, 4),
    ];
    let as_of = |position| AsOf {
        position,
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    };
    let table = Table::fold(&query, &groups, &council, as_of(90));
    let text = canonical("by_team", "By\tteam\\\n", &table);
    let expected = "redress table 1
table\tby_team\tBy\\tteam\\\\\\n
period\t2023-04-01\t2024-03-31
basis\treceived
filter\tkind\tcomplaint\tblank
measures\trepresentations_received@1\tupheld_rate@1
dimensions\tteam
row\twest\tThe west\t3 3/0\t66.66666666666667 2/3
row\tblank\tBlank\t4 4/0\tnot_applicable
total\t7 7/0\t66.66666666666667 2/3
";
    assert_eq!(text, expected);
    let later = Table::fold(&query, &groups, &council, as_of(91));
    assert_eq!(
        canonical("by_team", "By\tteam\\\n", &later),
        text,
        "wherever it was counted"
    );
    let pinned = PinnedTable::of("by_team", "By team", &query, (None, 0));
    let again = pinned
        .query(draft.period, 90, &council)
        .expect("the same question");
    assert_eq!(
        (again.measures(), again.dimensions(), again.filters()),
        (query.measures(), query.dimensions(), query.filters())
    );
    let unknown = PinnedTable {
        measures: vec!["upheld_rate@0".to_owned()],
        ..pinned
    };
    let unmakeable = unknown
        .query(draft.period, 90, &council)
        .expect_err("no such version");
    assert_eq!(unmakeable.why, "measures[0] is not a measure");
}

/// A table of two measures by team, of complaints and of what has no kind, in which nothing is.
pub(crate) fn by_team() -> Table {
    let council = council();
    let draft = QueryDraft {
        measures: vec!["representations_received".to_owned(), "upheld_rate".to_owned()],
        dimensions: vec!["team".to_owned()],
        filters: vec![("kind".to_owned(), vec!["complaint".to_owned(), BLANK.to_owned()])],
        basis: None,
        period: Period::between(day("2023-04-01"), day("2024-03-31")).expect("a period"),
        position: Some(90),
        include_empty: false,
        series: SeriesDraft::default(),
    };
    let query = Query::of(&draft, &council).expect("a question");
    let as_of = AsOf {
        position: 90,
        recorded_at: chrono::DateTime::UNIX_EPOCH,
    };
    Table::fold(&query, &[], &council, as_of)
}
