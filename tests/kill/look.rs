//! What the register holds while no server runs: the log with its hashes, and everything that was stored beside it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use redress::{
    app::rebuild::rebuild,
    domain::ids::{AuthorityId, Position, Stream, StreamKind},
    store::{
        Database, Dialect, acting,
        event_log::{self, EventRow, Verdict},
        rebuild::READ_TABLES,
    },
};
use sqlx::Connection;

use super::place::{Place, Session};

/// What stands in the log for a request: the position of its last event.
pub type Requests = HashMap<String, Position>;

/// Waits until the database has ended whatever a server that was killed had asked of it. Only PostgreSQL goes on: its
/// process may still be committing.
pub async fn settle(place: &Place) {
    let mut session = place.session().await;
    if let Session::Postgres(_) = session {
        let others = "SELECT application_name FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'redress'";
        while !session.texts(others).await.is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
    }
    close(session).await;
}

async fn close(session: Session) {
    match session {
        Session::Sqlite(session) => session.close().await.expect("the session closes"),
        Session::Postgres(session) => session.close().await.expect("the session closes"),
    }
}

/// Reads every log. Answers the requests that it holds and what is wrong.
pub async fn look(place: &Place, violations: &mut Vec<String>) -> Requests {
    let mut requests = Requests::new();
    let mut streams = BTreeSet::new();
    let database = Database::open(place.location())
        .await
        .expect("the database opens");
    acting::for_all(async {
        for authority in event_log::logs(&database).await.expect("the logs") {
            let rows = whole_log(&database, &authority, violations).await;
            check_order(&authority, &rows, violations);
            for row in rows {
                group(&mut requests, &row, violations);
                streams.insert(row.stream);
            }
        }
    })
    .await;
    database.close().await;
    let mut session = place.session().await;
    beside_the_log(&mut session, &requests, &streams, violations).await;
    close(session).await;
    requests
}

async fn whole_log(
    database: &Database,
    authority: &AuthorityId,
    violations: &mut Vec<String>,
) -> Vec<EventRow> {
    let verdict = event_log::verify_chain(database, authority).await;
    match verdict.expect("a verdict") {
        Verdict::Whole { .. } => {}
        broken @ Verdict::Broken { .. } => violations.push(format!("the log of {authority}: {broken:?}")),
    }
    let rows = event_log::since(database, authority, 0, i64::MAX).await;
    rows.expect("the log")
}

/// Positions and the versions of each stream have no gaps, and time does not go back.
fn check_order(authority: &AuthorityId, rows: &[EventRow], violations: &mut Vec<String>) {
    let mut versions: BTreeMap<&Stream, i64> = BTreeMap::new();
    for (row, position) in rows.iter().zip(1..) {
        if row.position != position {
            violations.push(format!(
                "{authority}: event {} stands at {position}",
                row.position
            ));
        }
        let version = versions.entry(&row.stream).or_default();
        *version += 1;
        if row.version != *version {
            violations.push(format!(
                "{authority}: event {position} has version {}",
                row.version
            ));
        }
    }
    if rows
        .windows(2)
        .any(|pair| pair[0].recorded_at > pair[1].recorded_at)
    {
        violations.push(format!(
            "{authority}: an event was recorded before the one before it"
        ));
    }
}

/// Adds an event to those of its request, which must stand side by side: apart, they were written twice.
fn group(requests: &mut Requests, row: &EventRow, violations: &mut Vec<String>) {
    let key = format!("{}/{}", row.stream.authority, row.request_id);
    let before = requests.insert(key, row.position);
    if before.is_some_and(|before| before + 1 != row.position) {
        violations.push(format!("request {} was written twice", row.request_id));
    }
}

/// What is stored in the same commit as events must be there when they are, and only then.
async fn beside_the_log(
    session: &mut Session,
    requests: &Requests,
    streams: &BTreeSet<Stream>,
    violations: &mut Vec<String>,
) {
    let text = "SELECT authority || '/' || request_id || '@' || CAST(position AS TEXT) FROM receipt";
    let receipts: BTreeSet<String> = session.texts(text).await.into_iter().collect();
    let written = requests
        .iter()
        .map(|(request, position)| format!("{request}@{position}"));
    differ("receipts", &receipts, &written.collect(), violations);

    let mentioned = match session {
        Session::Sqlite(_) => {
            "SELECT event.authority || '/' || (json_extract(mention.value, '$.record')) || '/'
                 || (json_extract(mention.value, '$.field'))
             FROM event, json_each(event.sealed) AS mention"
        }
        Session::Postgres(_) => {
            "SELECT event.authority || '/' || (mention.value ->> 'record') || '/' || (mention.value ->> 'field')
             FROM event, jsonb_array_elements(CAST(event.sealed AS JSONB)) AS mention"
        }
    };
    let mentioned = session.texts(mentioned).await.into_iter().collect();
    let sealed = "SELECT authority || '/' || CAST(record AS TEXT) || '/' || field FROM sealed";
    let sealed = session.texts(sealed).await.into_iter().collect();
    differ("sealed texts", &sealed, &mentioned, violations);

    let of_kind = streams
        .iter()
        .filter(|stream| stream.kind == StreamKind::Representation);
    let begun = of_kind.map(|stream| format!("{}/{}", stream.authority, stream.number));
    let lines = "SELECT authority || '/' || CAST(number AS TEXT) FROM representation";
    let lines = session.texts(lines).await.into_iter().collect();
    differ("lines of the register", &lines, &begun.collect(), violations);

    let doubled = "SELECT authority || '/' || external_reference FROM representation
        GROUP BY authority, external_reference HAVING COUNT(*) > 1";
    for reference in session.texts(doubled).await {
        violations.push(format!("{reference} was registered twice"));
    }
}

fn differ(what: &str, stored: &BTreeSet<String>, expected: &BTreeSet<String>, violations: &mut Vec<String>) {
    for one in stored.symmetric_difference(expected).take(3) {
        let way = if stored.contains(one) {
            "without its event"
        } else {
            "lacking"
        };
        violations.push(format!("{what}: {one} is {way}"));
    }
}

/// Refills the read tables from the log; they must hold what they held.
pub async fn rebuild_and_compare(place: &Place, violations: &mut Vec<String>) {
    let before = read_tables(place).await;
    let database = Database::open(place.location())
        .await
        .expect("the database opens");
    rebuild(&database).await.expect("a rebuild");
    let dialect = database.dialect();
    database.close().await;
    for ((table, before), after) in READ_TABLES.iter().zip(before).zip(read_tables(place).await) {
        if before != after {
            violations.push(format!("{table} differs from a rebuild on {}", name(dialect)));
        }
    }
}

fn name(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "SQLite",
        Dialect::Postgres => "PostgreSQL",
    }
}

/// The rows of each read table, as text.
async fn read_tables(place: &Place) -> Vec<Vec<String>> {
    let mut session = place.session().await;
    let mut tables = Vec::new();
    for table in READ_TABLES {
        let row = match &session {
            Session::Sqlite(_) => {
                let columns = format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
                session.texts(&columns).await.join(" || ',' || ")
            }
            Session::Postgres(_) => "CAST(t AS TEXT)".to_owned(),
        };
        tables.push(
            session
                .texts(&format!("SELECT {row} FROM {table} AS t ORDER BY 1"))
                .await,
        );
    }
    close(session).await;
    tables
}
