//! The three hazards of our own stack, each as a count of what must not be. A count of nothing means something only
//! if it finds the fault where there is one: with the feature `planted-bugs`, each test here is run again with its
//! fault planted, and must fail.

mod calls;
mod units;

#[path = "../kill/client.rs"]
mod client;
#[path = "../kill/look.rs"]
mod look;
#[path = "../kill/place.rs"]
pub mod place;
#[path = "../kill/server.rs"]
mod server;

use self::place::{Kind, has_postgres};

/// tonic drops a handler whose caller has gone. What it had put into the lane is done all the same, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_caller_abandons_is_done_once() {
    let mut violations = calls::abandoned(Kind::Sqlite).await;
    if has_postgres() {
        violations.extend(calls::abandoned(Kind::Postgres).await);
    }
    assert!(
        violations.is_empty(),
        "{} violations: {violations:#?}",
        violations.len()
    );
}

/// sqlx 0.9.0 loses writes on a connection whose `begin` was cancelled. A unit's connection is not used again then.
#[tokio::test]
async fn what_is_cancelled_neither_hides_nor_stores_a_write() {
    let violations = units::cancelled().await;
    assert!(
        violations.is_empty(),
        "{} violations: {violations:#?}",
        violations.len()
    );
}

/// The control of the case above is real: sqlx's own transactions lose writes under the same cancellations.
#[tokio::test]
async fn cancelled_in_the_same_way_sqlx_itself_hides_writes() {
    if let Some(hidden) = units::hidden_by_sqlx().await {
        assert!(
            hidden > 0,
            "sqlx has been mended: the care of unit_of_work.rs may be thought over"
        );
    }
}

#[cfg(feature = "planted-bugs")]
mod controls {
    use std::{env, process::Command};

    use super::has_postgres;

    /// Runs one test of this program again with a bug planted; answers what it says.
    fn with_bug(program: &mut Command, test: &str, bug: &str) -> String {
        let output = program
            .args([test, "--exact", "--nocapture", "--test-threads=1"])
            .env("REDRESS_PLANTED_BUG", bug)
            .env("RUST_BACKTRACE", "0")
            .output()
            .expect("the test runs");
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8_lossy(&said).into_owned()
    }

    /// This program.
    fn this_program() -> Command {
        Command::new(env::current_exe().expect("this program"))
    }

    /// Runs one test again with a bug planted, and fails unless it fails and says so.
    fn goes_red(test: &str, bug: &str, says: &str) {
        turns_red(&mut this_program(), test, bug, says);
    }

    /// The same for a test of the matrix, of these methods alone and on the embedded database.
    fn matrix_goes_red(test: &str, bug: &str, (methods, says): (&str, &str)) {
        let mut program = this_program();
        program
            .env("REDRESS_MATRIX_METHODS", methods)
            .env_remove("TEST_DATABASE_URL")
            .env_remove("REDRESS_TEST_POSTGRES");
        turns_red(&mut program, &format!("matrix::{test}"), bug, says);
    }

    fn turns_red(program: &mut Command, test: &str, bug: &str, says: &str) {
        let said = with_bug(program, test, bug);
        let failed = said.contains("test result: FAILED. 0 passed; 1 failed");
        assert!(
            failed && said.contains(says),
            "{test} does not see {bug}:\n{said}"
        );
        println!("{test} goes red with {bug}");
    }

    #[test]
    fn a_lane_that_drops_what_nobody_waits_for_is_found() {
        let test = "planted::what_a_caller_abandons_is_done_once";
        goes_red(test, "drop-with-caller", "was in the queue and is lost");
    }

    #[test]
    fn a_unit_that_keeps_its_connection_is_found() {
        let test = "planted::what_is_cancelled_neither_hides_nor_stores_a_write";
        goes_red(test, "reuse-connection", "was abandoned and is stored");
    }

    #[test]
    fn a_token_for_another_service_that_is_taken_is_found() {
        let test = "callers::tokens::no_forged_stale_or_misdirected_token_is_taken";
        goes_red(test, "audience-unchecked", "RFC 8725 3.9: for another service");
    }

    #[test]
    fn an_algorithm_that_is_taken_from_the_token_is_found() {
        let test = "callers::tokens::no_forged_stale_or_misdirected_token_is_taken";
        goes_red(
            test,
            "algorithm-from-token",
            "RFC 8725 3.1: PS256 with a key for RS256",
        );
    }

    #[test]
    fn a_commit_that_forgets_an_error_is_found() {
        let test = "foundations::units::a_swallowed_error_stores_nothing";
        // PostgreSQL acknowledges and stores nothing; SQLite stores what came before the error.
        let database = if has_postgres() { "Postgres" } else { "Sqlite" };
        let says = format!("{database}: COMMIT after a failed statement answered Ok(())");
        goes_red(test, "ignore-poison", &says);
    }

    #[test]
    fn a_column_that_is_not_hashed_is_found() {
        let test = "tamper::bytes::every_byte_of_every_column_is_found_and_its_row_named";
        goes_red(test, "leave-out-column", "changes not found or not named");
    }

    #[test]
    fn a_service_that_signs_whatever_there_is_is_found() {
        let test = "tamper::attacks::the_service_neither_starts_nor_signs_over_a_rewritten_log";
        goes_red(test, "sign-without-looking", "the service starts");
    }

    #[test]
    fn a_proof_that_proves_nothing_is_found() {
        let test = "tamper::vectors::random_proofs_hold_and_none_that_was_changed";
        goes_red(test, "forget-older-root", "wrong proofs were accepted");
    }

    #[test]
    fn an_answer_before_its_read_is_recorded_is_found() {
        let test = "audited_reads::faults::nothing_sealed_is_answered_that_is_not_recorded_first";
        goes_red(test, "answer-before-record", "sealed answers without a record");
    }

    #[test]
    fn a_request_that_is_logged_is_found() {
        let test = "canaries::no_canary_is_found_where_it_is_not_sealed";
        goes_red(test, "log-request", "canaries found in the log");
    }

    #[test]
    fn a_read_table_that_nobody_looks_at_is_found() {
        let test = "tamper::cells::every_edit_of_a_read_table_is_found_and_named";
        goes_red(test, "skip-a-table", "edits:");
    }

    #[test]
    fn keys_that_are_kept_after_an_erasure_are_found() {
        let test = "erasure::unreadable::what_is_erased_is_unreadable_everywhere";
        goes_red(test, "keep-erased-keys", "texts can still be opened");
    }

    #[test]
    fn a_restored_backup_that_is_not_held_against_the_ledger_is_found() {
        let test = "erasure::restored::a_restored_backup_does_not_bring_back_what_was_erased";
        let says = "a backup that is older than an erasure was served";
        goes_red(test, "skip-erasure-ledger", says);
    }

    /// With the first wall between authorities gone, the second one holds; with both gone, the test sees it.
    #[test]
    fn the_second_wall_holds_without_the_first_and_its_lack_is_found() {
        if !has_postgres() {
            return;
        }
        let test = "row_security::calls::no_call_passes_the_second_wall";
        let said = with_bug(&mut this_program(), test, "forget-authority");
        assert!(said.contains("test result: ok. 1 passed"), "{said}");
        goes_red(test, "forget-both-walls", "a refusal");
    }

    #[test]
    fn a_session_that_acts_for_all_is_found() {
        if has_postgres() {
            let test = "row_security::calls::a_statement_without_its_condition_answers_nobody_elses_rows";
            goes_red(test, "act-for-all", "rows of another authority");
        }
    }

    #[test]
    fn a_hold_that_nobody_looks_at_is_found() {
        let test = "erasure::figures::no_figure_moves_and_nothing_is_destroyed_under_a_hold";
        goes_red(test, "overlook-holds", "was destroyed under a hold");
    }

    const CALLERS: &str = "each_caller_gets_what_the_contract_says";
    const FIELDS: &str = "no_field_of_a_request_leads_to_another_authority";
    const PAGES: &str = "no_page_token_is_good_for_another_authority";

    #[test]
    fn a_role_that_nobody_looks_at_is_found() {
        let says = ("SaveCode", "SaveCode by analyst of Northwick");
        matrix_goes_red(CALLERS, "role-unchecked", says);
    }

    #[test]
    fn a_client_of_an_authority_that_is_taken_for_the_deployments_is_found() {
        let says = ("RewrapKeys", "RewrapKeys by admin of Southmere");
        matrix_goes_red(CALLERS, "deployment-unchecked", says);
    }

    #[test]
    fn a_disabled_client_that_is_taken_is_found() {
        let says = ("GetAuthority", "GetAuthority by a disabled officer");
        matrix_goes_red(CALLERS, "disabled-unchecked", says);
    }

    #[test]
    fn an_authority_that_nobody_looks_at_is_found() {
        let says = (
            "GetRepresentation,ListCodes",
            "GetRepresentation by officer of Southmere: another's",
        );
        matrix_goes_red(CALLERS, "forget-both-walls", says);
    }

    #[test]
    fn an_answer_that_tells_which_authorities_there_are_is_found() {
        let says = ("ListCodes", "ListCodes by officer of Southmere: another's");
        matrix_goes_red(CALLERS, "tell-which-exist", says);
    }

    #[test]
    fn a_row_of_a_stream_that_nobody_looks_at_is_found() {
        let says = ("ImportRepresentations", "with another's after its own");
        matrix_goes_red(FIELDS, "stream-unchecked", says);
    }

    #[test]
    fn a_second_name_that_nobody_looks_at_is_found() {
        let says = ("LinkCase,RecordAction", "LinkCase by officer of Northwick");
        matrix_goes_red(FIELDS, "second-name-unchecked", says);
    }

    #[test]
    fn a_page_token_that_is_good_for_everybody_is_found() {
        let says = (
            "ListCodes,ListRepresentations",
            "ListCodes by officer of Southmere",
        );
        matrix_goes_red(PAGES, "page-token-unbound", says);
    }

    #[test]
    fn a_part_of_the_records_that_nobody_keeps_to_is_found() {
        let methods = "GetRepresentation,ListRepresentations,AcknowledgeRepresentation,GetCase";
        for says in [
            "GetRepresentation by officer-outside of Northwick: outside its part",
            "AcknowledgeRepresentation by intake-outside of Northwick: outside its part",
            "ListRepresentations by officer-of-nothing of Northwick: more than its part",
        ] {
            matrix_goes_red(CALLERS, "narrowing-forgotten", (methods, says));
        }
    }

    #[test]
    fn a_method_that_knows_of_no_part_and_is_called_all_the_same_is_found() {
        let says = (
            "CloseRepresentation",
            "CloseRepresentation by officer-within of Northwick",
        );
        matrix_goes_red(CALLERS, "narrowed-method-unchecked", says);
    }
}
