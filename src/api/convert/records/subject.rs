//! What is kept about one person: what is asked, and each record as lines that can be read.

use std::{collections::BTreeSet, sync::LazyLock};

use chrono::DateTime;
use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage, FieldDescriptor, Kind, ReflectMessage, Value};

use super::record_of;
use crate::{
    api::{convert::Reader, names::Name, wire},
    domain::{
        ids::{AuthorityId, CodeId, Stream},
        limits,
        lists::List,
    },
    report::subject::{Line, Mark, Page},
};

/// A bundle as asked for.
#[derive(Debug)]
pub struct Asked {
    /// The records.
    pub records: Vec<Stream>,
    /// Whom it is for.
    pub person: wire::SubjectPerson,
    /// Whether what is about another person is left out.
    pub withholds: bool,
    /// The officer who asks.
    pub officer: CodeId,
}

/// Reads a request.
pub fn asked(
    reader: &mut Reader<'_>,
    authority: &AuthorityId,
    request: wire::ExportSubjectRequest,
) -> Option<Asked> {
    let wire::ExportSubjectRequest {
        parent: _,
        records,
        person,
        third_parties,
        officer,
    } = request;
    if records.is_empty() {
        reader.refuse("records", "must name at least one record");
    }
    let names = reader.at_most("records", records, limits::SUBJECT_RECORDS_MAX);
    let records = names.and_then(|names| {
        let streams: Vec<Option<Stream>> = (0..)
            .zip(&names)
            .map(|(place, name)| record(reader, place, name, authority))
            .collect();
        let streams: Vec<Stream> = streams.into_iter().collect::<Option<_>>()?;
        let apart: BTreeSet<&Stream> = streams.iter().collect();
        if apart.len() < streams.len() {
            reader.refuse("records", "must name no record twice");
        }
        Some(streams)
    });
    let person = wire::SubjectPerson::try_from(person).ok();
    let person = person.filter(|person| *person != wire::SubjectPerson::Unspecified);
    let person = reader.value("person", person);
    let third_parties = match wire::ThirdParties::try_from(third_parties) {
        Ok(wire::ThirdParties::Marked) => Some(false),
        Ok(wire::ThirdParties::Withheld) => Some(true),
        _ => None,
    };
    let withholds = reader.value("third_parties", third_parties);
    let officer = reader.code("officer", List::Officers, &officer, Some(reader.today));
    Some(Asked {
        records: records?,
        person: person?,
        withholds: withholds?,
        officer: officer?,
    })
}

fn record(reader: &mut Reader<'_>, place: usize, name: &str, authority: &AuthorityId) -> Option<Stream> {
    let named = Name::parse(name).filter(|named| named.authority == *authority);
    let record = named.as_ref().and_then(record_of);
    if record.is_none() {
        reader.refuse(
            format_args!("records[{place}]"),
            "must be a representation or a case of the parent",
        );
    }
    record.map(|(kind, number)| Stream {
        authority: authority.clone(),
        kind,
        number,
    })
}

/// What of a message is no part of what is kept about anybody.
const APART: [&str; 3] = ["etag", "position", "name"];
/// What is about the complainant.
const COMPLAINANT: [&str; 2] = ["Complainant", "Complainant equality"];
/// What is about the child or service user.
const SERVICE_USER: [&str; 2] = ["Service user", "Service user equality"];
/// Other people whom the record names.
const NAMED: &str = "People named";

/// The page of a record: `basic` without what is sealed, `full` with it. What is only in the latter is free text or
/// about a person.
pub fn page_of<M: Message>(
    (name, kind, message): (&str, &'static str, &str),
    (basic, full): (&M, &M),
    person: wire::SubjectPerson,
) -> Page {
    let lines = lines_of(message, full);
    let in_clear: BTreeSet<(String, String)> = lines_of(message, basic).into_iter().collect();
    let (own, other) = match person {
        wire::SubjectPerson::ServiceUser => (SERVICE_USER, COMPLAINANT),
        _ => (COMPLAINANT, SERVICE_USER),
    };
    let is_of = |label: &str, whose: [&str; 2]| {
        let whole = label.split(": ").next().unwrap_or(label);
        whose.contains(&whole)
    };
    let mark = |line: &(String, String)| match line.0.as_str() {
        label if is_of(label, other) || label == NAMED => Mark::AnotherPerson,
        label if is_of(label, own) || in_clear.contains(line) => Mark::Own,
        _ => Mark::FreeText,
    };
    Page {
        name: name.to_owned(),
        kind,
        erased_on: None,
        lines: lines
            .into_iter()
            .map(|line| Line {
                mark: mark(&line),
                label: line.0,
                value: line.1,
            })
            .collect(),
    }
}

/// Every field of a message that is set, with its label, in the order of the contract.
fn lines_of<M: Message>(name: &str, message: &M) -> Vec<(String, String)> {
    static POOL: LazyLock<Option<DescriptorPool>> =
        LazyLock::new(|| DescriptorPool::decode(wire::DESCRIPTORS).ok());
    let descriptor = POOL.as_ref().and_then(|pool| pool.get_message_by_name(name));
    let dynamic = descriptor
        .and_then(|descriptor| DynamicMessage::decode(descriptor, message.encode_to_vec().as_slice()).ok());
    let mut lines = Vec::new();
    if let Some(dynamic) = dynamic {
        walk(&dynamic, "", &mut lines);
    }
    lines
}

fn walk(message: &DynamicMessage, before: &str, lines: &mut Vec<(String, String)>) {
    let mut fields: Vec<(FieldDescriptor, &Value)> = message.fields().collect();
    fields.sort_by_key(|(field, _)| field.number());
    for (field, value) in fields {
        if before.is_empty() && APART.contains(&field.name()) {
            continue;
        }
        let label = match before {
            "" => capital(&words(field.name())),
            before => format!("{before}: {}", words(field.name())),
        };
        match value {
            Value::List(elements) if matches!(field.kind(), Kind::Message(_)) => {
                for (number, element) in (1..).zip(elements) {
                    take(&field, element, &format!("{label} {number}"), lines);
                }
            }
            Value::List(elements) => {
                let texts: Vec<String> = elements.iter().map(|element| text(&field, element)).collect();
                lines.push((label, texts.join(", ")));
            }
            value => take(&field, value, &label, lines),
        }
    }
}

fn take(field: &FieldDescriptor, value: &Value, label: &str, lines: &mut Vec<(String, String)>) {
    match value {
        Value::Message(message) => match instant(message) {
            Some(text) => lines.push((label.to_owned(), text)),
            None => walk(message, label, lines),
        },
        value => lines.push((label.to_owned(), text(field, value))),
    }
}

/// A date or an instant, as it is written.
fn instant(message: &DynamicMessage) -> Option<String> {
    let number = |name: &str| {
        let value = message.get_field_by_name(name)?;
        value.as_i64().or_else(|| value.as_i32().map(i64::from))
    };
    match message.descriptor().full_name() {
        "google.type.Date" => Some(format!(
            "{:04}-{:02}-{:02}",
            number("year")?,
            number("month")?,
            number("day")?
        )),
        "google.protobuf.Timestamp" => {
            let at = DateTime::from_timestamp(number("seconds")?, 0)?;
            Some(at.format("%Y-%m-%d %H:%M:%S UTC").to_string())
        }
        _ => None,
    }
}

fn text(field: &FieldDescriptor, value: &Value) -> String {
    match value {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        Value::I32(number) => number.to_string(),
        Value::I64(number) => number.to_string(),
        Value::U32(number) => number.to_string(),
        Value::U64(number) => number.to_string(),
        Value::F64(number) => number.to_string(),
        Value::EnumNumber(number) => enum_words(field, *number),
        _ => String::new(),
    }
}

/// The value's name without the enum's own.
fn enum_words(field: &FieldDescriptor, number: i32) -> String {
    let Kind::Enum(of) = field.kind() else {
        return number.to_string();
    };
    let value = of.get_value(number);
    let name = value.map_or_else(|| number.to_string(), |value| value.name().to_owned());
    let zero = of.default_value().name().to_owned();
    let prefix = zero.strip_suffix("UNSPECIFIED").unwrap_or_default();
    words(name.strip_prefix(prefix).unwrap_or(&name)).to_lowercase()
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
