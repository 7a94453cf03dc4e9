//! Everybody with every method about the own authority, and about those that are not the caller's.

use redress::domain::access::Role;
use tokio::task::JoinSet;
use tonic::Code;

use super::{
    call::{Answer, call},
    cells::{Cells, line, same, tells},
    world::{Home, NOWHERE, OF_NORTHWICK, Part, Row, Who, World, about, emptied, names_an_authority},
};

/// Methods whose good request is refused by a rule of the law, with the reason: everything else about it is right.
const REFUSED: &[(&str, &str)] = &[
    ("CommentOnDraft", "DRAFT_UNKNOWN"),
    ("RecordSatisfaction", "REMEDY_NOT_COMPLETED"),
    ("RecordPublicReportStep", "NO_PUBLIC_REPORT"),
    ("ExtendPublicReportResponse", "NO_PUBLIC_REPORT"),
    ("RecordMonitoringOfficerStep", "DUTY_UNKNOWN"),
    ("ConcludeStage", "STATE_REFUSES_STEP"),
    ("ReviewDeferral", "STATE_REFUSES_STEP"),
    ("EndProceedings", "STATE_REFUSES_STEP"),
    ("ResumeRepresentation", "STATE_REFUSES_STEP"),
    ("EndAppointment", "PART_UNKNOWN"),
    ("AgreePlan", "STEP_NOT_IN_PROCEDURE"),
    ("HandleJointly", "STEP_NOT_IN_PROCEDURE"),
    ("ArrangePanel", "STAGE_NOT_CURRENT"),
    ("RevokeExtension", "PART_UNKNOWN"),
    ("ResumeClock", "PART_UNKNOWN"),
    ("RevokePause", "PART_UNKNOWN"),
    ("ReferEarly", "STAGE_NOT_CURRENT"),
    ("RetractWithdrawal", "STATE_REFUSES_STEP"),
    ("JoinRepresentation", "TIE_REFUSED"),
    ("ForwardRepresentation", "STEP_NOT_IN_PROCEDURE"),
    ("PayCost", "PART_UNKNOWN"),
    ("EndContactArrangement", "STEP_NEEDS"),
];

/// The reason for which the good request of a method is refused to a caller; empty where it is answered.
fn known(row: &Row, who: &Who) -> &'static str {
    // The client that proposed it may not confirm it.
    if row.name() == "ConfirmDestruction" && who.role == Some(Role::Officer) {
        return "SECOND_PERSON_NEEDED";
    }
    let known = REFUSED.iter().find(|(method, _)| *method == row.name());
    known.map_or("", |(_, reason)| *reason)
}

/// What a caller is answered who may not call the method; none for one who may.
fn refused(who: &Who, row: &Row) -> Option<Code> {
    match who.role {
        None => Some(Code::Unauthenticated),
        Some(_) if !who.may(&row.permission) => Some(Code::PermissionDenied),
        Some(_) => None,
    }
}

/// Looks at everybody of a home with one method.
pub async fn look(world: &World, home: Home, row: &Row, cells: &mut Cells) {
    let sample = &row.sample.message;
    let requests = [
        ("own", sample.clone()),
        ("southmere", about(sample, "southmere")),
        ("nowhere", about(sample, NOWHERE)),
        ("unreadable", emptied(sample)),
    ];
    let mut calls = JoinSet::new();
    for who in world.callers.iter().filter(|who| who.home == home) {
        let (who, requests, method) = (who.clone(), requests.clone(), row.sample.method.clone());
        calls.spawn(async move {
            let mut answers = Vec::new();
            for (whose, request) in requests {
                answers.push((whose, call(&who.caller, &method, vec![request]).await));
            }
            (who, answers)
        });
    }
    for (who, answers) in calls.join_all().await {
        match refused(&who, row) {
            Some(code) => all_refused(&who, row, code, &answers, cells),
            None => answered(world, (&who, row), &answers, cells),
        }
    }
}

/// Who may not call is refused alike whatever the request says: nothing of it was read.
fn all_refused(who: &Who, row: &Row, code: Code, answers: &[(&str, Answer)], cells: &mut Cells) {
    let (_, first) = &answers[0];
    for (whose, answer) in answers {
        cells.check(answer.code == code && answer.text == first.text, || {
            format!(
                "{} by {}, {whose}: {}, not {code:?}",
                row.name(),
                who.label,
                line(answer)
            )
        });
    }
}

fn answered(world: &World, (who, row): (&Who, &Row), answers: &[(&str, Answer)], cells: &mut Cells) {
    let [(_, northwick), (_, southmere), (_, nowhere), _] = answers else {
        panic!("four requests");
    };
    let says =
        |what: &str, answer: &Answer| format!("{} by {}: {what}: {}", row.name(), who.label, line(answer));
    let names = names_an_authority(&row.sample.message);
    match who.home {
        // A record that is not in the caller's part is as if there were none.
        Home::Northwick if who.part == Some(Part::Without) && names_a_record(row) => {
            let holds = not_found(row, northwick) && same(northwick, nowhere);
            cells.check(holds, || {
                format!(
                    "{}, and of none {}",
                    says("outside its part", northwick),
                    line(nowhere)
                )
            });
        }
        Home::Northwick | Home::Deployment => {
            cells.check(northwick.reason == known(row, who), || says("own", northwick));
        }
        // What Southmere asks of Northwick is as if there were none.
        Home::Southmere if names => {
            let holds = not_found(row, northwick) && same(northwick, nowhere);
            cells.check(holds, || {
                format!("{}, and of none {}", says("another's", northwick), line(nowhere))
            });
        }
        Home::Southmere => {}
    }
    if names && who.home == Home::Northwick {
        let holds = not_found(row, southmere) && same(southmere, nowhere);
        cells.check(holds, || {
            format!("{}, and of none {}", says("another's", southmere), line(nowhere))
        });
    }
    if names {
        cells.check(not_found(row, nowhere), || says("nobody's", nowhere));
    }
    if let Some(part) = who.part {
        let told = |name: &String| northwick.text.contains(&format!("{name}\""));
        let is_told = part == Part::Without && world.outside.iter().any(told);
        cells.check(lists_its_part(northwick, part) && !is_told, || {
            says("more than its part", northwick)
        });
    }
    if who.home == Home::Southmere {
        for (whose, answer) in answers {
            cells.check(!tells(answer, OF_NORTHWICK), || {
                says(&format!("{whose} tells what is another's"), answer)
            });
        }
    }
}

/// Whether the good request of a method is about one record.
fn names_a_record(row: &Row) -> bool {
    let name = row.sample.message.get_field_by_name("name");
    let name = name
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default();
    name.contains("/representations/") || name.contains("/cases/")
}

/// Whether the records of a list are all of the part: of the service that bears Northwick's mark, or none of that.
fn lists_its_part(answer: &Answer, part: Part) -> bool {
    let mut records = Vec::new();
    for message in &answer.messages {
        for list in ["representations", "cases"] {
            let list = message.get_field_by_name(list);
            records.extend(list.iter().filter_map(|list| list.as_list()).flatten().cloned());
        }
    }
    records.iter().all(|record| {
        let service = record
            .as_message()
            .and_then(|record| record.get_field_by_name("service"));
        let marked = service.is_some_and(|service| {
            service
                .as_str()
                .is_some_and(|text| text.starts_with(OF_NORTHWICK))
        });
        marked == (part == Part::Without)
    })
}

/// Whether an answer says that there is no such thing. Rows of an import are answered one by one.
fn not_found(row: &Row, answer: &Answer) -> bool {
    if row.sample.method.is_client_streaming() {
        let is_refused = |message: &prost_reflect::DynamicMessage| {
            message
                .get_field_by_name("outcome")
                .and_then(|outcome| outcome.as_enum_number())
                == Some(3)
        };
        return answer.code == Code::Ok && answer.messages.iter().all(is_refused);
    }
    answer.code == Code::NotFound
}
