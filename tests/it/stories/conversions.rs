//! From one procedure to another: one record, one receipt, and two clocks that say what each reading asks.

use redress::api::wire::{
    self, ClockName, ClockState, Closure, ErrorReason, Finding, Kind, Procedure, Representation, State,
};

use crate::harness::{
    build::{clock_of, complaint, concern},
    casework_steps::reason_of,
    day, for_each_register,
};

fn conversion(to: Procedure, on: wire::Date, reason: &str) -> wire::Conversion {
    wire::Conversion {
        to: to.into(),
        converted_date: Some(on),
        reason: reason.to_owned(),
        decided_by: "manager".to_owned(),
        told_date: Some(on),
        ..wire::Conversion::default()
    }
}

/// Something that is no complaint, without points.
fn noted(kind: Kind, received: wire::Date) -> Representation {
    Representation {
        kind: kind.into(),
        procedure: 0,
        concerns: Vec::new(),
        ..complaint(Procedure::CorporateCode, received)
    }
}

/// SI 2006/1738: what was not settled informally is a complaint from the day on which it came.
#[tokio::test]
async fn an_informal_complaint_becomes_statutory_and_keeps_its_receipt() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::Informal, day(2025, 9, 1));
        let name = officer.register(about).await.expect("a registration").name;
        officer
            .acknowledge(&name, day(2025, 9, 2))
            .await
            .expect("contact");
        let turn = conversion(
            Procedure::ChildrenStatutory,
            day(2025, 9, 3),
            "not_settled_informally",
        );
        let converted = officer.convert(&name, turn.clone(), Vec::new()).await;
        let converted = converted.expect("a conversion");
        assert_eq!(converted.name, name, "one record");
        assert_eq!(converted.received_date, Some(day(2025, 9, 1)));
        assert_eq!(converted.procedure(), Procedure::ChildrenStatutory);
        let left = wire::Conversion {
            from: Procedure::Informal.into(),
            ..turn
        };
        assert_eq!(converted.conversions, [left]);
        assert_eq!(converted.stages[0].started_date, Some(day(2025, 9, 1)));
        assert_eq!(converted.stages[0].acknowledged_date, Some(day(2025, 9, 2)));
        let due = |clock| clock_of(&converted, clock, 1).due_date;
        assert_eq!(due(ClockName::Response), Some(day(2025, 9, 15)));
        assert_eq!(due(ClockName::ResponseFromConversion), Some(day(2025, 9, 17)));
        let informal = converted
            .clocks
            .iter()
            .any(|clock| clock.stage == 0 && clock.clock() == ClockName::Response);
        assert!(!informal, "the informal target is left behind");
    })
    .await;
}

/// SI 2006/1738 and the register's own rule: a complaint that was classified wrongly is timed from its receipt for the
/// law, and from the conversion for those who do the work.
#[tokio::test]
async fn a_corporate_complaint_that_was_statutory_has_both_clocks() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = complaint(Procedure::CorporateCode, day(2025, 9, 1));
        let name = officer.register(about).await.expect("a registration").name;
        officer.acknowledge(&name, day(2025, 9, 4)).await.expect("a step");
        let turn = conversion(Procedure::ChildrenStatutory, day(2025, 9, 19), "misclassified");
        let converted = officer.convert(&name, turn, Vec::new()).await;
        let converted = converted.expect("a conversion");
        let running = |clock| {
            let clock = clock_of(&converted, clock, 1);
            (clock.anchor_date, clock.due_date)
        };
        assert_eq!(
            running(ClockName::Response),
            (Some(day(2025, 9, 1)), Some(day(2025, 9, 15)))
        );
        assert_eq!(
            running(ClockName::ResponseFromConversion),
            (Some(day(2025, 9, 19)), Some(day(2025, 10, 3)))
        );
        assert_eq!(converted.stages[0].acknowledged_date, Some(day(2025, 9, 4)));
        let answered = officer.answer(&name, 1, Finding::Upheld, day(2025, 10, 1)).await;
        let answered = answered.expect("a response");
        let state = |clock| clock_of(&answered, clock, 1).state();
        assert_eq!(
            state(ClockName::Response),
            ClockState::Missed,
            "the law's clock was past"
        );
        assert_eq!(state(ClockName::ResponseFromConversion), ClockState::Met);
    })
    .await;
}

/// SI 2006/1738 reg 3: what the statutory procedure does not cover is corporate; once stage 1 is answered under it, the
/// complainant may take every stage of it (Ombudsman's decision 24 016 713).
#[tokio::test]
async fn a_statutory_complaint_that_is_not_eligible_becomes_corporate() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = || complaint(Procedure::ChildrenStatutory, day(2025, 9, 1));
        let turn = || conversion(Procedure::CorporateCode, day(2025, 9, 12), "not_eligible");
        let name = officer.register(new()).await.expect("a registration").name;
        let converted = officer.convert(&name, turn(), Vec::new()).await;
        let converted = converted.expect("a conversion");
        assert_eq!(converted.procedure(), Procedure::CorporateCode);
        assert_eq!(converted.conversions[0].from(), Procedure::ChildrenStatutory);
        assert_eq!(converted.conversions[0].stages_left, 1);
        let operational = clock_of(&converted, ClockName::ResponseFromConversion, 1);
        assert_eq!(operational.due_date, Some(day(2025, 9, 26)));

        let begun = officer.register(new()).await.expect("a registration").name;
        let step = officer
            .answer(&begun, 1, Finding::NotUpheld, day(2025, 9, 10))
            .await;
        step.expect("a response");
        let refused = officer.convert(&begun, turn(), Vec::new()).await;
        assert_eq!(reason_of(refused), ErrorReason::ConversionRefused);
    })
    .await;
}

/// Complaint Handling Code 1.2 to 1.8: a request for service is recorded, and becomes a complaint once the person is
/// unhappy with the answer.
#[tokio::test]
async fn a_request_for_service_becomes_a_complaint() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = noted(Kind::ServiceRequest, day(2025, 9, 1));
        let registered = officer.register(about).await.expect("a registration");
        let name = registered.name.as_str();
        assert_eq!(
            (registered.state(), registered.clocks.len()),
            (State::Recorded, 0)
        );
        let turn = || conversion(Procedure::CorporateCode, day(2025, 9, 15), "became_complaint");
        let pointless = officer.convert(name, turn(), Vec::new()).await;
        assert_eq!(reason_of(pointless), ErrorReason::ConversionRefused);
        let converted = officer.convert(name, turn(), vec![concern("delay")]).await;
        let converted = converted.expect("a conversion");
        assert_eq!(
            (converted.kind(), converted.state()),
            (Kind::Complaint, State::Open)
        );
        assert_eq!(converted.received_date, Some(day(2025, 9, 1)));
        assert_eq!(converted.conversions[0].from(), Procedure::Unspecified);
        assert_eq!(converted.concerns.len(), 1);
        let operational = clock_of(&converted, ClockName::ResponseFromConversion, 1);
        assert_eq!(operational.due_date, Some(day(2025, 9, 29)));
    })
    .await;
}

/// Halton's representation of somebody who is not eligible is noted and answered, and may be handled as a corporate
/// complaint (Halton 2019/20).
#[tokio::test]
async fn a_representation_of_somebody_not_eligible_becomes_corporate() {
    for_each_register(async |register| {
        let officer = register.officer();
        let about = noted(Kind::IneligibleRepresentation, day(2025, 9, 1));
        let registered = officer.register(about).await.expect("a registration");
        assert_eq!(registered.kind(), Kind::IneligibleRepresentation);
        assert_eq!(registered.state(), State::Recorded);
        let turn = conversion(Procedure::CorporateCode, day(2025, 9, 12), "complainant_asked");
        let converted = officer
            .convert(&registered.name, turn, vec![concern("staff")])
            .await;
        let converted = converted.expect("a conversion");
        assert_eq!(converted.procedure(), Procedure::CorporateCode);
        let step = officer.acknowledge(&registered.name, day(2025, 9, 12)).await;
        let response = clock_of(&step.expect("a step"), ClockName::Response, 1);
        assert_eq!(response.due_date, Some(day(2025, 9, 26)));
    })
    .await;
}

/// Halton's customer care issue is advice, signposting or early resolution: closed as such, or taken up (Halton 2019/20).
#[tokio::test]
async fn a_customer_care_issue_is_closed_or_taken_up() {
    for_each_register(async |register| {
        let officer = register.officer();
        let new = || noted(Kind::CustomerCareIssue, day(2025, 9, 1));
        let settled = officer.register(new()).await.expect("a registration").name;
        let closed = officer.close(&settled, day(2025, 9, 2), Closure::Resolved).await;
        assert_eq!(closed.expect("closed").state(), State::Concluded);
        let other = officer.register(new()).await.expect("a registration").name;
        let turn = conversion(Procedure::Informal, day(2025, 9, 3), "became_complaint");
        let converted = officer.convert(&other, turn, vec![concern("delay")]).await;
        let converted = converted.expect("a conversion");
        assert_eq!(
            (converted.procedure(), converted.stages.len()),
            (Procedure::Informal, 0)
        );
        let formal = conversion(
            Procedure::CorporateCode,
            day(2025, 9, 5),
            "not_settled_informally",
        );
        let twice = officer.convert(&other, formal, Vec::new()).await;
        assert_eq!(twice.expect("a second conversion").conversions.len(), 2);
        let back = conversion(Procedure::Informal, day(2025, 9, 8), "other");
        let refused = officer.convert(&other, back, Vec::new()).await;
        assert_eq!(reason_of(refused), ErrorReason::ConversionRefused);
    })
    .await;
}
