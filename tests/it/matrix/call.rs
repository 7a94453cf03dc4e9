//! Calls of any method, as the descriptors know it: unary and streaming alike.

use std::{collections::BTreeMap, fmt::Write, time::Duration};

use prost::{Message, bytes::Buf};
use prost_reflect::{DynamicMessage, MessageDescriptor, MethodDescriptor};
use tokio::time::{sleep, timeout};
use tonic::{
    Code, Request, Status, Streaming,
    client::Grpc,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    codegen::{http::uri::PathAndQuery, tokio_stream},
    service::interceptor::InterceptedService,
};
use tonic_types::StatusExt;

use crate::harness::{caller::Caller, samples::path_of};

/// Messages that are read of an answer that does not end by itself.
const WATCHED_MAX: usize = 3;
/// For how long the next of them is waited for.
const WATCHED_FOR: Duration = Duration::from_millis(15);

/// What came back: messages, and the status unless it is OK.
#[derive(Debug, Clone)]
pub struct Answer {
    pub messages: Vec<DynamicMessage>,
    pub code: Code,
    pub message: String,
    /// The `ErrorInfo`'s reason; empty where there is none.
    pub reason: String,
    details: Vec<u8>,
    /// All that the caller could see, but for the order in which maps happen to be written.
    pub text: String,
}

impl Answer {
    fn of(messages: Vec<DynamicMessage>, status: &Status) -> Self {
        let mut text = format!("{:?} {}\n", status.code(), status.message());
        for message in &messages {
            let json = serde_json::to_value(message).expect("a message as JSON");
            writeln!(text, "{json}").expect("a text");
        }
        let details = status.get_error_details();
        let mut reason = String::new();
        if let Some(info) = details.error_info() {
            reason.clone_from(&info.reason);
            let metadata: BTreeMap<_, _> = info.metadata.iter().collect();
            writeln!(text, "{} {} {metadata:?}", info.domain, info.reason).expect("a text");
        }
        // Whatever else there is, is in the length.
        let (bad, length) = (details.bad_request(), status.details().len());
        writeln!(text, "{bad:?} {:?} {length}", details.retry_info()).expect("a text");
        Self {
            messages,
            code: status.code(),
            message: status.message().to_owned(),
            reason,
            details: status.details().to_vec(),
            text,
        }
    }

    /// Every byte that the caller could see.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = self.message.clone().into_bytes();
        bytes.extend(&self.details);
        for message in &self.messages {
            bytes.extend(message.encode_to_vec());
        }
        bytes
    }
}

/// Calls a method, again where too much is under way. Of an answer without an end, which a watch is, the beginning is
/// read.
pub async fn call(caller: &Caller, method: &MethodDescriptor, messages: Vec<DynamicMessage>) -> Answer {
    loop {
        let answer = once(caller, method, messages.clone()).await;
        if answer.code != Code::ResourceExhausted {
            return answer;
        }
        sleep(WATCHED_FOR).await;
    }
}

async fn once(caller: &Caller, method: &MethodDescriptor, messages: Vec<DynamicMessage>) -> Answer {
    let (channel, bearer) = caller.parts();
    let mut grpc = Grpc::new(InterceptedService::new(channel, bearer));
    grpc.ready().await.expect("a connection");
    let path: PathAndQuery = path_of(method).parse().expect("a path");
    let request = Request::new(tokio_stream::iter(messages));
    let codec = Dynamic(method.output());
    match grpc.streaming(request, path, codec).await {
        Ok(answer) => read(answer.into_inner(), method.name() == "WatchChanges").await,
        Err(status) => Answer::of(Vec::new(), &status),
    }
}

async fn read(mut stream: Streaming<DynamicMessage>, is_watch: bool) -> Answer {
    let mut messages = Vec::new();
    loop {
        let next = stream.message();
        let next = if !is_watch {
            next.await
        } else if messages.len() == WATCHED_MAX {
            Ok(None)
        } else {
            timeout(WATCHED_FOR, next).await.unwrap_or(Ok(None))
        };
        match next {
            Ok(Some(message)) => messages.push(message),
            Ok(None) => return Answer::of(messages, &Status::ok("")),
            Err(status) => return Answer::of(messages, &status),
        }
    }
}

/// Messages as the descriptors describe them; what comes back is of this kind.
#[derive(Clone)]
struct Dynamic(MessageDescriptor);

impl Codec for Dynamic {
    type Encode = DynamicMessage;
    type Decode = DynamicMessage;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        self.clone()
    }

    fn decoder(&mut self) -> Self {
        self.clone()
    }
}

impl Encoder for Dynamic {
    type Item = DynamicMessage;
    type Error = Status;

    fn encode(&mut self, message: DynamicMessage, into: &mut EncodeBuf<'_>) -> Result<(), Status> {
        message
            .encode(into)
            .map_err(|error| Status::internal(error.to_string()))
    }
}

impl Decoder for Dynamic {
    type Item = DynamicMessage;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<DynamicMessage>, Status> {
        let bytes = from.copy_to_bytes(from.remaining());
        let message = DynamicMessage::decode(self.0.clone(), bytes);
        message
            .map(Some)
            .map_err(|error| Status::internal(error.to_string()))
    }
}
