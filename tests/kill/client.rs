//! A client of the server under test, and the life of a complaint as it tells it.

use std::{fs, time::Duration};

use redress::api::wire::{
    AcknowledgeRepresentationRequest, Authority, AuthorityType, Client, Code, ConcernFinding,
    ConcludeStageRequest, Date, Finding, IssueTokenRequest, Kind, Person, Procedure, RecordFindingsRequest,
    RegisterAuthorityRequest, RegisterRepresentationRequest, Representation, Role, SaveClientRequest,
    SaveCodeRequest, access_service_client::AccessServiceClient,
    reference_service_client::ReferenceServiceClient,
    representations_service_client::RepresentationsServiceClient,
};
use tonic::{
    Request, Status,
    metadata::{Ascii, MetadataValue},
    service::{Interceptor, interceptor::InterceptedService},
    transport::{Channel, Endpoint},
};

use super::{place::Place, server::Server};

/// The authorities that complaints are made to. On PostgreSQL they are in different lanes.
pub const AUTHORITIES: [&str; 2] = ["kent", "surrey"];

/// Sends the token with every call, and how long the caller will wait if that is limited.
#[derive(Clone)]
pub struct Bearer {
    token: MetadataValue<Ascii>,
    deadline: Option<MetadataValue<Ascii>>,
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        request.metadata_mut().insert("authorization", self.token.clone());
        if let Some(deadline) = &self.deadline {
            request.metadata_mut().insert("grpc-timeout", deadline.clone());
        }
        Ok(request)
    }
}

/// The methods for representations, with a token.
pub type Representations = RepresentationsServiceClient<InterceptedService<Channel, Bearer>>;

fn bearer(secret: &str) -> Bearer {
    Bearer {
        token: format!("Bearer {}", secret.trim()).parse().expect("a token"),
        deadline: None,
    }
}

/// A connection of its own to a server, on which a call may take so many milliseconds.
pub async fn connect(
    server: &Server,
    secret: &str,
    deadline_ms: Option<u32>,
) -> Result<Representations, tonic::transport::Error> {
    let endpoint = Endpoint::from_shared(server.address.clone())?.connect_timeout(Duration::from_secs(5));
    let channel = endpoint.connect().await?;
    let bearer = Bearer {
        deadline: deadline_ms.map(|ms| format!("{ms}m").parse().expect("a deadline")),
        ..bearer(secret)
    };
    Ok(RepresentationsServiceClient::with_interceptor(channel, bearer))
}

/// Registers the authorities with what a complaint needs, and answers a token of each, in their
/// order.
pub async fn prepare(place: &Place, server: &Server) -> Vec<String> {
    let secret = fs::read_to_string(place.data().join("admin.token")).expect("the first token");
    let endpoint = Endpoint::from_shared(server.address.clone()).expect("an address");
    let channel = endpoint.connect().await.expect("a connection");
    let mut reference = ReferenceServiceClient::with_interceptor(channel.clone(), bearer(&secret));
    for authority in AUTHORITIES {
        let register = RegisterAuthorityRequest {
            authority_id: authority.to_owned(),
            authority: Some(Authority {
                display_name: authority.to_owned(),
                r#type: AuthorityType::County.into(),
                ..Authority::default()
            }),
            request_id: format!("register-{authority}"),
            validate_only: false,
        };
        let registered = reference.register_authority(register).await;
        registered.expect("an authority");
        for (list, code) in [("services", "children"), ("concern-categories", "delay")] {
            let save = SaveCodeRequest {
                parent: format!("authorities/{authority}/lists/{list}"),
                code_id: code.to_owned(),
                code: Some(Code {
                    display_name: code.to_owned(),
                    ..Code::default()
                }),
                request_id: format!("{authority}-{list}"),
                validate_only: false,
            };
            reference.save_code(save).await.expect("a code");
        }
    }
    let mut access = AccessServiceClient::with_interceptor(channel, bearer(&secret));
    let mut tokens = Vec::new();
    for authority in AUTHORITIES {
        let save = SaveClientRequest {
            parent: format!("authorities/{authority}"),
            client_id: "crm".to_owned(),
            client: Some(Client {
                role: Role::Officer.into(),
                ..Client::default()
            }),
            request_id: "crm".to_owned(),
            validate_only: false,
        };
        access.save_client(save).await.expect("a client");
        let issue = IssueTokenRequest {
            parent: format!("authorities/{authority}/clients/crm"),
            request_id: "token".to_owned(),
            validate_only: false,
        };
        let token = access.issue_token(issue).await.expect("a token");
        tokens.push(token.into_inner().secret);
    }
    tokens
}

/// One request that changes something, kept until its outcome is known.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Registers a complaint.
    Register(RegisterRepresentationRequest),
    /// Says that it was acknowledged.
    Acknowledge(AcknowledgeRepresentationRequest),
    /// Records what was found of its concerns.
    Find(RecordFindingsRequest),
    /// Concludes its first stage.
    Conclude(ConcludeStageRequest),
}

impl Ask {
    /// Its request id.
    pub fn id(&self) -> &str {
        match self {
            Self::Register(request) => &request.request_id,
            Self::Acknowledge(request) => &request.request_id,
            Self::Find(request) => &request.request_id,
            Self::Conclude(request) => &request.request_id,
        }
    }

    /// Sends it.
    pub async fn send(&self, to: &mut Representations) -> Result<Representation, Status> {
        let answer = match self.clone() {
            Self::Register(request) => to.register_representation(request).await,
            Self::Acknowledge(request) => to.acknowledge_representation(request).await,
            Self::Find(request) => to.record_findings(request).await,
            Self::Conclude(request) => to.conclude_stage(request).await,
        };
        answer.map(tonic::Response::into_inner)
    }
}

fn april(day: i32) -> Date {
    Date {
        year: 2024,
        month: 4,
        day,
    }
}

/// Registers a complaint under a reference that nothing else has; the request id is the same.
pub fn register(authority: &str, reference: &str) -> Ask {
    let concern = |text: &str| redress::api::wire::Concern {
        category: "delay".to_owned(),
        text: text.to_owned(),
        ..redress::api::wire::Concern::default()
    };
    let representation = Representation {
        external_reference: reference.to_owned(),
        kind: Kind::Complaint.into(),
        procedure: Procedure::ChildrenStatutory.into(),
        received_date: Some(april(2)),
        service: "children".to_owned(),
        method: "letter".to_owned(),
        made_by: "parent_or_carer".to_owned(),
        concerns: vec![concern("No answer came."), concern("Nobody called back.")],
        complainant: Some(Person {
            full_name: format!("Caller of {reference}"),
            ..Person::default()
        }),
        narrative: format!("What happened, told under {reference}."),
        ..Representation::default()
    };
    Ask::Register(RegisterRepresentationRequest {
        parent: format!("authorities/{authority}"),
        representation: Some(representation),
        request_id: reference.to_owned(),
        validate_only: false,
    })
}

/// The step of a complaint's life after its latest one, or nothing at its end.
pub fn step_after(ask: &Ask, answer: &Representation, id: String) -> Option<Ask> {
    let name = answer.name.clone();
    let found = |concern, finding: Finding| ConcernFinding {
        concern,
        finding: finding.into(),
        ..ConcernFinding::default()
    };
    match ask {
        Ask::Register(_) => Some(Ask::Acknowledge(AcknowledgeRepresentationRequest {
            name,
            acknowledged_date: Some(april(4)),
            request_id: id,
            etag: answer.etag.clone(),
            ..AcknowledgeRepresentationRequest::default()
        })),
        Ask::Acknowledge(_) => Some(Ask::Find(RecordFindingsRequest {
            name,
            stage: 1,
            findings: vec![found(1, Finding::Upheld), found(2, Finding::NotUpheld)],
            request_id: id,
            etag: answer.etag.clone(),
            validate_only: false,
        })),
        Ask::Find(_) => Some(Ask::Conclude(ConcludeStageRequest {
            name,
            stage: 1,
            concluded_date: Some(april(12)),
            request_id: id,
            etag: answer.etag.clone(),
            ..ConcludeStageRequest::default()
        })),
        Ask::Conclude(_) => None,
    }
}
