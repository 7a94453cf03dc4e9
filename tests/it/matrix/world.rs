//! Two authorities with records that bear marks, everybody who may call, and a request for each method.

use prost::Message;
use prost_reflect::{DynamicMessage, ReflectMessage, Value};
use redress::{
    api::{
        permissions::{Permission, Permissions, permissions},
        wire::{self, Procedure},
    },
    domain::{access::Role, ids::AuthorityId, word::Word},
    store::event_log::{self, Head},
};

use super::marks;
use crate::harness::{
    NORTHWICK, Register, SOUTHMERE,
    build::complaint,
    caller::{Caller, fresh_id},
    day,
    samples::{Records, Sample, methods, path_of},
};

/// What is in everything that is Northwick's own and is nobody else's business.
pub const OF_NORTHWICK: &str = "qzxnorth";
/// The same for Southmere.
pub const OF_SOUTHMERE: &str = "qzxsouth";
/// A mark of the same length that nothing bears.
pub const OF_NOBODY: &str = "qzxnoone";
/// An authority that does not exist; its name is as long as those of the two that do.
pub const NOWHERE: &str = "noonehere";

/// Where a caller belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    Northwick,
    Southmere,
    Deployment,
}

/// Of a narrowed client: whether the records that the good requests are about are in its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    With,
    Without,
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Who {
    pub label: String,
    pub caller: Caller,
    pub home: Home,
    /// What the caller is trusted to do; none of a caller who proves nothing.
    pub role: Option<Role>,
    /// The part of the records that the caller is narrowed to.
    pub part: Option<Part>,
}

impl Who {
    /// Whether the contract lets the caller call a method.
    pub fn may(&self, permission: &Permission) -> bool {
        let role = self.role.is_some_and(|role| permission.roles.contains(&role));
        let narrowed = self.part.is_none() || permission.narrowed;
        role && narrowed && (!permission.deployment || self.home == Home::Deployment)
    }
}

/// A method with its good request, and who may call it.
pub struct Row {
    pub sample: Sample,
    pub permission: Permission,
}

impl Row {
    pub fn name(&self) -> &str {
        self.sample.method.name()
    }
}

/// What the cells of the matrix are made of.
pub struct World {
    pub callers: Vec<Who>,
    /// Records that are in no part of a client whose part is without the good requests'.
    pub outside: Vec<String>,
    pub rows: Vec<Row>,
}

impl World {
    pub async fn of(register: &Register<'_>) -> Self {
        let records = Records::of(register).await;
        for (authority, mark) in [(NORTHWICK, OF_NORTHWICK), (SOUTHMERE, OF_SOUTHMERE)] {
            marks::put(register, authority, mark).await;
        }
        let mut samples = records.samples();
        samples.push(import());
        marks::put_second(register, &samples).await;
        let permissions = permissions().expect("permissions");
        let only = std::env::var("REDRESS_MATRIX_METHODS").ok();
        let wanted = |sample: &Sample| {
            let name = sample.method.name();
            only.as_ref()
                .is_none_or(|only| only.split(',').any(|only| only == name))
        };
        let rows = samples
            .into_iter()
            .filter(wanted)
            .map(|sample| row(sample, &permissions));
        Self {
            callers: callers(register).await,
            outside: vec![records.open, records.answered, records.asked, records.upheld],
            rows: rows.collect(),
        }
    }

    /// Whether only some methods are looked at, as the planted bugs ask for.
    pub fn is_part(&self) -> bool {
        self.rows.len() < methods().len()
    }

    /// The callers of an authority or of the deployment who prove who they are and may see all that their role may.
    pub fn of_home(&self, home: Home) -> impl Iterator<Item = &Who> {
        self.callers
            .iter()
            .filter(move |who| who.home == home && who.role.is_some() && who.part.is_none())
    }
}

fn row(sample: Sample, permissions: &Permissions) -> Row {
    let permission = permissions.of(&sample.path).expect("a permission").clone();
    Row { sample, permission }
}

/// The one method that takes a stream of requests.
fn import() -> Sample {
    let method = methods()
        .into_iter()
        .find(prost_reflect::MethodDescriptor::is_client_streaming);
    let method = method.expect("a method that takes a stream");
    let mut representation = complaint(Procedure::AdultStatutory, day(2026, 4, 8));
    representation.external_reference = "OLD-1".to_owned();
    let request = wire::ImportRepresentationsRequest {
        parent: NORTHWICK.to_owned(),
        representation: Some(representation),
        request_id: fresh_id(),
        validate_only: true,
        ..wire::ImportRepresentationsRequest::default()
    };
    let message = DynamicMessage::decode(method.input(), request.encode_to_vec().as_slice());
    Sample {
        path: path_of(&method),
        message: message.expect("the message of its method"),
        method,
    }
}

/// Everybody: each role in both authorities, the deployment, and those who prove nothing.
async fn callers(register: &Register<'_>) -> Vec<Who> {
    let mut found = Vec::new();
    for (authority, home) in [(NORTHWICK, Home::Northwick), (SOUTHMERE, Home::Southmere)] {
        for role in Role::ALL {
            found.push(Who {
                label: format!("{} of {home:?}", role.word()),
                caller: register.client_of(authority, *role),
                home,
                role: Some(*role),
                part: None,
            });
        }
    }
    found.push(Who {
        label: "the deployment's admin".to_owned(),
        caller: register.deployment(),
        home: Home::Deployment,
        role: Some(Role::Admin),
        part: None,
    });
    let admin = register.client(Role::Admin);
    let token = admin.new_client(NORTHWICK, "stopped", Role::Officer).await;
    let disable = wire::DisableClientRequest {
        name: format!("{NORTHWICK}/clients/stopped"),
        request_id: fresh_id(),
        validate_only: false,
    };
    admin
        .access()
        .disable_client(disable)
        .await
        .expect("a disabled client");
    let unproved = [
        ("nobody", register.officer().saying(None)),
        (
            "somebody with a made-up token",
            register.with_token("redress_made_up"),
        ),
        ("a disabled officer", register.with_token(&token)),
    ];
    found.extend(unproved.map(|(label, caller)| Who {
        label: label.to_owned(),
        caller,
        home: Home::Northwick,
        role: None,
        part: None,
    }));
    found.extend(narrowed(register).await);
    found
}

/// Officers and a reporting service of Northwick who may see a part of its records.
async fn narrowed(register: &Register<'_>) -> Vec<Who> {
    let admin = register.client(Role::Admin);
    let of_services = |services: &[&str]| wire::Narrowing {
        services: services.iter().map(|code| (*code).to_owned()).collect(),
        ..wire::Narrowing::default()
    };
    let all = of_services(&["childrens", "adults", "highways"]);
    let marked = of_services(&[&format!("{OF_NORTHWICK}-service")]);
    let nothing = wire::Narrowing {
        officer: format!("{OF_NORTHWICK}-officer"),
        ..wire::Narrowing::default()
    };
    let mut found = Vec::new();
    for (id, role, narrowing, part) in [
        ("officer-within", Role::Officer, &all, Part::With),
        ("analyst-within", Role::Analyst, &all, Part::With),
        ("officer-outside", Role::Officer, &marked, Part::Without),
        ("intake-outside", Role::Intake, &marked, Part::Without),
        ("officer-of-nothing", Role::Officer, &nothing, Part::Without),
    ] {
        let granted = (role, Some(narrowing.clone()));
        let token = admin.new_narrowed_client(NORTHWICK, id, granted).await;
        found.push(Who {
            label: format!("{id} of Northwick"),
            caller: register.with_token(&token),
            home: Home::Northwick,
            role: Some(role),
            part: Some(part),
        });
    }
    found
}

/// The end of an authority's log.
pub async fn head(register: &Register<'_>, authority: &str) -> Head {
    let id = authority.trim_start_matches("authorities/");
    let id = AuthorityId::parse(id).expect("an id");
    event_log::head(&register.scratch.database, &id)
        .await
        .expect("a head")
}

/// The same request about another authority, wherever it names Northwick.
pub fn about(message: &DynamicMessage, authority: &str) -> DynamicMessage {
    super::fields::with_texts(message, &|text| text.replace("northwick", authority))
}

/// Whether a request names an authority at all.
pub fn names_an_authority(message: &DynamicMessage) -> bool {
    about(message, NOWHERE) != *message
}

/// The request with bytes that are no text of its kind: it would be refused if it were read.
pub fn emptied(message: &DynamicMessage) -> DynamicMessage {
    let mut emptied = DynamicMessage::new(message.descriptor());
    for field in message
        .descriptor()
        .fields()
        .filter(|field| !field.is_list() && !field.is_map())
    {
        if field.kind() == prost_reflect::Kind::String {
            emptied.set_field(&field, Value::String("\u{0}".to_owned()));
        }
    }
    emptied
}
