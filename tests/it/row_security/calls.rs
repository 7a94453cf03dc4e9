//! What the service says it acts for: its calls, its statements, and what it does by itself.

use redress::{
    app::{
        App,
        rebuild::rebuild,
        sources::Sources,
        verification::{Verifier, verify_logs, verify_reads, verify_tables},
    },
    domain::ids::AuthorityId,
    store::{Acting, Database, Statement, acting, master_key::MasterKey},
};

use super::on_postgres;
use crate::{
    access::authorities::nothing_of_another_is_found,
    harness::{LEDGER, Register, contents::texts, samples::Records},
};

/// Run again with the first wall gone (the planted bug `forget-authority`): then this one stands alone.
#[tokio::test]
async fn no_call_passes_the_second_wall() {
    on_postgres(async |register: &mut Register<'_>| nothing_of_another_is_found(register).await).await;
}

/// The authorities of the rows that a table has for whoever reads; the statement asks for none in particular.
async fn whose(database: &Database, table: &str) -> Vec<String> {
    let statement = Statement::new(&format!(
        "SELECT DISTINCT authority FROM {table} ORDER BY authority"
    ));
    let rows: Vec<(String,)> = database.fetch(&statement, []).await.expect("rows");
    rows.into_iter().map(|(authority,)| authority).collect()
}

#[tokio::test]
async fn a_statement_without_its_condition_answers_nobody_elses_rows() {
    on_postgres(async |register: &mut Register<'_>| {
        Records::of(register).await;
        let database = register.scratch.database.clone();
        let guarded =
            "SELECT relname::TEXT FROM pg_class WHERE relforcerowsecurity AND relname <> 'release_recipient'";
        let northwick = AuthorityId::parse("northwick").expect("an id");
        let (mut filled, mut violations) = (0, Vec::new());
        for table in texts(register.scratch, guarded).await {
            let everybody = whose(&database, &table).await;
            let own = acting::for_authority(&northwick, whose(&database, &table)).await;
            filled += usize::from(own == ["northwick"] && everybody.len() > 1);
            if own.iter().any(|authority| authority != "northwick") {
                violations.push(format!("{table} answers rows of another authority: {own:?}"));
            }
            let (of_task, name) = (database.clone(), table.clone());
            let nobody = tokio::spawn(async move { whose(&of_task, &name).await });
            let nobody = nobody.await.expect("no panic");
            if !nobody.is_empty() {
                violations.push(format!("{table} answers a task that says nothing: {nobody:?}"));
            }
        }
        assert!(
            violations.is_empty(),
            "{} violations: {violations:#?}",
            violations.len()
        );
        assert!(filled > 3, "{filled} tables have rows of several authorities");
        println!("tables with rows of several authorities: {filled}, violations: 0");
        let mut writer = database.open_writer().await.expect("a writer");
        let every_log = Statement::new("UPDATE log_head SET position = position");
        let all = whose(&database, "log_head").await.len() as u64;
        for (acting, logs) in [(Acting::from(&northwick), 1), (Acting::ForAll, all)] {
            let mut unit = writer
                .begin("test_every_log", acting)
                .await
                .expect("a unit of work");
            assert_eq!(unit.execute(&every_log, []).await.expect("an update"), logs);
            unit.roll_back().await;
        }
    })
    .await;
}

/// What the service does by itself says for whom, wherever it is called from: here by a task that says nothing.
#[tokio::test]
async fn what_the_service_does_by_itself_sees_what_it_needs() {
    on_postgres(async |register: &mut Register<'_>| {
        Records::of(register).await;
        let database = register.scratch.database.clone();
        let folder = register.scratch.folder.path().to_owned();
        let by_itself = tokio::spawn(async move {
            assert!(!acting::permits(&AuthorityId::system()), "nothing is said");
            let sources = Sources::system();
            let key = folder.join("master.key");
            let master = MasterKey::open_or_make(&key, &*sources.random()).expect("the key");
            let app = App::open(database.clone(), master, sources)
                .await
                .expect("an app");
            let ledger = folder.join(LEDGER);
            let app = app
                .with_erasure_ledger(&ledger)
                .await
                .expect("the ledger of erasures");
            app.check_erasures().await.expect("no erasure is pending");
            app.first_admin_secret().await.expect("another token");
            app.keys().wrap_anew().await.expect("keys wrapped anew");
            let mut verifier = Verifier::default();
            verify_logs(&database, &mut verifier).await.expect("the logs");
            let reads = verify_reads(&database).await.expect("the logs of reads");
            let tables = verify_tables(&database).await.expect("the tables");
            let rebuilt = rebuild(&database).await.expect("the tables made anew");
            (verifier.finish().logs.len(), reads.len(), tables.len(), rebuilt)
        });
        let (logs, reads, findings, rebuilt) = by_itself.await.expect("no panic");
        println!("logs: {logs}, logs of reads: {reads}, findings: {findings}, streams rebuilt: {rebuilt}");
        let heads = "SELECT COUNT(*) FROM log_head";
        let heads = register.scratch.number(heads).await;
        assert_eq!((i64::try_from(logs), findings), (Ok(heads), 0));
        assert!(rebuilt > 20, "{rebuilt} streams");
    })
    .await;
}
