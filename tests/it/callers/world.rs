//! A register that trusts two issuers, and clients that they know.

use std::time::Duration;

use redress::{
    api::wire::{self, ErrorReason, credential::Kind},
    app::callers::issuers::{IssuerSettings, Issuers, KeyTimes},
    domain::access::bearer::{Algorithm, IssuerRules, SubjectClaim},
    server::{self, Options},
};
use tokio::{net::TcpListener, sync::watch};
use tonic::{
    Code, Status,
    transport::{Channel, Endpoint},
};

use super::issuer::{FIRST, Issuer, SECOND};
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    caller::{Caller, fresh_id},
    connect,
    refused::Refused,
};

/// The clock of the register, in seconds since 1970: 2026-06-01T10:30:00Z.
pub const NOW: i64 = 1_780_309_800;

/// Two issuers, one as strict as may be and one that is shaped as Entra is.
pub struct World {
    pub plain: Issuer,
    pub entra: Issuer,
}

/// What the tokens of the strict issuer must be like.
pub fn strict(issuer: &Issuer) -> IssuerSettings {
    IssuerSettings {
        rules: IssuerRules {
            issuer: issuer.url.clone(),
            audience: "api://redress".to_owned(),
            algorithms: vec![Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa],
            takes_plain_type: false,
            subject_claim: SubjectClaim::Sub,
            tenant: None,
            roles: Vec::new(),
            scopes: Vec::new(),
            authorities: Vec::new(),
        },
        ca: None,
    }
}

/// What the tokens of a tenant of Entra must be like, for the clients of one authority.
fn tenant(issuer: &Issuer) -> IssuerSettings {
    let mut settings = strict(issuer);
    settings.rules.algorithms = vec![Algorithm::Rs256];
    settings.rules.takes_plain_type = true;
    settings.rules.subject_claim = SubjectClaim::Oid;
    settings.rules.tenant = Some("tenant-1".to_owned());
    settings.rules.roles = vec!["Complaints.Register".to_owned()];
    settings.rules.scopes = vec!["Complaints.Write".to_owned()];
    settings.rules.authorities = vec!["northwick".parse_id()];
    settings
}

trait ParseId {
    fn parse_id(&self) -> redress::domain::ids::AuthorityId;
}

impl ParseId for str {
    fn parse_id(&self) -> redress::domain::ids::AuthorityId {
        redress::domain::ids::AuthorityId::parse(self).expect("an id")
    }
}

/// Times that a test need not wait long for.
pub fn brisk() -> KeyTimes {
    KeyTimes {
        refresh: Duration::from_millis(200),
        unknown: Duration::from_millis(400),
        kept: Duration::from_secs(6),
        answer: Duration::from_millis(800),
    }
}

/// Times in which nothing changes by itself.
pub fn slow() -> KeyTimes {
    KeyTimes {
        refresh: Duration::from_mins(10),
        unknown: Duration::from_mins(10),
        kept: Duration::from_mins(10),
        answer: Duration::from_secs(2),
    }
}

impl World {
    pub async fn new(register: &Register<'_>) -> Self {
        let world = Self {
            plain: Issuer::start(FIRST).await,
            entra: Issuer::start(SECOND).await,
        };
        let intake = format!("{NORTHWICK}/clients/intake");
        add(register, &intake, subject(&world.plain.url, "crm")).await;
        add(register, &intake, subject(&world.entra.url, "oid-1")).await;
        let theirs = format!("{SOUTHMERE}/clients/intake");
        add(register, &theirs, subject(&world.entra.url, "oid-2")).await;
        world
    }

    /// Both issuers.
    pub fn issuers(&self, times: KeyTimes) -> Issuers {
        Issuers::start(vec![strict(&self.plain), tenant(&self.entra)], times).expect("the issuers")
    }

    /// A token as Entra makes it for an application, with these claims instead.
    pub fn entra_token(&self, instead: serde_json::Value) -> String {
        let of_entra = serde_json::json!({
            "sub": "pairwise", "oid": "oid-1", "tid": "tenant-1", "azp": "app-1", "ver": "2.0",
            "roles": ["Complaints.Register"],
        });
        let claims = super::issuer::merged(self.entra.claims(NOW), of_entra);
        let claims = super::issuer::merged(claims, instead);
        let header = serde_json::json!({"alg": "RS256", "kid": "rsa", "typ": "JWT", "x5t": "AAAA"});
        self.entra.keys.sign_as(&header, &claims)
    }
}

/// A subject of an issuer.
pub fn subject(issuer: &str, subject: &str) -> Kind {
    Kind::TokenSubject(wire::TokenSubject {
        issuer: issuer.to_owned(),
        subject: subject.to_owned(),
    })
}

/// Adds a credential to a client; answers its name.
pub async fn add(register: &Register<'_>, client: &str, kind: Kind) -> String {
    let request = wire::AddCredentialRequest {
        parent: client.to_owned(),
        credential: Some(wire::Credential {
            kind: Some(kind),
            ..wire::Credential::default()
        }),
        request_id: fresh_id(),
        validate_only: false,
    };
    let added = register.deployment().access().add_credential(request).await;
    added.expect("a credential").into_inner().name
}

/// Removes a credential.
pub async fn remove(register: &Register<'_>, name: &str) {
    let request = wire::RemoveCredentialRequest {
        name: name.to_owned(),
        request_id: fresh_id(),
        validate_only: false,
    };
    let removed = register.deployment().access().remove_credential(request).await;
    removed.expect("a removal");
}

/// Serves a register in another way beside, until the sender is dropped.
pub async fn serve(
    register: &Register<'_>,
    options: Options,
    issuers: Issuers,
) -> (std::net::SocketAddr, watch::Sender<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = watch::channel(false);
    let app = register.app().with_issuers(issuers);
    tokio::spawn(server::serve(app, listener, options, stopped));
    (address, stop)
}

/// Somebody on a connection of their own, who has shown nothing yet.
pub async fn stranger(address: std::net::SocketAddr) -> Caller {
    Caller::with_header(connect(address).await, "nobody").saying(None)
}

/// A connection that is made when it is first needed.
pub fn lazily(address: std::net::SocketAddr) -> Channel {
    Endpoint::from_shared(format!("http://{address}"))
        .expect("an address")
        .connect_lazy()
}

/// Who the register takes a caller for: the authorities that it is told of and whether it registers, or the refusal.
pub async fn taken_for(caller: &Caller) -> Result<Vec<String>, Status> {
    let request = wire::ListAuthoritiesRequest::default();
    let answer = caller.reference().list_authorities(request).await?;
    let authorities = answer.into_inner().authorities;
    Ok(authorities.into_iter().map(|authority| authority.name).collect())
}

/// Everything of a refused credential that its caller can see.
pub fn seen(status: &Status) -> (Code, String, Vec<u8>) {
    (
        status.code(),
        status.message().to_owned(),
        status.details().to_vec(),
    )
}

/// Checks that a status says that a credential is refused, and nothing else; `uniform` is what every other one said.
pub fn assert_uniform(status: &Status, uniform: &mut Option<(Code, String, Vec<u8>)>, rule: &str) {
    let found = Refused::of(status);
    let expected = (Code::Unauthenticated, ErrorReason::CredentialRefused);
    assert_eq!((found.code, found.reason), expected, "{rule}: {status:?}");
    let seen = seen(status);
    assert_eq!(uniform.get_or_insert_with(|| seen.clone()), &seen, "{rule}");
}
