//! Everything that can happen to a representation.

use super::{day, id};
use crate::domain::{
    outcome::Finding,
    policy::ClockName,
    procedure::Procedure,
    representation::{
        Acceptance, Advocacy, AdvocacyAnswer, Amendment, AnswerSource, Appointment, ClockMove, Closure,
        Concern, ConcernFinding, ContactArrangement, Conversion, Correction, Cost, Declaration, Deferral,
        Delay, EarlyReferral, Equality, Event, Extension, Forwarding, JointHandling, LinkKind, Matter,
        Milestone, NotedKind, Overtaking, Pause, Plan, ReferralTest, Registration, Rejection, Revocation,
        Role, Split, StageResponse, Tie, Tied, ToldDeadline, Withdrawal,
    },
    word::Word,
};

fn equality() -> Equality {
    let mut equality = Equality {
        source: Some(AnswerSource::Asked),
        ..Equality::default()
    };
    equality.answers[2] = Some(id("white_irish"));
    equality
}

fn registration(matter: Matter) -> Registration {
    Registration {
        external_reference: Some("CRM-17".to_owned()),
        matter,
        received_on: day("2024-02-29"),
        received_at: Some("2024-02-29T17:31:00Z".parse().expect("a moment")),
        grounds_arose_on: Some(day("2023-11-05")),
        service: id("childrens"),
        team: Some(id("west")),
        provider: Some(id("home-7")),
        method: id("email"),
        route: Some(id("councillor")),
        made_by: id("adult"),
        interest_to_decide: true,
        advocate_supported: Some(true),
        reply_wanted: true,
        communication_needs: vec![id("braille")],
        split: Some(Split {
            from: 12,
            concerns: vec![2, 3],
        }),
        complainant_equality: equality(),
        service_user_equality: Equality::default(),
    }
}

fn concerns() -> Vec<Concern> {
    vec![Concern {
        category: id("delay"),
        subcategory: Some(id("access")),
        team: Some(id("east")),
    }]
}

fn revocation() -> Revocation {
    Revocation {
        on: day("2024-03-05"),
        reason: id("entered_wrongly"),
    }
}

fn registered() -> Vec<Event> {
    let complaint = Matter::Complaint {
        procedure: Procedure::ChildrenStatutory,
        concerns: concerns(),
    };
    let noted = [
        NotedKind::Comment,
        NotedKind::ServiceRequest,
        NotedKind::IneligibleRepresentation,
        NotedKind::CustomerCareIssue,
    ]
    .map(|kind| Matter::Noted {
        kind,
        concerns: concerns(),
    });
    let compliment = Matter::Compliment {
        themes: vec![id("practice")],
    };
    let matters = noted.into_iter().chain([compliment, complaint.clone()]);
    let mut events: Vec<Event> = matters
        .map(|matter| Event::Registered(registration(matter)))
        .collect();
    events.push(Event::Imported {
        registration: registration(complaint),
        steps: [time(), stages()].concat(),
    });
    events
}

fn time() -> Vec<Event> {
    vec![
        Event::Acknowledged {
            on: day("2024-03-01"),
        },
        Event::DeadlineTold(ToldDeadline {
            clock: ClockName::Response,
            stage: 1,
            due_on: day("2024-03-14"),
            told_on: day("2024-03-01"),
        }),
        Event::ClockExtended(Extension {
            clock: ClockName::Response,
            length: 65,
            reason: id("complexity"),
            decided_on: day("2024-03-01"),
            complainant_agreed: true,
            agreed_by: Some(id("head-of-service")),
            told_on: Some(day("2024-03-02")),
        }),
        Event::ExtensionRevoked {
            extension: 1,
            revocation: revocation(),
        },
        Event::ClockPaused(Pause {
            clock: ClockName::Response,
            reason: id("waiting_for_advocate"),
            from: day("2024-03-04"),
            told_on: Some(day("2024-03-04")),
        }),
        Event::ClockResumed {
            pause: 1,
            on: day("2024-03-07"),
        },
        Event::PauseRevoked {
            pause: 1,
            revocation: revocation(),
        },
        Event::ClockMoved(ClockMove {
            clock: ClockName::Response,
            of: 1,
            due_before_on: day("2024-03-14"),
            due_on: day("2024-03-15"),
            holiday_on: day("2024-03-11"),
        }),
        Event::DelayExplained(Delay {
            clock: ClockName::Response,
            stage: 1,
            reason: id("staff"),
            on: day("2024-03-15"),
        }),
    ]
}

fn stages() -> Vec<Event> {
    let findings = Finding::ALL.iter().map(|finding| ConcernFinding {
        concern: 1,
        finding: *finding,
        adjudicator_agrees: Some(false),
    });
    let mut events = vec![
        Event::FindingsRecorded {
            findings: findings.collect(),
        },
        Event::StageConcluded(StageResponse {
            on: day("2024-03-09"),
            finding: Finding::Upheld,
            overridden: true,
            delay_reason: Some(id("staff")),
            signed_by: Some(id("director")),
            next_step_told: Some(true),
        }),
        Event::PanelArranged {
            meets_on: day("2024-09-10"),
        },
    ];
    let overtakings = [None]
        .into_iter()
        .chain(Overtaking::ALL.iter().copied().map(Some));
    events.extend(overtakings.map(|overtaking| Event::Escalated {
        requested_on: day("2024-03-10"),
        late_acceptance_reason: Some(id("other")),
        overtaking,
    }));
    events.extend(Milestone::ALL.iter().map(|milestone| Event::MilestoneReached {
        milestone: *milestone,
        on: day("2024-09-10"),
    }));
    events
}

fn turns() -> Vec<Event> {
    let on = day("2024-03-11");
    vec![
        Event::Accepted(Acceptance {
            on,
            reviewer: Some(id("manager")),
            late_acceptance_reason: Some(id("other")),
            sufficient_interest: true,
            child_s_view_considered: true,
        }),
        Event::Rejected(Rejection {
            on,
            reason: id("out_of_time"),
            reviewer: None,
            signpost: id("ombudsman"),
            told_on: on,
        }),
        Event::Deferred(Deferral {
            on,
            proceedings: id("court"),
            told_on: on,
        }),
        Event::DeferralReviewed { on },
        Event::ProceedingsEnded { on },
        Event::Resumed {
            on,
            late_acceptance_reason: Some(id("other")),
        },
        Event::Converted(Conversion {
            to: Procedure::CorporateCode,
            on,
            reason: id("misclassified"),
            decided_by: Some(id("manager")),
            told_on: Some(on),
            concerns: concerns(),
        }),
        Event::ReferredEarly(EarlyReferral {
            on,
            tests: ReferralTest::ALL.iter().map(|test| (*test, true)).collect(),
        }),
        Event::Withdrawn(Withdrawal {
            on,
            reason: id("resolved"),
            confirmed_on: Some(on),
            continues_as_review: true,
        }),
        Event::WithdrawalRetracted { on },
        Event::Closed {
            on,
            closure: Closure::Lapsed,
        },
    ]
}

fn people() -> Vec<Event> {
    let on = day("2024-03-12");
    let appointed = |role: &Role| {
        Event::Appointed(Appointment {
            role: *role,
            officer: id("post-3"),
            stage: 2,
            on,
            declaration: Declaration {
                in_line_complained_of: true,
                member: true,
                officer: true,
                partner_of_either: true,
            },
        })
    };
    let mut events: Vec<Event> = Role::ALL.iter().map(appointed).collect();
    events.extend([
        Event::AppointmentEnded { appointment: 1, on },
        Event::AdvocacyRecorded(Advocacy {
            told_on: Some(on),
            offered_on: Some(on),
            answered: Some((AdvocacyAnswer::Accepted, on)),
            provider: Some(id("voices")),
            appointed_on: Some(on),
            conflict: Some(false),
        }),
        Event::AdvocacyRecorded(Advocacy::default()),
        Event::PlanAgreed(Plan {
            on,
            length: 30,
            discussed: true,
            told_on: Some(on),
        }),
        Event::HandledJointly(JointHandling {
            on,
            partner: id("trust"),
            authority_leads: true,
        }),
    ]);
    events
}

fn ties() -> Vec<Event> {
    let on = day("2024-03-13");
    let ties = [Tie::Linked(LinkKind::Related), Tie::SplitFrom, Tie::Took];
    let mut events: Vec<Event> = ties
        .into_iter()
        .map(|tie| Event::Linked(Tied { other: 4, tie }))
        .collect();
    events.extend([
        Event::ConcernsAdded {
            on,
            concerns: concerns(),
        },
        Event::ConcernsMoved {
            into: 40,
            concerns: vec![2],
        },
        Event::Joined { into: 40, on },
        Event::TookOver {
            from: 39,
            on,
            concerns: concerns(),
        },
        Event::Forwarded(Forwarding {
            on,
            teams: vec![id("west")],
            to_people_named: true,
            to_manager: true,
        }),
        Event::CostRecorded(Cost {
            stage: 2,
            kind: id("investigating_officer"),
            amount_pence: 120_000,
            basis: Some(id("invoice")),
            budget: id("childrens"),
            paid_on: Some(on),
        }),
        Event::CostPaid { cost: 1, on },
        Event::ContactArranged(ContactArrangement {
            kind: id("in_writing_only"),
            from: on,
            review_on: day("2024-09-13"),
            ended_on: None,
        }),
        Event::ContactArrangementEnded { on },
    ]);
    events
}

fn corrected() -> Event {
    let on = day("2024-03-14");
    let stage = 2;
    Event::Corrected(Correction {
        on,
        reason: id("learned_later"),
        amendments: vec![
            Amendment::ReceivedOn(on),
            Amendment::GroundsAroseOn(None),
            Amendment::Service(id("adults")),
            Amendment::Team(None),
            Amendment::Provider(Some(id("home-8"))),
            Amendment::Method(id("letter")),
            Amendment::Route(None),
            Amendment::MadeBy(id("adult")),
            Amendment::AdvocateSupported(Some(false)),
            Amendment::CommunicationNeeds(vec![id("braille")]),
            Amendment::ComplainantEquality(equality()),
            Amendment::ServiceUserEquality(Equality::default()),
            Amendment::Concern {
                concern: 1,
                category: id("delay"),
                subcategory: None,
                team: Some(id("west")),
            },
            Amendment::AcknowledgedOn { stage, on },
            Amendment::RequestedOn { stage, on },
            Amendment::ConcludedOn { stage, on },
            Amendment::MilestoneOn {
                stage,
                milestone: Milestone::StatementAgreed,
                on,
            },
            Amendment::Finding {
                stage,
                concern: 1,
                finding: Finding::Upheld,
            },
            Amendment::WithdrawnOn(on),
            Amendment::ClosedOn(on),
        ],
    })
}

pub(super) fn events() -> Vec<Event> {
    [
        registered(),
        time(),
        stages(),
        turns(),
        people(),
        ties(),
        vec![corrected()],
    ]
    .concat()
}
