//! Every element of the contract says what it is.

use std::collections::HashSet;

use prost::Message;
use prost_types::{DescriptorProto, EnumDescriptorProto, FileDescriptorProto, FileDescriptorSet};
use redress::api::wire::DESCRIPTORS;

use super::holds;

/// The numbers by which the source information names the parts of a file.
mod part {
    pub const FILE_MESSAGE: i32 = 4;
    pub const FILE_ENUM: i32 = 5;
    pub const FILE_SERVICE: i32 = 6;
    pub const FILE_EXTENSION: i32 = 7;
    pub const MESSAGE_FIELD: i32 = 2;
    pub const MESSAGE_MESSAGE: i32 = 3;
    pub const MESSAGE_ENUM: i32 = 4;
    pub const MESSAGE_ONEOF: i32 = 8;
    pub const ENUM_VALUE: i32 = 2;
    pub const SERVICE_METHOD: i32 = 2;
}

/// The elements of a file, each with the path by which the source information names it.
#[derive(Default)]
struct Elements(Vec<(String, Vec<i32>)>);

impl Elements {
    fn add(&mut self, name: &str, path: &[i32], kind: i32, place: usize) -> Vec<i32> {
        let place = i32::try_from(place).expect("a small number");
        let path = [path, &[kind, place]].concat();
        self.0.push((name.to_owned(), path.clone()));
        path
    }

    fn message(&mut self, message: &DescriptorProto, path: &[i32]) {
        for (place, field) in message.field.iter().enumerate() {
            let name = format!("{}.{}", message.name(), field.name());
            self.add(&name, path, part::MESSAGE_FIELD, place);
        }
        for (place, oneof) in message.oneof_decl.iter().enumerate() {
            // The compiler makes one for each optional field, whose name begins so.
            if !oneof.name().starts_with('_') {
                let name = format!("{}.{}", message.name(), oneof.name());
                self.add(&name, path, part::MESSAGE_ONEOF, place);
            }
        }
        for (place, inner) in message.nested_type.iter().enumerate() {
            let path = self.add(inner.name(), path, part::MESSAGE_MESSAGE, place);
            self.message(inner, &path);
        }
        for (place, inner) in message.enum_type.iter().enumerate() {
            let path = self.add(inner.name(), path, part::MESSAGE_ENUM, place);
            self.values(inner, &path);
        }
    }

    fn values(&mut self, of: &EnumDescriptorProto, path: &[i32]) {
        for (place, value) in of.value.iter().enumerate() {
            self.add(value.name(), path, part::ENUM_VALUE, place);
        }
    }

    fn of(file: &FileDescriptorProto) -> Self {
        let mut elements = Self::default();
        for (place, message) in file.message_type.iter().enumerate() {
            let path = elements.add(message.name(), &[], part::FILE_MESSAGE, place);
            elements.message(message, &path);
        }
        for (place, of) in file.enum_type.iter().enumerate() {
            let path = elements.add(of.name(), &[], part::FILE_ENUM, place);
            elements.values(of, &path);
        }
        for (place, extension) in file.extension.iter().enumerate() {
            elements.add(extension.name(), &[], part::FILE_EXTENSION, place);
        }
        for (place, service) in file.service.iter().enumerate() {
            let path = elements.add(service.name(), &[], part::FILE_SERVICE, place);
            for (place, method) in service.method.iter().enumerate() {
                elements.add(method.name(), &path, part::SERVICE_METHOD, place);
            }
        }
        elements
    }
}

fn uncommented(file: &FileDescriptorProto) -> Vec<String> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    let commented: HashSet<&[i32]> = locations
        .filter(|location| !location.leading_comments().trim().is_empty())
        .map(|location| location.path.as_slice())
        .collect();
    let elements = Elements::of(file).0.into_iter();
    elements
        .filter(|(_, path)| !commented.contains(path.as_slice()))
        .map(|(name, _)| format!("{}: {name} has no comment", file.name()))
        .collect()
}

fn contract() -> Vec<FileDescriptorProto> {
    let files = FileDescriptorSet::decode(DESCRIPTORS)
        .expect("the descriptors")
        .file;
    files
        .into_iter()
        .filter(|file| file.name().starts_with("redress/v1/"))
        .collect()
}

#[test]
fn every_element_of_the_contract_is_commented() {
    let files = contract();
    let elements: usize = files.iter().map(|file| Elements::of(file).0.len()).sum();
    assert!(elements > 400, "only {elements} elements were found");
    holds(&files.iter().flat_map(uncommented).collect::<Vec<_>>());
}

#[test]
fn an_element_without_a_comment_is_found() {
    for mut file in contract() {
        let whole = uncommented(&file).len();
        let elements = Elements::of(&file).0;
        let (_, path) = elements.last().expect("an element");
        let info = file.source_code_info.as_mut().expect("source information");
        let location = info.location.iter_mut().find(|location| location.path == *path);
        location.expect("its place").leading_comments = None;
        assert_eq!(uncommented(&file).len(), whole + 1, "{}", file.name());
    }
}
