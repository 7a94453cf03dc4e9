//! `docs/access.md` has the table of methods and roles, as the contract has it.

use std::{env, fmt::Write, fs, path::Path};

use redress::{
    api::permissions::{Permission, permissions},
    domain::{access::Role, word::Word},
};

use crate::harness::samples::{methods, path_of};

const PAGE: &str = "docs/access.md";
const BEGIN: &str =
    "<!-- The table is made from the contract; tests/it/matrix/page.rs holds it to that. -->\n";
const END: &str = "<!-- The end of the table. -->\n";

/// The table: a row for each method, a column for each role.
fn table() -> String {
    let permissions = permissions().expect("permissions");
    let mut table = String::new();
    let mut service = String::new();
    for method in methods() {
        if method.parent_service().name() != service {
            method.parent_service().name().clone_into(&mut service);
            let roles: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
            writeln!(
                table,
                "\n### {service}\n\n| Method | {} | narrowed |",
                roles.join(" | ")
            )
            .expect("a text");
            writeln!(table, "|---|{}", "---|".repeat(roles.len() + 1)).expect("a text");
        }
        let permission = permissions.of(&path_of(&method)).expect("a permission");
        let cells: Vec<&str> = Role::ALL.iter().map(|role| cell(permission, *role)).collect();
        let stream = match (method.is_client_streaming(), method.is_server_streaming()) {
            (true, _) => ", a stream each way",
            (false, true) => ", a stream",
            (false, false) => "",
        };
        let narrowed = if permission.narrowed { "its part" } else { "" };
        let (name, cells) = (method.name(), cells.join(" | "));
        writeln!(table, "| `{name}`{stream} | {cells} | {narrowed} |").expect("a text");
    }
    table.push('\n');
    table
}

fn cell(permission: &Permission, role: Role) -> &'static str {
    match (permission.roles.contains(&role), permission.deployment) {
        (false, _) => "",
        (true, false) => "yes",
        (true, true) => "of the deployment",
    }
}

#[test]
fn the_page_says_what_the_contract_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = fs::read_to_string(&path).expect(PAGE);
    let (before, rest) = page.split_once(BEGIN).expect("the beginning of the table");
    let (found, after) = rest.split_once(END).expect("the end of the table");
    let expected = table();
    if env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, [before, BEGIN, &expected, END, after].concat()).expect(PAGE);
        return;
    }
    assert!(
        found == expected,
        "{PAGE} differs; INSTA_UPDATE=always writes it anew:\n{expected}"
    );
}
