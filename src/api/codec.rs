//! How messages are read off the wire: as prost does, except that a question for figures with a field that this version
//! does not know is refused. prost would drop the field, and the answer would be to another question.

use std::{collections::BTreeMap, marker::PhantomData, sync::LazyLock};

use prost::{
    Message, Name,
    bytes::{Buf, Bytes},
};
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, Value};
use tonic::{
    Status,
    codec::{BufferSettings, Codec, DecodeBuf, Decoder},
};
use tonic_prost::ProstEncoder;

use super::{convert::Violation, status::ApiError, wire};

/// The services whose requests must not have an unknown field.
const CHECKED: &[&str] = &["redress.v1.StatisticsService"];

/// The requests of those services, by name.
static REQUESTS: LazyLock<BTreeMap<String, MessageDescriptor>> = LazyLock::new(|| {
    // The server has read the same descriptors when it started.
    let pool = DescriptorPool::decode(wire::DESCRIPTORS).unwrap_or_default();
    let checked = CHECKED.iter().filter_map(|name| pool.get_service_by_name(name));
    let methods: Vec<_> = checked
        .flat_map(|service| service.methods().collect::<Vec<_>>())
        .collect();
    let requests = methods.iter().map(prost_reflect::MethodDescriptor::input);
    requests
        .map(|request| (request.full_name().to_owned(), request))
        .collect()
});

/// Encodes as prost does, and decodes with the check.
#[derive(Debug, Clone)]
pub struct CheckedCodec<T, U>(PhantomData<(T, U)>);

impl<T, U> Default for CheckedCodec<T, U> {
    fn default() -> Self {
        Self(PhantomData)
    }
}

impl<T, U> Codec for CheckedCodec<T, U>
where
    T: Message + Send + 'static,
    U: Message + Name + Default + Send + 'static,
{
    type Encode = T;
    type Decode = U;
    type Encoder = ProstEncoder<T>;
    type Decoder = CheckedDecoder<U>;

    fn encoder(&mut self) -> Self::Encoder {
        ProstEncoder::default()
    }

    fn decoder(&mut self) -> Self::Decoder {
        CheckedDecoder(PhantomData)
    }
}

/// Decodes with the check.
#[derive(Debug, Clone)]
pub struct CheckedDecoder<U>(PhantomData<U>);

impl<U: Message + Name + Default> Decoder for CheckedDecoder<U> {
    type Item = U;
    type Error = Status;

    fn decode(&mut self, buf: &mut DecodeBuf<'_>) -> Result<Option<U>, Status> {
        let decoded = match REQUESTS.get(&U::full_name()) {
            Some(descriptor) => {
                let bytes = buf.copy_to_bytes(buf.remaining());
                let unknown = unknown_fields(descriptor, bytes.clone())?;
                if !unknown.is_empty() {
                    return Err(ApiError::Invalid(unknown).into());
                }
                U::decode(bytes)
            }
            None => U::decode(buf),
        };
        decoded.map(Some).map_err(malformed)
    }

    fn buffer_settings(&self) -> BufferSettings {
        BufferSettings::default()
    }
}

fn malformed(error: prost::DecodeError) -> Status {
    Status::internal(error.to_string())
}

/// Every field of a message, and of the messages in it, that its descriptor does not know.
fn unknown_fields(descriptor: &MessageDescriptor, bytes: Bytes) -> Result<Vec<Violation>, Status> {
    let message = DynamicMessage::decode(descriptor.clone(), bytes).map_err(malformed)?;
    let mut unknown = Vec::new();
    collect("", &message, &mut unknown);
    Ok(unknown)
}

fn collect(path: &str, message: &DynamicMessage, unknown: &mut Vec<Violation>) {
    unknown.extend(message.unknown_fields().map(|field| Violation {
        field: format!("{path}field {}", field.number()),
        description: "is not known to this version, which does not ignore it".to_owned(),
    }));
    for (field, value) in message.fields() {
        let path = format!("{path}{}", field.name());
        match value {
            Value::Message(message) => collect(&format!("{path}."), message, unknown),
            Value::List(values) => {
                for (place, value) in values.iter().enumerate() {
                    if let Value::Message(message) = value {
                        collect(&format!("{path}[{place}]."), message, unknown);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is unknown in a request, by path.
    fn unknown(bytes: Vec<u8>) -> Vec<String> {
        let descriptor = &REQUESTS["redress.v1.QueryStatisticsRequest"];
        let found = unknown_fields(descriptor, bytes.into()).expect("well formed");
        found.into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn a_question_with_an_unknown_field_is_told_so_however_deep_it_is() {
        let filter = wire::DimensionFilter {
            dimension: "team".to_owned(),
            values: vec!["west".to_owned()],
        };
        let mut request = wire::QueryStatisticsRequest {
            parent: "authorities/coventry".to_owned(),
            filters: vec![filter],
            ..wire::QueryStatisticsRequest::default()
        }
        .encode_to_vec();
        assert!(unknown(request.clone()).is_empty());
        // Field 99 of the request, a number; then a filter with a field 7 of its own.
        request.extend([0x98, 0x06, 0x01]);
        request.extend([0x22, 0x02, 0x38, 0x01]);
        assert_eq!(unknown(request), ["field 99", "filters[1].field 7"]);
    }

    #[test]
    fn requests_for_figures_are_checked_and_answers_are_not() {
        assert!(REQUESTS.contains_key("redress.v1.GetReportRequest"));
        assert!(!REQUESTS.contains_key("redress.v1.Table"));
        assert!(!REQUESTS.contains_key("redress.v1.RegisterRepresentationRequest"));
    }
}
