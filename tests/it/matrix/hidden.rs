//! Another authority's name, id or code in every text field of every request, however deep.
//!
//! The caller belongs to Northwick. Whatever it is answered, it is answered the same of an authority that does not
//! exist: what Southmere has makes no difference to anybody else.

use std::sync::Arc;

use prost_reflect::DynamicMessage;
use tokio::{sync::Semaphore, task::JoinSet};
use tonic::Code;

use super::{
    call::{Answer, call},
    cells::{Cells, line, same, tells},
    fields::{self, Path},
    world::{Home, NOWHERE, OF_NOBODY, OF_SOUTHMERE, Row, Who, World},
};

/// Methods that answer a file into which they write what the caller wrote. Its bytes differ with the request's, packed.
const FILES: [&str; 2] = ["RenderReport", "RenderComparison"];
/// Calls that are under way at once.
const AT_ONCE: usize = 4;

/// What is written into a field, of Southmere and of nobody.
fn texts(sample: &str, field: &str) -> Vec<[String; 2]> {
    let of = |authority: &str, mark: &str| {
        let name = if sample.contains("northwick") {
            sample.replace("northwick", authority)
        } else {
            format!("authorities/{authority}/representations/1")
        };
        let mark = match field {
            "service" | "services" => format!("{mark}-service"),
            "officer" | "officers" => format!("{mark}-officer"),
            _ => format!("{mark}-reference-1"),
        };
        vec![name, authority.to_owned(), mark]
    };
    let pairs = of("southmere", OF_SOUTHMERE)
        .into_iter()
        .zip(of(NOWHERE, OF_NOBODY));
    pairs.map(|(theirs, nobodys)| [theirs, nobodys]).collect()
}

/// A field with a text of Southmere, and of nobody.
struct Case {
    field: Path,
    says: String,
    requests: [DynamicMessage; 2],
    /// Whether a good request names a resource there, so that another's cannot be taken for a text.
    is_name: bool,
}

fn cases(row: &Row) -> Vec<Case> {
    let sample = &row.sample.message;
    let mut found = Vec::new();
    for field in fields::of(&row.sample.method.input()) {
        let own = field.get(sample);
        let last = field.text();
        let last = last.rsplit('.').next().unwrap_or_default();
        for texts in texts(&own, last) {
            let says = texts[0].clone();
            let requests = texts.map(|text| {
                let mut request = sample.clone();
                field.put(&mut request, &text);
                request
            });
            found.push(Case {
                is_name: own.starts_with("authorities/"),
                field: field.clone(),
                says,
                requests,
            });
        }
    }
    found
}

/// Looks at every field of one method, as whoever may call it first.
pub async fn look(world: &World, row: &Row, cells: &mut Cells) {
    let Some(who) = world
        .of_home(Home::Northwick)
        .find(|who| who.may(&row.permission))
    else {
        return;
    };
    let mut calls = JoinSet::new();
    let room = Arc::new(Semaphore::new(AT_ONCE));
    for case in cases(row) {
        let (who, method, room) = (who.clone(), row.sample.method.clone(), room.clone());
        calls.spawn(async move {
            let _place = room.acquire().await.expect("room");
            let [theirs, nobodys] = case.requests.clone();
            let theirs = call(&who.caller, &method, vec![theirs]).await;
            let nobodys = call(&who.caller, &method, vec![nobodys]).await;
            (case, theirs, nobodys)
        });
    }
    for (case, theirs, nobodys) in calls.join_all().await {
        judge(who, row, &case, (&theirs, &nobodys), cells);
    }
}

fn judge(who: &Who, row: &Row, case: &Case, (theirs, nobodys): (&Answer, &Answer), cells: &mut Cells) {
    let field = case.field.text();
    let says = |what: &str| {
        let method = row.name();
        format!(
            "{method} by {} with {} in {field}: {what}: {}; of nobody {}",
            who.label,
            case.says,
            line(theirs),
            line(nobodys)
        )
    };
    let is_file = FILES.contains(&row.name()) && theirs.code == Code::Ok && nobodys.code == Code::Ok;
    cells.check(is_file || same(theirs, nobodys), || {
        says("not as if there were no such authority")
    });
    let refused = matches!(theirs.code, Code::InvalidArgument | Code::NotFound);
    let is_row = row.sample.method.is_client_streaming();
    cells.check(!case.is_name || refused || is_row, || says("another's is taken"));
    let brought = case.says.starts_with(OF_SOUTHMERE);
    cells.check(brought || !tells(theirs, OF_SOUTHMERE), || {
        says("it tells what is Southmere's")
    });
}
