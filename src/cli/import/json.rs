//! A line of JSON Lines: the contract's own message in JSON, or a flat object whose keys are columns.

use std::sync::LazyLock;

use chrono::NaiveDate;
use prost::Message;
use prost_reflect::{DescriptorPool, DeserializeOptions, DynamicMessage, MessageDescriptor};
use serde_json::{Map, Value, json};

use super::{
    cells::{Cells, Row},
    mapping::Mapping,
    request::History,
    source::{of_cells, problem},
};
use crate::api::wire::{self, DESCRIPTORS, ImportProblem};

/// The message that a line may be.
static MESSAGE: LazyLock<Option<MessageDescriptor>> = LazyLock::new(|| {
    let pool = DescriptorPool::decode(DESCRIPTORS).ok()?;
    pool.get_message_by_name("redress.v1.ImportRepresentationsRequest")
});

/// Reads a line. With a mapping, its keys are columns; without one it is the message if it has a `representation`, else
/// its keys are fields.
pub fn history(line: &str, mapping: &Mapping) -> Result<History, Vec<ImportProblem>> {
    let wrong = |error: String| vec![problem(error)];
    let value: Value =
        serde_json::from_str(line).map_err(|error| wrong(format!("it is no JSON: {error}")))?;
    let Value::Object(object) = value else {
        return Err(wrong("it is no object".to_owned()));
    };
    if mapping.is_given() || !object.contains_key("representation") {
        return of_cells(Cells::new(Row::Object(&object), mapping));
    }
    let message = message(object).map_err(wrong)?;
    let wire::ImportRepresentationsRequest {
        representation,
        steps,
        ..
    } = message;
    Ok((representation.unwrap_or_default(), steps))
}

fn message(object: Map<String, Value>) -> Result<wire::ImportRepresentationsRequest, String> {
    let descriptor = MESSAGE.clone().ok_or("the contract is not there")?;
    let mut value = Value::Object(object);
    write_dates(&mut value);
    let options = DeserializeOptions::new().deny_unknown_fields(true);
    let message = DynamicMessage::deserialize_with_options(descriptor, value, &options)
        .map_err(|error| error.to_string())?;
    wire::ImportRepresentationsRequest::decode(message.encode_to_vec().as_slice())
        .map_err(|error| error.to_string())
}

/// A date may be written as a text such as `2024-01-31` wherever the contract has a date.
fn write_dates(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(write_dates),
        Value::Object(object) => {
            for (key, value) in object {
                let is_date = key.ends_with("_date") || key.ends_with("Date");
                match value.as_str().filter(|_| is_date).map(str::parse::<NaiveDate>) {
                    Some(Ok(date)) => {
                        let date = super::cells::wire_date(date);
                        *value = json!({"year": date.year, "month": date.month, "day": date.day});
                    }
                    _ => write_dates(value),
                }
            }
        }
        _ => {}
    }
}
