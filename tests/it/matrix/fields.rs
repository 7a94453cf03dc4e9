//! The string fields of a request, wherever they are, and putting something into one.

use prost_reflect::{DynamicMessage, FieldDescriptor, Kind, MapKey, MessageDescriptor, Value};

/// How deep messages within messages are looked into.
const DEPTH_MAX: usize = 5;

/// A field by the fields that lead to it.
#[derive(Clone)]
pub struct Path(Vec<FieldDescriptor>);

impl Path {
    /// The text of the field, as violations name it but for the places in lists.
    pub fn text(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(FieldDescriptor::name).collect();
        names.join(".")
    }

    /// Puts a text into the field. A list gets it beside what it has, where it has something.
    pub fn put(&self, message: &mut DynamicMessage, text: &str) {
        let (last, way) = self.0.split_last().expect("a field");
        let mut at = message;
        for field in way {
            at = into(at, field);
        }
        let value = Value::String(text.to_owned());
        if last.is_map() {
            let map = at.get_field_mut(last).as_map_mut().expect("a map");
            map.insert(MapKey::String(text.to_owned()), value);
        } else if last.is_list() {
            at.get_field_mut(last).as_list_mut().expect("a list").push(value);
        } else {
            at.set_field(last, value);
        }
    }

    /// What the sample has there; empty where it has nothing.
    pub fn get(&self, message: &DynamicMessage) -> String {
        let (last, way) = self.0.split_last().expect("a field");
        let mut at = message.clone();
        for field in way {
            at = into(&mut at, field).clone();
        }
        match &*at.get_field(last) {
            Value::String(text) => text.clone(),
            Value::List(list) => list
                .first()
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned(),
            _ => String::new(),
        }
    }
}

/// The message in a field, made if there is none; the first of a list.
fn into<'m>(message: &'m mut DynamicMessage, field: &FieldDescriptor) -> &'m mut DynamicMessage {
    let Kind::Message(kind) = field.kind() else {
        panic!("{} is a message", field.full_name());
    };
    if !message.has_field(field) && !field.is_list() {
        message.set_field(field, Value::Message(DynamicMessage::new(kind.clone())));
    }
    let value = message.get_field_mut(field);
    match value {
        Value::List(list) => {
            if list.is_empty() {
                list.push(Value::Message(DynamicMessage::new(kind)));
            }
            list[0].as_message_mut().expect("a message")
        }
        value => value.as_message_mut().expect("a message"),
    }
}

/// Every string field of a message.
pub fn of(message: &MessageDescriptor) -> Vec<Path> {
    let mut found = Vec::new();
    look(message, &mut Vec::new(), &mut found);
    found
}

fn look(message: &MessageDescriptor, way: &mut Vec<FieldDescriptor>, found: &mut Vec<Path>) {
    for field in message.fields() {
        way.push(field.clone());
        match field.kind() {
            Kind::String => found.push(Path(way.clone())),
            Kind::Message(inner) if inner.is_map_entry() => {
                let by_text = inner.map_entry_key_field().kind() == Kind::String;
                found.extend(by_text.then(|| Path(way.clone())));
            }
            Kind::Message(inner) if way.len() < DEPTH_MAX => look(&inner, way, found),
            _ => {}
        }
        way.pop();
    }
}

/// The same message with every text in it changed.
pub fn with_texts(message: &DynamicMessage, change: &impl Fn(&str) -> String) -> DynamicMessage {
    let mut changed = message.clone();
    for (_, value) in changed.fields_mut() {
        *value = with_text(value, change);
    }
    changed
}

fn with_text(value: &Value, change: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(change(text)),
        Value::Message(message) => Value::Message(with_texts(message, change)),
        Value::List(list) => Value::List(list.iter().map(|value| with_text(value, change)).collect()),
        Value::Map(map) => Value::Map(
            map.iter()
                .map(|(key, value)| (key.clone(), with_text(value, change)))
                .collect(),
        ),
        other => other.clone(),
    }
}

/// The same messages with what is of Northwick in them of another authority; for each list that is not empty, once
/// with the other's beside its own, and once before it.
pub fn mixed(message: &DynamicMessage, to_other: &impl Fn(&str) -> String) -> Vec<(String, DynamicMessage)> {
    let mut found = Vec::new();
    for (field, value) in message.fields() {
        match value {
            Value::List(list) if !list.is_empty() => {
                let theirs = with_text(&list[0], to_other);
                if theirs == list[0] {
                    continue;
                }
                let orders = [
                    ("after", [list[0].clone(), theirs.clone()]),
                    ("before", [theirs, list[0].clone()]),
                ];
                for (order, elements) in orders {
                    let mut changed = message.clone();
                    changed.set_field(&field, Value::List(elements.into()));
                    found.push((format!("{} {order}", field.name()), changed));
                }
            }
            Value::Message(inner) => {
                for (name, inner) in mixed(inner, to_other) {
                    let mut changed = message.clone();
                    changed.set_field(&field, Value::Message(inner));
                    found.push((format!("{}.{name}", field.name()), changed));
                }
            }
            _ => {}
        }
    }
    found
}
