//! An action as a story.

use super::*;
use crate::domain::{
    context::{Context, Other},
    history::Record,
    ids::StreamKind,
    ombudsman::{CaseRegistration, OmbudsmanCase},
    procedure::Procedure,
    refusal::Refusal,
    representation::{self, Concern, Matter, NotedKind, Registration, Representation},
    testing::{at, code, complaint, context, day, reference},
};

const REPRESENTATION: i64 = 2;
const CASE: i64 = 3;

fn matter(kind: &str) -> Matter {
    let concerns = vec![Concern {
        category: code("delay"),
        subcategory: None,
        team: None,
    }];
    match kind {
        "complaint" => Matter::Complaint {
            procedure: Procedure::ChildrenStatutory,
            concerns,
        },
        "comment" => Matter::Noted {
            kind: NotedKind::Comment,
            concerns,
        },
        _ => Matter::Compliment {
            themes: vec![code("kindness")],
        },
    }
}

fn representation_of(kind: &str) -> Record {
    let registration = Registration {
        matter: matter(kind),
        ..complaint(Procedure::ChildrenStatutory, "2024-04-02", 1)
    };
    let event = representation::Event::Registered(registration);
    Representation::evolve(None, at(REPRESENTATION, &event))
        .map(Record::Representation)
        .expect("a representation")
}

fn case() -> Record {
    let event = crate::domain::ombudsman::Event::Registered(CaseRegistration {
        notified_on: None,
        from_annual_list: false,
        reference: "23 013 837".to_owned(),
        category: code("housing"),
        service: None,
        received_on: day("2024-05-01"),
        representation: None,
    });
    OmbudsmanCase::evolve(None, at(CASE, &event))
        .map(Record::Case)
        .expect("a case")
}

fn from(kind: SourceKind, stage: Option<u8>, concern: Option<u8>) -> Source {
    let origin = Origin::Representation {
        number: REPRESENTATION,
        stage,
        concern,
    };
    Source { kind, origin }
}

const AUDIT: Source = Source {
    kind: SourceKind::Audit,
    origin: Origin::Council,
};

fn registration(source: Source) -> ActionRegistration {
    ActionRegistration {
        source,
        types: vec![code("training"), code("guidance")],
        owner: None,
        team: None,
        service: None,
        raised_on: day("2024-05-07"),
        due_on: day("2024-07-01"),
    }
}

/// Records an action from a source where the register holds a representation of this kind, and a case.
fn record(source: Source, kind: &str) -> Result<Vec<Event>, Refusal> {
    let (reference, records) = (reference(), [representation_of(kind), case()]);
    let other = |kind, number, record| Other { kind, number, record };
    let others = [
        other(StreamKind::Representation, REPRESENTATION, &records[0]),
        other(StreamKind::Case, CASE, &records[1]),
    ];
    let context = Context {
        others: &others,
        ..context(&reference, true)
    };
    decide(None, &Command::Record(registration(source)), &context)
}

fn after(commands: &[Command]) -> Action {
    let reference = reference();
    let context = context(&reference, false);
    let mut state = None;
    let first = [Command::Record(registration(AUDIT))];
    for (position, command) in (2..).zip(first.iter().chain(commands)) {
        for event in &decide(state.as_ref(), command, &context).expect("an accepted step") {
            state = Action::evolve(state, at(position, event));
        }
    }
    state.expect("an action")
}

fn refused(commands: &[Command], command: &Command) -> Refusal {
    let reference = reference();
    decide(Some(&after(commands)), command, &context(&reference, false)).expect_err("a refusal")
}

fn verdict(acceptance: Acceptance) -> Command {
    Command::Decide(Verdict {
        acceptance,
        decided_on: day("2024-05-10"),
        reason: None,
    })
}

fn complete(on: &str) -> Command {
    Command::Complete {
        on: day(on),
        evidenced_on: None,
    }
}

fn due(on: &str) -> Command {
    Command::Update(Update {
        due: Some((day(on), code("staff_absence"))),
        ..Update::default()
    })
}

fn check(outcome: ImpactOutcome) -> Command {
    Command::AssessImpact(ImpactCheck {
        checked_on: day("2024-12-02"),
        outcome,
        next_check_on: None,
    })
}

fn share(on: &str) -> Command {
    Command::Share(Sharing {
        place: code("team_meeting"),
        shared_on: day(on),
    })
}

#[test]
fn an_action_goes_from_proposed_to_evidenced() {
    let accepted = verdict(Acceptance::PartlyAccepted);
    assert_eq!(after(&[]).status(), ActionStatus::Proposed);
    assert_eq!(
        after(std::slice::from_ref(&accepted)).status(),
        ActionStatus::Open
    );
    let done = [accepted, due("2024-09-01"), complete("2024-09-02")];
    let action = after(&done);
    assert_eq!(action.status(), ActionStatus::Done);
    assert!(action.is_done_late());
    assert_eq!(
        (action.due_changes[0].from, action.due_changes[0].to),
        (day("2024-07-01"), day("2024-09-01"))
    );
    assert_eq!(
        action.registration.due_on,
        day("2024-07-01"),
        "the original is kept"
    );
    let evidence = Command::RecordEvidence {
        on: day("2024-09-09"),
    };
    let [one, two, three] = done;
    let rest = [
        one,
        two,
        three,
        evidence,
        check(ImpactOutcome::TooEarly),
        share("2024-06-01"),
    ];
    let action = after(&rest);
    assert_eq!(action.status(), ActionStatus::Evidenced);
    assert_eq!((action.impact_checks.len(), action.sharings.len()), (1, 1));
}

#[test]
fn each_status_takes_its_own_steps() {
    let (accepted, rejected) = (verdict(Acceptance::Accepted), verdict(Acceptance::Rejected));
    let cancel = Command::Cancel {
        on: day("2024-06-01"),
    };
    let evidence = Command::RecordEvidence {
        on: day("2024-09-09"),
    };
    let done = complete("2024-06-30");
    let seen = check(ImpactOutcome::ChangeSeen);
    let share = share("2024-06-01");
    let due = due("2024-09-01");
    let refusals: [(&[Command], ActionStatus, &[&Command]); 5] = [
        (&[], ActionStatus::Proposed, &[&done, &evidence, &seen, &share]),
        (
            std::slice::from_ref(&rejected),
            ActionStatus::Rejected,
            &[&accepted, &done, &evidence, &seen, &share, &due, &cancel],
        ),
        (
            std::slice::from_ref(&accepted),
            ActionStatus::Open,
            &[&rejected, &evidence, &seen],
        ),
        (
            &[accepted.clone(), done.clone()],
            ActionStatus::Done,
            &[&accepted, &done, &due, &cancel],
        ),
        (
            std::slice::from_ref(&cancel),
            ActionStatus::Cancelled,
            &[&accepted, &done, &evidence, &seen, &share, &due, &cancel],
        ),
    ];
    for (before, expected, commands) in refusals {
        for command in commands {
            let refusal = refused(before, command);
            assert!(
                matches!(refusal, Refusal::ActionStatusRefusesStep { status, .. } if status == expected),
                "{command:?} of {expected:?}: {refusal:?}"
            );
        }
    }
}

#[test]
fn a_step_is_not_dated_before_what_it_follows() {
    let early = Refusal::DateBeforeAnchor {
        anchor_on: day("2024-05-07"),
    };
    let before = Command::Decide(Verdict {
        acceptance: Acceptance::Accepted,
        decided_on: day("2024-05-06"),
        reason: None,
    });
    assert_eq!(refused(&[], &before), early);
    assert_eq!(refused(&[], &due("2024-05-06")), early);
    let accepted = verdict(Acceptance::Accepted);
    assert_eq!(
        refused(std::slice::from_ref(&accepted), &complete("2024-05-06")),
        early
    );
    let evidence = Command::RecordEvidence {
        on: day("2024-06-29"),
    };
    let refusal = refused(&[accepted, complete("2024-06-30")], &evidence);
    assert!(matches!(refusal, Refusal::DateBeforeAnchor { .. }));
}

#[test]
fn an_update_says_something_new() {
    assert_eq!(refused(&[], &due("2024-07-01")), Refusal::ActionUnchanged);
    let unknown = Command::Update(Update {
        owner: Some(code("hso-7")),
        ..Update::default()
    });
    assert!(matches!(
        refused(&[], &unknown),
        Refusal::ReferenceDataChanged { .. }
    ));
}

#[test]
fn a_source_must_be_there_and_be_what_it_is_said_to_be() {
    for (source, kind) in [
        (from(SourceKind::Concern, None, Some(1)), "complaint"),
        (from(SourceKind::Concern, None, Some(1)), "comment"),
        (from(SourceKind::Stage, Some(1), None), "complaint"),
        (from(SourceKind::Compliment, None, None), "compliment"),
        (from(SourceKind::Comment, None, None), "comment"),
        (AUDIT, "comment"),
    ] {
        record(source, kind).expect("an action");
    }
    let differs = |kind| Err(Refusal::ActionSourceDiffers { kind });
    let stage = from(SourceKind::PanelRecommendation, Some(3), None);
    let concern = from(SourceKind::Concern, None, Some(2));
    assert_eq!(
        record(stage, "complaint"),
        Err(Refusal::ActionStageUnknown { stage: 3 })
    );
    assert_eq!(record(stage, "comment"), differs("comment"));
    assert_eq!(
        record(concern, "complaint"),
        Err(Refusal::ConcernUnknown { concern: 2 })
    );
    assert_eq!(record(concern, "compliment"), differs("compliment"));
    let compliment = from(SourceKind::Compliment, None, None);
    assert_eq!(record(compliment, "complaint"), differs("complaint"));
    let of_case = |number, remedy| Source {
        kind: SourceKind::OmbudsmanRecommendation,
        origin: Origin::Case { number, remedy },
    };
    record(of_case(CASE, None), "comment").expect("an action");
    assert_eq!(
        record(of_case(CASE, Some(1)), "comment"),
        Err(Refusal::RemedyUnknown { remedy: 1 })
    );
    assert_eq!(
        record(of_case(99, None), "comment"),
        Err(Refusal::ActionSourceUnknown)
    );
}
