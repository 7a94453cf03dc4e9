//! What the two authorities keep, with marks by which it is known wherever it turns up.

use prost::Message;
use prost_reflect::Value;
use redress::{
    api::wire::{self, ErasureBasis, Procedure, View},
    domain::access::Role,
};

use super::world::OF_NORTHWICK;
use crate::harness::{
    Register,
    build::{complaint, ombudsman_case, registration},
    caller::fresh_id,
    day,
    learning::training,
    samples::Sample,
};

/// Puts a mark into what an authority keeps: a code that its figures are told by, references, texts, a client.
pub async fn put(register: &Register<'_>, authority: &'static str, mark: &str) {
    let admin = register.client_of(authority, Role::Admin);
    let officer = register.client_of(authority, Role::Officer);
    for (list, id) in [("services", "service"), ("officers", "officer")] {
        let code = wire::SaveCodeRequest {
            parent: format!("{authority}/lists/{list}"),
            code_id: format!("{mark}-{id}"),
            code: Some(wire::Code {
                display_name: format!("{mark} {id}"),
                ..wire::Code::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        admin.reference().save_code(code).await.expect("a code");
    }
    admin
        .new_client(authority, &format!("{mark}-client"), Role::Analyst)
        .await;
    for number in 1..=2 {
        let mut request = registration(complaint(Procedure::CorporateCode, day(2026, 5, 1)));
        authority.clone_into(&mut request.parent);
        let about = request.representation.as_mut().expect("a complaint");
        about.service = format!("{mark}-service");
        about.narrative = format!("{mark} narrative");
        about.external_reference = format!("{mark}-reference-{number}");
        about.complainant = Some(wire::Person {
            full_name: format!("{mark} name"),
            email: "alex@example.org".to_owned(),
            ..wire::Person::default()
        });
        officer
            .representations()
            .register_representation(request)
            .await
            .expect("a complaint");
    }
    let mut case = ombudsman_case(
        if mark == OF_NORTHWICK {
            "26 999 001"
        } else {
            "26 999 002"
        },
        day(2026, 5, 1),
    );
    case.service = format!("{mark}-service");
    let case = wire::RegisterCaseRequest {
        parent: authority.to_owned(),
        ombudsman_case: Some(case),
        request_id: fresh_id(),
        ..wire::RegisterCaseRequest::default()
    };
    officer.ombudsman().register_case(case).await.expect("a case");
}

/// A second one of everything that Northwick has one of, so that there is a second page of it.
pub async fn put_second(register: &Register<'_>, samples: &[Sample]) {
    let admin = register.client(Role::Admin);
    let officer = register.officer();
    for (method, year) in [
        ("SavePeerGroup", None),
        ("GiveFigure", Some(2021)),
        ("GiveFigure", Some(2022)),
    ] {
        let sample = samples.iter().find(|sample| sample.method.name() == method);
        let sample = sample.expect("a sample");
        let mut message = sample.message.clone();
        message.set_field_by_name("validate_only", Value::Bool(false));
        message.set_field_by_name("request_id", Value::String(fresh_id()));
        if let Some(year) = year {
            let figure = message
                .get_field_by_name_mut("figure")
                .and_then(Value::as_message_mut);
            figure
                .expect("a figure")
                .set_field_by_name("financial_year", Value::I32(year));
        }
        admin
            .call(&sample.path, message.encode_to_vec())
            .await
            .expect(method);
    }
    for _ in 0..2 {
        officer
            .record_training(training(day(2026, 5, 4), 3))
            .await
            .expect("a session");
        let about = complaint(Procedure::CorporateCode, day(2026, 4, 8));
        let name = officer.register(about).await.expect("a registration").name;
        officer.get(&name, View::Full).await.expect("the record");
        officer
            .withdraw(&name, day(2026, 4, 9))
            .await
            .expect("a withdrawal");
        officer
            .propose(&name, ErasureBasis::ErasureRequest)
            .await
            .expect("a proposal");
        admin.confirm(&name).await.expect("an erasure");
    }
}
