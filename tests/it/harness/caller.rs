//! One client of the service: its connection and its token.

use std::sync::atomic::{AtomicU64, Ordering};

use prost::{
    Message,
    bytes::{Buf, BufMut},
};
use redress::{
    api::{
        convert::values::Wire,
        wire::{
            self, access_service_client::AccessServiceClient,
            benchmarks_service_client::BenchmarksServiceClient, changes_service_client::ChangesServiceClient,
            editions_service_client::EditionsServiceClient, keys_service_client::KeysServiceClient,
            learning_service_client::LearningServiceClient, ombudsman_service_client::OmbudsmanServiceClient,
            reads_service_client::ReadsServiceClient, records_service_client::RecordsServiceClient,
            reference_service_client::ReferenceServiceClient,
            representations_service_client::RepresentationsServiceClient,
            statistics_service_client::StatisticsServiceClient,
        },
    },
    domain::access::Role,
};
use tonic::{
    Request, Status,
    client::Grpc,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    codegen::http::uri::PathAndQuery,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::Channel,
};

/// A channel that puts the token on every call.
pub type Authorised = InterceptedService<Channel, Bearer>;

/// Puts the token on every call.
#[derive(Clone)]
pub struct Bearer(Option<MetadataValue<Ascii>>);

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(token) = &self.0 {
            request.metadata_mut().insert("authorization", token.clone());
        }
        Ok(request)
    }
}

/// Makes calls. Cheap to clone.
#[derive(Clone)]
pub struct Caller {
    channel: Channel,
    bearer: Bearer,
}

/// A request id that no other call of this process has.
pub fn fresh_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("request-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Caller {
    /// Whoever holds this token.
    pub fn new(channel: Channel, token: &str) -> Self {
        Self::with_header(channel, &format!("Bearer {token}"))
    }

    /// Somebody who sends this `authorization`.
    pub fn with_header(channel: Channel, header: &str) -> Self {
        let bearer = Bearer(Some(header.parse().expect("a header")));
        Self { channel, bearer }
    }

    /// The same with another `authorization`, or none.
    pub fn saying(&self, header: Option<&str>) -> Self {
        let bearer = Bearer(header.map(|header| header.parse().expect("a header")));
        let channel = self.channel.clone();
        Self { channel, bearer }
    }

    /// The same client on another connection.
    pub fn on(&self, channel: Channel) -> Self {
        let bearer = self.bearer.clone();
        Self { channel, bearer }
    }

    /// What a client of a service is made of.
    pub fn parts(&self) -> (Channel, Bearer) {
        (self.channel.clone(), self.bearer.clone())
    }

    pub fn representations(&self) -> RepresentationsServiceClient<Authorised> {
        RepresentationsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn ombudsman(&self) -> OmbudsmanServiceClient<Authorised> {
        OmbudsmanServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn learning(&self) -> LearningServiceClient<Authorised> {
        LearningServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn statistics(&self) -> StatisticsServiceClient<Authorised> {
        StatisticsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn reference(&self) -> ReferenceServiceClient<Authorised> {
        ReferenceServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn access(&self) -> AccessServiceClient<Authorised> {
        AccessServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn records(&self) -> RecordsServiceClient<Authorised> {
        RecordsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn editions(&self) -> EditionsServiceClient<Authorised> {
        EditionsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn benchmarks(&self) -> BenchmarksServiceClient<Authorised> {
        BenchmarksServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn changes(&self) -> ChangesServiceClient<Authorised> {
        ChangesServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn reads(&self) -> ReadsServiceClient<Authorised> {
        ReadsServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    pub fn keys(&self) -> KeysServiceClient<Authorised> {
        KeysServiceClient::with_interceptor(self.channel.clone(), self.bearer.clone())
    }

    /// Calls the method at a path with a message as bytes, and answers the bytes that came back: of a method that
    /// answers a stream, the first message.
    pub async fn call(&self, path: &str, message: Vec<u8>) -> Result<Vec<u8>, Status> {
        let channel = InterceptedService::new(self.channel.clone(), self.bearer.clone());
        let mut grpc = Grpc::new(channel);
        grpc.ready().await.expect("a connection");
        let path: PathAndQuery = path.parse().expect("a path");
        let answer = grpc.server_streaming(Request::new(message), path, Plain).await?;
        let first = answer.into_inner().message().await?;
        Ok(first.expect("a message"))
    }

    /// Calls a method with a message of its own kind, and answers the bytes that came back.
    pub async fn send(&self, path: &str, message: &impl Message) -> Result<Vec<u8>, Status> {
        self.call(path, message.encode_to_vec()).await
    }

    /// Makes a client and answers the secret of its first token.
    pub async fn new_client(&self, authority: &str, id: &str, role: Role) -> String {
        self.new_narrowed_client(authority, id, (role, None)).await
    }

    /// The same for a client that may see a part of the records.
    pub async fn new_narrowed_client(
        &self,
        authority: &str,
        id: &str,
        (role, narrowing): (Role, Option<wire::Narrowing>),
    ) -> String {
        let save = wire::SaveClientRequest {
            parent: authority.to_owned(),
            client_id: id.to_owned(),
            client: Some(wire::Client {
                role: role.to_wire(),
                narrowing,
                ..wire::Client::default()
            }),
            request_id: fresh_id(),
            validate_only: false,
        };
        self.access().save_client(save).await.expect("a saved client");
        self.new_token(&format!("{authority}/clients/{id}")).await.secret
    }

    /// Issues a token for a client.
    pub async fn new_token(&self, client: &str) -> wire::Token {
        let issue = wire::IssueTokenRequest {
            parent: client.to_owned(),
            request_id: fresh_id(),
            validate_only: false,
        };
        let issued = self.access().issue_token(issue).await.expect("an issued token");
        issued.into_inner()
    }
}

/// Sends and receives messages as the bytes that they are.
#[derive(Clone, Copy, Default)]
struct Plain;

impl Codec for Plain {
    type Encode = Vec<u8>;
    type Decode = Vec<u8>;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        *self
    }

    fn decoder(&mut self) -> Self {
        *self
    }
}

impl Encoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn encode(&mut self, message: Vec<u8>, into: &mut EncodeBuf<'_>) -> Result<(), Status> {
        into.put_slice(&message);
        Ok(())
    }
}

impl Decoder for Plain {
    type Item = Vec<u8>;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> Result<Option<Vec<u8>>, Status> {
        Ok(Some(from.copy_to_bytes(from.remaining()).to_vec()))
    }
}
