//! `docs/tables.md` lists every table and named statistic of the reports that the project started from, each with the
//! call that makes it. Each call on the page is made here.

use std::{fs, path::Path};

use prost::Message;
use prost_reflect::{DescriptorPool, DynamicMessage};
use redress::{
    api::wire::{self, DESCRIPTORS},
    domain::access::Role,
};

use crate::harness::{NORTHWICK, Register, for_each_register};

/// A call on the page: its heading, its method, its request as JSON, and the tables that it promises.
struct Call {
    heading: String,
    method: String,
    json: String,
    tables: Vec<String>,
}

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    fs::read_to_string(path).expect("docs/tables.md")
}

/// The calls of the page. A line "Tables: `a`, `b`." before a call says what its answer has.
fn calls(page: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    let (mut heading, mut tables) = (String::new(), Vec::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(text) = line.strip_prefix("### ") {
            text.clone_into(&mut heading);
            tables.clear();
        } else if let Some(named) = line.strip_prefix("Tables: ") {
            tables = named.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        } else if let Some(method) = line.strip_prefix("```json ") {
            let json: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            calls.push(Call {
                heading: heading.clone(),
                method: method.to_owned(),
                json: json.join("\n"),
                tables: tables.clone(),
            });
        }
    }
    calls
}

async fn make(register: &Register<'_>, pool: &DescriptorPool, call: &Call) {
    let Call {
        heading,
        method,
        json,
        tables,
    } = call;
    let (service, name) = method.split_once('/').expect("a method");
    let service = pool.get_service_by_name(service).expect("a service");
    let method = service
        .methods()
        .find(|known| known.name() == name)
        .unwrap_or_else(|| panic!("{heading}: no method {name}"));
    let json = json.replace("authorities/coventry", NORTHWICK);
    let mut deserializer = serde_json::Deserializer::from_str(&json);
    let request = DynamicMessage::deserialize(method.input(), &mut deserializer);
    let request = request.unwrap_or_else(|error| panic!("{heading}: {error}: {json}"));
    let path = format!("/{}/{}", service.full_name(), name);
    let answer = register
        .client(Role::Analyst)
        .call(&path, request.encode_to_vec())
        .await
        .unwrap_or_else(|status| panic!("{heading}: {status:?}: {json}"));
    if name == "GetReport" {
        let report = wire::Report::decode(answer.as_slice()).expect("a report");
        for table in tables {
            let found = report.tables.iter().any(|made| made.id == *table);
            assert!(found, "{heading}: the report has no table {table}");
        }
        assert!(!tables.is_empty(), "{heading}: no table is named");
    }
}

/// Every table and named statistic of the published documents.
const NAMED: [(&str, u32); 4] = [("C", 26), ("A", 15), ("F", 10), ("T", 5)];

#[tokio::test]
async fn every_call_of_the_page_is_answered() {
    let page = page();
    let calls = calls(&page);
    for (letter, count) in NAMED {
        for number in 1..=count {
            let id = format!("### {letter}{number} ");
            assert!(page.contains(&id), "the page does not list {letter}{number}");
        }
    }
    for document in ["S000", "S001", "S002", "S004"] {
        assert!(
            page.contains(&format!("### {document}")),
            "the page does not list {document}"
        );
    }
    for heading in page.lines().filter(|line| line.starts_with("### ")) {
        let heading = heading.trim_start_matches("### ");
        assert!(
            calls.iter().any(|call| call.heading == heading),
            "{heading}: no call"
        );
    }
    let pool = DescriptorPool::decode(DESCRIPTORS).expect("descriptors");
    for_each_register(async |register| {
        for call in &calls {
            make(register, &pool, call).await;
        }
    })
    .await;
}
