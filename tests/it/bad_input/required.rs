//! Every field that the contract calls REQUIRED is refused when it is not there, by the name of its path. The fields are
//! read from the descriptors, so that a new one is tried too.

use std::collections::BTreeSet;

use prost::Message;
use prost_reflect::{
    DynamicMessage, FieldDescriptor, Kind, MessageDescriptor, MethodDescriptor, ReflectMessage, Value,
};
use redress::api::wire::{
    self, AcknowledgeRepresentationRequest, HistoricalStep, ImportOutcome, ImportRepresentationsRequest,
    Month, Procedure, Quarter, historical_step::Step, period::Period,
};
use tonic::Code;

use crate::{
    harness::{
        NORTHWICK, Register,
        build::complaint,
        caller::Caller,
        day, for_each_register,
        refused::Refused,
        samples::{Records, Sample, methods},
    },
    import,
};

/// `google.api.FieldBehavior.REQUIRED` and `OUTPUT_ONLY`.
const REQUIRED: i32 = 2;
const OUTPUT_ONLY: i32 = 3;

fn behaves(field: &FieldDescriptor, behaviour: i32) -> bool {
    let pool = field.parent_pool();
    let extension = pool
        .get_extension_by_name("google.api.field_behavior")
        .expect("the extension");
    let options = field.options();
    let value = options.get_extension(&extension);
    let values = value.as_list().expect("a list");
    values
        .iter()
        .any(|value| value.as_enum_number() == Some(behaviour))
}

#[tokio::test]
async fn a_required_field_that_is_not_there_is_named() {
    for_each_register(async |register| {
        let records = Records::of(register).await;
        let mut samples = records.samples();
        samples.extend(periods_and_filters(&samples));
        samples.extend(records.variants());
        let mut tried = BTreeSet::new();
        for sample in samples {
            let caller = caller_for(register, &sample);
            check_good(&caller, &sample).await;
            for (field, path, without) in without_each(&sample.message, "") {
                tried.insert(field.full_name().to_owned());
                let answer = caller.call(&sample.path, without.encode_to_vec()).await;
                let status = answer.expect_err(&path);
                assert_eq!(
                    status.code(),
                    Code::InvalidArgument,
                    "{} without {path}",
                    sample.path
                );
                let found = Refused::of(&status);
                assert!(
                    found.paths().contains(&path.as_str()),
                    "{} without {path}: {found:?}",
                    sample.path
                );
            }
        }
        let methods = methods()
            .into_iter()
            .filter(|method| !method.is_client_streaming());
        assert_eq!(
            tried,
            required_fields(methods),
            "each REQUIRED field of a request was tried"
        );
    })
    .await;
}

/// A row of an import is answered in its place, so what it lacks is told there and not by a status.
#[tokio::test]
async fn a_required_field_that_a_row_lacks_is_named() {
    for_each_register(async |register| {
        let officer = register.officer();
        let mut methods = methods().into_iter();
        let import = methods
            .find(MethodDescriptor::is_client_streaming)
            .expect("the import");
        let row = DynamicMessage::decode(import.input(), historical_row().encode_to_vec().as_slice());
        let row = row.expect("the message of its method");
        let mut tried = BTreeSet::new();
        // Which representation a step is of, and by which request, its row says.
        let of_the_row = |path: &str| path.starts_with("steps[0].acknowledge.") && !path.ends_with("_date");
        for (field, path, without) in without_each(&row, "") {
            if of_the_row(&path) {
                continue;
            }
            tried.insert(field.full_name().to_owned());
            let without = ImportRepresentationsRequest::decode(without.encode_to_vec().as_slice());
            let answers = import::send(&officer, vec![without.expect("a row")]).await;
            let answers = answers.expect("an answer for each row");
            assert_eq!(answers[0].outcome(), ImportOutcome::Refused, "without {path}");
            let named = answers[0].problems.iter().any(|problem| problem.field == path);
            assert!(named, "without {path}: {:?}", answers[0].problems);
        }
        assert!(
            tried.contains("redress.v1.ImportRepresentationsRequest.parent"),
            "{tried:?}"
        );
        assert!(tried.contains("redress.v1.AcknowledgeRepresentationRequest.acknowledged_date"));
    })
    .await;
}

/// A case from before, acknowledged.
fn historical_row() -> ImportRepresentationsRequest {
    let acknowledged = AcknowledgeRepresentationRequest {
        acknowledged_date: Some(day(2024, 1, 10)),
        ..AcknowledgeRepresentationRequest::default()
    };
    ImportRepresentationsRequest {
        parent: NORTHWICK.to_owned(),
        representation: Some(wire::Representation {
            external_reference: "OLD-1".to_owned(),
            ..complaint(Procedure::ChildrenStatutory, day(2024, 1, 8))
        }),
        steps: vec![HistoricalStep {
            step: Some(Step::Acknowledge(acknowledged)),
        }],
        request_id: "import.OLD-1".to_owned(),
        validate_only: true,
        row: 1,
    }
}

/// A client that may call the method.
fn caller_for(register: &Register<'_>, sample: &Sample) -> Caller {
    let permissions = redress::api::permissions::permissions().expect("permissions");
    let permission = permissions.of(&sample.path).expect("a permission");
    if permission.deployment {
        register.deployment()
    } else {
        register.client(permission.roles[permission.roles.len().min(2) - 1])
    }
}

/// Without anything taken away, the request is good: a rule may refuse the step, but no field is wrong.
async fn check_good(caller: &Caller, sample: &Sample) {
    if let Err(status) = caller.call(&sample.path, sample.message.encode_to_vec()).await {
        assert_eq!(
            status.code(),
            Code::FailedPrecondition,
            "{}: {status:?}",
            sample.path
        );
    }
}

/// The message without each of its required fields in turn, at every depth.
fn without_each(message: &DynamicMessage, prefix: &str) -> Vec<(FieldDescriptor, String, DynamicMessage)> {
    let mut found = Vec::new();
    for field in message
        .descriptor()
        .fields()
        .filter(|field| !behaves(field, OUTPUT_ONLY))
    {
        let path = format!("{prefix}{}", field.name());
        if behaves(&field, REQUIRED) {
            let mut without = message.clone();
            without.clear_field(&field);
            found.push((field.clone(), path.clone(), without));
        }
        match message.get_field(&field).as_ref() {
            Value::Message(inner) if message.has_field(&field) => {
                for (deep, path, inner) in without_each(inner, &format!("{path}.")) {
                    let mut without = message.clone();
                    without.set_field(&field, Value::Message(inner));
                    found.push((deep, path, without));
                }
            }
            Value::List(elements) => {
                if let Some(Value::Message(first)) = elements.first() {
                    for (deep, path, inner) in without_each(first, &format!("{path}[0].")) {
                        let mut without = message.clone();
                        let mut elements = elements.clone();
                        elements[0] = Value::Message(inner);
                        without.set_field(&field, Value::List(elements));
                        found.push((deep, path, without));
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Every required field that a request of this API can hold.
fn required_fields(methods: impl Iterator<Item = MethodDescriptor>) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for method in methods {
        collect(&method.input(), &mut seen, &mut fields);
    }
    fields
}

fn collect(message: &MessageDescriptor, seen: &mut BTreeSet<String>, fields: &mut BTreeSet<String>) {
    if !seen.insert(message.full_name().to_owned()) {
        return;
    }
    for field in message.fields().filter(|field| !behaves(field, OUTPUT_ONLY)) {
        if behaves(&field, REQUIRED) {
            fields.insert(field.full_name().to_owned());
        }
        if let Kind::Message(inner) = field.kind() {
            collect(&inner, seen, fields);
        }
    }
}

/// Questions with each kind of period, and with a filter.
fn periods_and_filters(samples: &[Sample]) -> Vec<Sample> {
    let query = samples
        .iter()
        .find(|sample| sample.path.ends_with("/QueryStatistics"));
    let query = query.expect("the sample of a question");
    let periods = [
        Period::Quarter(Quarter {
            financial_year: 2026,
            quarter: 1,
        }),
        Period::Month(Month { year: 2026, month: 4 }),
        Period::Range(wire::DateRange {
            start_date: Some(day(2026, 4, 1)),
            end_date: Some(day(2026, 4, 30)),
        }),
    ];
    let of = |period| {
        let request = wire::QueryStatisticsRequest {
            parent: NORTHWICK.to_owned(),
            measures: vec!["representations_received".to_owned()],
            filters: vec![wire::DimensionFilter {
                dimension: "service".to_owned(),
                values: vec!["childrens".to_owned()],
            }],
            period: Some(wire::Period { period: Some(period) }),
            ..wire::QueryStatisticsRequest::default()
        };
        let bytes = request.encode_to_vec();
        Sample {
            method: query.method.clone(),
            path: query.path.clone(),
            message: DynamicMessage::decode(query.method.input(), bytes.as_slice()).expect("a question"),
        }
    };
    periods.map(of).into()
}
