use chrono::{DateTime, Utc};

use crate::domain::{
    context::{Context, Other},
    disclosed::{self, Disclosed, PublicReport, ReleasedVersion, WrittenReport},
    disclosure::{AlsoWithheld, policy::Policy},
    financial_year::{FinancialYear, Period},
    history::{Event as Any, Record, echo},
    ids::{AuthorityId, Position, StreamKind},
    lists::{Code, List},
    received::{self, Received, TakenIn},
    recorded::Recorded,
    reference::{self, Reference},
    refusal::{Refusal, ReleaseRefusal},
    release::{
        Command, FigureInClear, Preview, Publication, Puller, Release, ReleaseState, SignOff, Withdrawal,
        WithheldBecause, WithheldFigure, decide,
    },
    testing::{self, at, code, day},
};

fn body(id: &str) -> AuthorityId {
    AuthorityId::parse(id).expect("an id")
}

pub(crate) fn preview(version: u32) -> Preview {
    Preview {
        grid: "benchmark_grid".to_owned(),
        period: Period::financial_year(FinancialYear(2023)),
        version,
        position: 90,
        policy: Policy::default(),
        text: "redress release 1\n".into(),
        digest: "aa".to_owned(),
        withheld: vec![
            WithheldFigure {
                table: 0,
                row: Some(2),
                measure: 1,
                because: WithheldBecause::Small,
            },
            WithheldFigure {
                table: 0,
                row: None,
                measure: 1,
                because: WithheldBecause::Derived,
            },
        ],
        in_clear: vec![FigureInClear {
            table: 0,
            row: Some(0),
            measure: 0,
        }],
    }
}

pub(crate) fn taken_in(digest: &str) -> TakenIn {
    TakenIn {
        authority: body("coventry"),
        release: Some(17),
        grid: "benchmark_grid".to_owned(),
        period: Period::financial_year(FinancialYear(2023)),
        version: 1,
        named: true,
        text: "redress release 1\n".into(),
        digest: digest.to_owned(),
    }
}

fn council() -> Reference {
    let code = Code {
        id: code("director-1"),
        display_name: "The director".to_owned(),
        aliases: Vec::new(),
        parent: None,
        group: None,
        valid_from: None,
        valid_until: None,
    };
    let list = List::Officers;
    let saved = reference::Event::CodeSaved { list, code };
    Reference::evolve(Some(testing::reference()), at(2, &saved)).expect("a council")
}

fn sign_off(on: &str) -> Command {
    Command::SignOff(SignOff {
        by: code("director-1"),
        on: day(on),
    })
}

fn publish(on: &str, attacked_with: usize) -> Command {
    Command::Publish {
        publication: Publication {
            on: day(on),
            recipients: vec![body("west-midlands")],
            named: false,
        },
        attacked_with,
    }
}

fn withdraw(on: &str) -> Command {
    Command::Withdraw(Withdrawal {
        on: day(on),
        reason: code("wrong_figures"),
    })
}

fn pull(by: &str) -> Command {
    Command::NotePull(Puller {
        body: body(by),
        client: "puller".to_owned(),
    })
}

fn time() -> DateTime<Utc> {
    day("2024-05-02").and_hms_opt(9, 0, 0).expect("a time").and_utc()
}

/// Takes steps on a release that was previewed on 2 May 2024, beside what has left the authority before.
fn life(version: u32, commands: &[Command], left: Disclosed) -> Result<(Release, Disclosed), Refusal> {
    let council = council();
    let preview = Command::Preview(preview(version));
    let mut state: Option<Release> = None;
    let mut left = left;
    for (position, command) in (100..).zip([&preview].into_iter().chain(commands)) {
        let ledger = Record::Disclosed(left.clone());
        let others = [Other {
            kind: StreamKind::Disclosed,
            number: 0,
            record: &ledger,
        }];
        let context = Context {
            now: time(),
            others: &others,
            ..testing::context(&council, false)
        };
        for event in decide(state.as_ref(), command, &context)? {
            let before = state.clone().map(Record::Release);
            if let Some((StreamKind::Disclosed, 0, Any::Disclosed(entered))) =
                echo(before.as_ref(), 100, &Any::Release(event.clone()))
            {
                left = left.evolve(at(position, &entered));
            }
            let recorded = Recorded {
                position,
                time: time(),
                event: &event,
            };
            state = Release::evolve(state, recorded);
        }
    }
    Ok((state.expect("a release"), left))
}

fn refused(commands: &[Command]) -> Refusal {
    life(1, commands, Disclosed::default()).expect_err("a refusal")
}

#[test]
fn the_steps_come_in_their_order() {
    let whole = [
        sign_off("2024-05-02"),
        publish("2024-05-03", 0),
        withdraw("2024-05-04"),
    ];
    let states = [
        ReleaseState::Previewed,
        ReleaseState::SignedOff,
        ReleaseState::Published,
        ReleaseState::Withdrawn,
    ];
    for (taken, state) in states.into_iter().enumerate() {
        let (release, left) = life(1, &whole[..taken], Disclosed::default()).expect("a life");
        assert_eq!(release.state(), state);
        assert_eq!(left.entries(), usize::from(taken >= 2), "entered as it leaves");
        for (place, command) in whole.iter().enumerate() {
            if place != taken {
                let too = [&whole[..taken], std::slice::from_ref(command)].concat();
                assert!(
                    matches!(
                        refused(&too),
                        Refusal::Release(ReleaseRefusal::StateRefusesStep { state: found, .. }) if found == state
                    ),
                    "{command:?} when {state:?}"
                );
            }
        }
    }
    let anchor_on = day("2024-05-02");
    assert_eq!(
        refused(&[sign_off("2024-05-01")]),
        Refusal::DateBeforeAnchor { anchor_on }
    );
    let early = [sign_off("2024-05-02"), publish("2024-05-01", 0)];
    assert_eq!(refused(&early), Refusal::DateBeforeAnchor { anchor_on });
    let early = [
        sign_off("2024-05-02"),
        publish("2024-05-02", 0),
        withdraw("2024-05-01"),
    ];
    assert_eq!(refused(&early), Refusal::DateBeforeAnchor { anchor_on });
}

/// What left after the attack was not attacked with it.
#[test]
fn a_release_is_attacked_with_all_that_left() {
    let report = disclosed::Event::ReportWritten(written(80));
    let left = Disclosed::default().evolve(at(3, &report));
    let publish_with = |attacked_with| {
        let steps = [sign_off("2024-05-02"), publish("2024-05-02", attacked_with)];
        life(1, &steps, left.clone())
    };
    let overtaken = Refusal::Release(ReleaseRefusal::Overtaken);
    assert_eq!(publish_with(0).expect_err("a refusal"), overtaken);
    let (_, after) = publish_with(1).expect("a publication");
    let period = Period::financial_year(FinancialYear(2023));
    assert_eq!(
        (after.entries(), after.latest_version("benchmark_grid", period)),
        (2, Some(1))
    );
    let again = life(1, &[], after.clone()).expect_err("a version once");
    assert_eq!(
        again,
        Refusal::Release(ReleaseRefusal::VersionPublished { version: 1 })
    );
    assert!(life(2, &[], after).is_ok());
}

#[test]
fn a_report_is_entered_once() {
    let enter = |position, beside| disclosed::Command::Enter {
        report: written(position),
        beside,
    };
    let event = disclosed::Event::ReportWritten(written(80));
    assert_eq!(
        Disclosed::default().decide(&enter(80, 0)),
        Ok(vec![event.clone()])
    );
    let left = Disclosed::default().evolve(at(3, &event));
    assert_eq!(left.decide(&enter(80, 1)), Ok(Vec::new()));
    assert_eq!(left.decide(&enter(81, 0)), Err(ReleaseRefusal::Overtaken));
    assert_eq!(left.decide(&enter(81, 1)).expect("an entry").len(), 1);
}

/// After a release an edition as it would be without one never left.
#[test]
fn an_edition_after_a_release_is_what_was_written_of_it() {
    let edition = disclosed::Event::ReportWritten(WrittenReport {
        also_withheld: None,
        ..written(80)
    });
    let before = Disclosed::default().evolve(at(3, &edition));
    let released = disclosed::Event::ReleasePublished(ReleasedVersion {
        release: 17,
        grid: "benchmark_grid".to_owned(),
        period: Period::financial_year(FinancialYear(2023)),
        version: 1,
    });
    let after = Disclosed::default()
        .evolve(at(3, &released))
        .evolve(at(4, &edition));
    assert_eq!((before.reports.len(), after.reports.len()), (1, 0));
}

fn written(position: Position) -> WrittenReport {
    WrittenReport {
        report: PublicReport {
            report: "childrens".to_owned(),
            period: Period::financial_year(FinancialYear(2023)),
            position,
        },
        also_withheld: Some(AlsoWithheld::default()),
    }
}

/// Only a recipient pulls, and only what is published.
#[test]
fn pulls_are_counted_by_client() {
    let published = [sign_off("2024-05-02"), publish("2024-05-02", 0)];
    let steps = |more: &[Command]| [&published[..], more].concat();
    let early = refused(&[pull("west-midlands")]);
    assert!(matches!(
        early,
        Refusal::Release(ReleaseRefusal::StateRefusesStep { .. })
    ));
    assert_eq!(refused(&steps(&[pull("east-midlands")])), Refusal::NotRegistered);
    let late = refused(&steps(&[withdraw("2024-05-02"), pull("west-midlands")]));
    assert!(matches!(
        late,
        Refusal::Release(ReleaseRefusal::StateRefusesStep { .. })
    ));
    let twice = steps(&[pull("west-midlands"), pull("west-midlands")]);
    let (release, _) = life(1, &twice, Disclosed::default()).expect("pulls");
    let counts: Vec<u32> = release.pulls.values().map(|pulls| pulls.count).collect();
    assert_eq!(counts, [2]);
    assert!(release.is_for(&body("west-midlands")) && !release.is_for(&body("east-midlands")));
}

#[test]
fn a_version_is_received_once_and_never_changes() {
    let take_in = |digest: &str| received::Command::TakeIn(taken_in(digest));
    let events = received::decide(None, &take_in("aa")).expect("taken in");
    let state = Received::evolve(None, at(5, &events[0])).expect("a release");
    for digest in ["aa", "bb"] {
        let again = received::decide(Some(&state), &take_in(digest));
        assert!(matches!(again, Err(Refusal::AlreadyDone { .. })));
    }
    let reason = code("wrong_figures");
    let withdraw = received::Command::Withdraw { reason };
    assert_eq!(received::decide(None, &withdraw), Err(Refusal::NotRegistered));
    let events = received::decide(Some(&state), &withdraw).expect("heard");
    let state = Received::evolve(Some(state), at(6, &events[0])).expect("a release");
    assert!(state.withdrawn.is_some());
    assert_eq!(received::decide(Some(&state), &withdraw), Ok(Vec::new()));
    assert_eq!(taken_in("aa").reference(), "coventry benchmark_grid 2023-04-01 1");
}
