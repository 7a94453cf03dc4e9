//! How values, rows and addresses are written and read.

use chrono::{DateTime, Utc};

use crate::store::{
    database::Location,
    given::{Column, Rows, Table},
    sqlite::version_number,
    value::{Value, from_hex, hex, instant_text},
};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn instants_always_have_six_decimals() {
    let written = [
        ("2026-04-02T09:30:00Z", "2026-04-02T09:30:00.000000Z"),
        ("2026-04-02T09:30:00.1Z", "2026-04-02T09:30:00.100000Z"),
        (
            "2026-04-02T10:30:00.123456789+01:00",
            "2026-04-02T09:30:00.123456Z",
        ),
    ];
    for (given, text) in written {
        assert_eq!(instant_text(instant(given)), text);
    }
}

#[test]
fn hexadecimal_goes_both_ways() {
    assert_eq!(hex(&[0, 15, 16, 255]), "000f10ff");
    assert_eq!(from_hex("000f10FF"), Some(vec![0, 15, 16, 255]));
    assert_eq!(from_hex(""), Some(Vec::new()));
    for wrong in ["0", "0g", "é"] {
        assert_eq!(from_hex(wrong), None, "{wrong}");
    }
}

#[test]
fn rows_are_one_json_text() {
    let columns = [
        Column::text("word"),
        Column::int("number"),
        Column::bytes("bytes"),
    ];
    let mut rows = Rows::new(&columns);
    assert!(rows.is_empty());
    rows.push(["a \"b\"\n".into(), 1.into(), [1_u8, 2].as_slice().into()]);
    rows.push([None::<&str>.into(), None::<i64>.into(), None::<&[u8]>.into()]);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows.into_json(), r#"[["a \"b\"\n",1,"0102"],[null,null,null]]"#);
    assert_eq!(Rows::new(&columns).into_json(), "[]");
}

/// SQLite is given rows to insert as bound values; none is lost or doubled on the way, whatever is left over.
#[test]
fn rows_to_insert_are_bound_in_lists() {
    static TABLE: Table = Table {
        name: "word",
        key: &["number"],
        columns: &[Column::int("number"), Column::text("word")],
    };
    let statement = TABLE.insert();
    for (count, parts) in [
        (0, 0),
        (1, 1),
        (2, 1),
        (63, 1),
        (64, 1),
        (65, 2),
        (66, 2),
        (129, 3),
        (192, 3),
    ] {
        let mut rows = Rows::new(TABLE.columns);
        for number in 0..count {
            rows.push([number.into(), "a".into()]);
        }
        let split = statement.for_sqlite(vec![rows.into()]);
        assert_eq!(split.len(), parts, "{count} rows");
        let mut numbers = Vec::new();
        for (text, values) in split {
            let text = sqlx::SqlSafeStr::into_sql_str(text);
            let marks = text.as_str().matches('?').count();
            match values.as_slice() {
                [Value::Rows(rest)] => numbers.extend(rest.clone().take_first(rest.len())),
                bound => {
                    assert_eq!(marks, bound.len(), "a value for each mark");
                    numbers.extend(bound.to_vec());
                }
            }
        }
        let numbers: Vec<i64> = numbers
            .into_iter()
            .filter_map(|value| match value {
                Value::Int(number) => number,
                _ => None,
            })
            .collect();
        assert_eq!(numbers, (0..count).collect::<Vec<i64>>());
    }
}

#[test]
fn addresses_are_paths_or_servers() {
    for path in ["register.db", "/var/lib/register.db", "sqlite:register.db"] {
        assert!(matches!(path.parse(), Ok(Location::Sqlite(_))), "{path}");
    }
    let server: Location = "postgres://ann:hush@db.example/register"
        .parse()
        .expect("a server");
    let printed = format!("{server:?}");
    assert_eq!(printed, "PostgreSQL at db.example:5432");
    for neither in ["", "mysql://db.example/register", "sqlite:", "http://db.example"] {
        assert!(neither.parse::<Location>().is_err(), "{neither}");
    }
}

#[test]
fn versions_compare_as_numbers() {
    assert!(version_number("3.51.10") > version_number("3.51.3"));
    assert!(version_number("3.51.2") < version_number("3.51.3"));
    assert_eq!(version_number("3.51"), None);
}
