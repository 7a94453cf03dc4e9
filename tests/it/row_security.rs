//! The second wall between authorities, which PostgreSQL holds row by row: each table has it, a session sees what it acts
//! for and no more, and no call of the service gets past it.

mod calls;
mod sessions;

use redress::store::Dialect;

use crate::{
    databases::{Scratch, for_each_database},
    harness::{Register, contents::texts, for_each_register},
};

/// Tables that are nobody's in particular.
const OF_THE_DEPLOYMENT: [&str; 3] = ["_sqlx_migrations", "erasure_ledger", "upkeep"];

/// Each table that has authorities and is not behind the wall, and each that should have them.
const OPEN: &str = "
    SELECT pg_class.relname::TEXT
    FROM pg_class
    LEFT JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid AND pg_attribute.attname = 'authority'
    LEFT JOIN pg_policy ON pg_policy.polrelid = pg_class.oid AND pg_policy.polname = 'own_authority'
    WHERE pg_class.relnamespace = 'public'::REGNAMESPACE
      AND pg_class.relkind IN ('r', 'p', 'f', 'm')
      AND NOT COALESCE(pg_class.relrowsecurity
                       AND pg_class.relforcerowsecurity
                       AND pg_attribute.attnum > 0
                       AND pg_policy.polcmd = '*'
                       AND pg_policy.polpermissive
                       AND pg_policy.polroles = '{0}'
                       AND pg_policy.polwithcheck IS NULL, false)
    ORDER BY 1";

/// What the policies ask, each once, with who has it; policies widen what others allow.
const POLICIES: &str = "
    SELECT polname || ' of ' || CASE COUNT(*) WHEN 1 THEN MIN(polrelid::REGCLASS::TEXT) ELSE COUNT(*)::TEXT END
    FROM pg_policy
    GROUP BY polname, polcmd, pg_get_expr(polqual, polrelid)
    ORDER BY 1";

/// Says, rather than passing in silence, that there is nothing to see.
fn does_not_apply(scratch: &Scratch) -> bool {
    let is_sqlite = scratch.database.dialect() == Dialect::Sqlite;
    assert_eq!(scratch.database.is_guarded(), !is_sqlite, "the role of the tests");
    if is_sqlite {
        eprintln!("!!! DOES NOT APPLY on SQLite, which has no row-level security");
    }
    is_sqlite
}

#[tokio::test]
async fn every_table_of_authorities_is_behind_the_wall() {
    for_each_database(async |scratch: &Scratch| {
        if does_not_apply(scratch) {
            return;
        }
        assert_eq!(texts(scratch, OPEN).await, OF_THE_DEPLOYMENT);
        let policies = texts(scratch, POLICIES).await;
        let guarded = texts(
            scratch,
            "SELECT relname::TEXT FROM pg_class WHERE relforcerowsecurity",
        );
        let guarded = guarded.await.len();
        assert!(guarded > 36, "{guarded} tables");
        let expected = [
            format!("own_authority of {guarded}"),
            "own_recipient of release_recipient".to_owned(),
        ];
        assert_eq!(policies, expected);
        println!("tables behind the wall: {guarded}");
        // A table that a migration forgets, and one that is opened.
        for (text, open) in [
            ("CREATE TABLE since (authority TEXT PRIMARY KEY)", "since"),
            ("ALTER TABLE sealed NO FORCE ROW LEVEL SECURITY", "sealed"),
            ("ALTER TABLE event DISABLE ROW LEVEL SECURITY", "event"),
            ("DROP POLICY own_authority ON receipt", "receipt"),
        ] {
            scratch.meddle(text).await.expect(text);
            let found = texts(scratch, OPEN).await;
            assert!(found.iter().any(|table| table == open), "{text}: {found:?}");
        }
        scratch
            .meddle("SELECT keep_authorities_apart('since')")
            .await
            .expect("a wall");
        let found = texts(scratch, OPEN).await;
        assert!(!found.iter().any(|table| table == "since"), "{found:?}");
    })
    .await;
}

/// Runs a case against a new server on PostgreSQL alone.
async fn on_postgres(case: impl AsyncFn(&mut Register<'_>)) {
    for_each_register(async |register: &mut Register<'_>| {
        if !does_not_apply(register.scratch) {
            case(register).await;
        }
    })
    .await;
}
