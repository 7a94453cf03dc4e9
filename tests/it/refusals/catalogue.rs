//! The closed list of reasons: each is shown by a case, or it is said why no caller can meet it yet.

use std::collections::BTreeSet;

use prost_reflect::DescriptorPool;
use redress::api::wire::DESCRIPTORS;

/// Why a reason has its line.
enum Shown {
    /// By this case.
    By(&'static str),
    /// Not at all: why.
    Not(&'static str),
}

use Shown::{By, Not};

const REASONS: &[(&str, Shown)] = &[
    ("UNSPECIFIED", Not("never sent")),
    ("INVALID_FIELDS", By("fields_that_are_wrong")),
    (
        "PAGE_TOKEN_INVALID",
        By("a_page_token_and_a_question_that_make_no_sense"),
    ),
    (
        "QUERY_UNSOUND",
        By("a_page_token_and_a_question_that_make_no_sense"),
    ),
    (
        "CREDENTIAL_REFUSED",
        By("a_caller_that_nobody_knows_or_whose_role_may_not"),
    ),
    (
        "ROLE_NOT_PERMITTED",
        By("a_caller_that_nobody_knows_or_whose_role_may_not"),
    ),
    ("CLIENT_NARROWED", By("a_call_about_more_than_a_part")),
    ("NOT_FOUND", By("a_record_that_there_is_not")),
    ("REFERENCE_TAKEN", By("a_reference_that_another_record_has")),
    (
        "REQUEST_ID_REUSED",
        By("a_request_id_that_was_used_for_something_else"),
    ),
    ("ETAG_STALE", By("an_etag_that_is_no_longer_current")),
    (
        "STEP_NOT_IN_PROCEDURE",
        By("a_step_that_the_procedure_does_not_know"),
    ),
    ("STATE_REFUSES_STEP", By("a_step_that_the_state_does_not_take")),
    (
        "STAGE_NOT_CURRENT",
        By("a_stage_that_is_not_under_way_or_must_be_concluded_first"),
    ),
    (
        "DATE_BEFORE_ANCHOR",
        By("a_step_that_is_dated_before_what_it_follows"),
    ),
    ("ALREADY_DONE", By("an_acknowledgement_that_was_recorded_already")),
    (
        "CLOCK_NOT_RUNNING",
        By("an_extension_that_the_rules_do_not_allow"),
    ),
    (
        "CLOCK_NOT_EXTENDABLE",
        By("an_extension_that_the_rules_do_not_allow"),
    ),
    (
        "EXTENSION_OVER_CAP",
        By("an_extension_that_the_rules_do_not_allow"),
    ),
    (
        "EXTENSION_SHORTENS",
        By("an_extension_that_the_rules_do_not_allow"),
    ),
    (
        "EXTENSION_TOO_LATE",
        By("an_extension_that_the_rules_do_not_allow"),
    ),
    ("AGREEMENT_NEEDED", By("an_extension_that_the_rules_do_not_allow")),
    (
        "FINDINGS_MISSING",
        By("findings_that_are_missing_or_on_no_concern"),
    ),
    (
        "CONCERN_UNKNOWN",
        By("findings_that_are_missing_or_on_no_concern"),
    ),
    (
        "NO_FURTHER_STAGE",
        By("a_stage_that_there_is_not_or_that_was_asked_for_too_late"),
    ),
    (
        "ESCALATION_OUT_OF_TIME",
        By("a_stage_that_there_is_not_or_that_was_asked_for_too_late"),
    ),
    (
        "STAGE_UNDER_WAY",
        By("a_stage_that_is_not_under_way_or_must_be_concluded_first"),
    ),
    (
        "CASE_DECIDED",
        By("a_step_after_the_decision_or_a_remedy_without_one"),
    ),
    (
        "CASE_NOT_UPHELD",
        By("a_step_after_the_decision_or_a_remedy_without_one"),
    ),
    (
        "ENQUIRY_UNKNOWN",
        By("an_enquiry_a_remedy_or_a_representation_that_there_is_not"),
    ),
    (
        "REMEDY_UNKNOWN",
        By("an_enquiry_a_remedy_or_a_representation_that_there_is_not"),
    ),
    (
        "LINK_TARGET_UNKNOWN",
        By("an_enquiry_a_remedy_or_a_representation_that_there_is_not"),
    ),
    (
        "REFERENCE_DATA_CHANGED",
        Not(
            "no code can leave its list yet: lists only grow, so what the request was read against still holds",
        ),
    ),
    ("POLICY_CONTRADICTION", By("a_policy_that_contradicts_itself")),
    ("NAME_TAKEN", By("a_name_that_another_code_of_the_list_has")),
    ("LIMIT_REACHED", By("more_enquiries_than_a_case_may_have")),
    ("QUEUE_FULL", By("more_writes_than_may_wait")),
    (
        "MESSAGE_TOO_LARGE",
        By("a_request_may_be_as_large_as_its_limit_and_no_larger"),
    ),
    ("UNAVAILABLE", By("a_database_that_is_gone")),
    ("INTERNAL", By("a_log_that_cannot_be_read")),
    (
        "DEADLINE_EXCEEDED",
        Not(
            "tonic answers CANCELLED when a deadline passes; a deadline layer of our own comes with the accept path",
        ),
    ),
    ("POSITION_AHEAD", By("a_position_that_the_log_has_not_reached")),
    ("TOO_MANY_WATCHES", By("more_watches_than_a_client_may_have")),
    (
        "ACTION_SOURCE_UNKNOWN",
        By("an_action_from_what_is_not_there_or_is_something_else"),
    ),
    (
        "ACTION_SOURCE_DIFFERS",
        By("an_action_from_what_is_not_there_or_is_something_else"),
    ),
    (
        "ACTION_STAGE_UNKNOWN",
        By("an_action_from_what_is_not_there_or_is_something_else"),
    ),
    (
        "ACTION_STATUS_REFUSES_STEP",
        By("a_step_that_the_status_of_an_action_does_not_take"),
    ),
    ("ACTION_UNCHANGED", By("an_update_that_changes_nothing")),
    (
        "TRAINING_CANCELLED",
        By("a_session_that_was_cancelled_or_names_no_action"),
    ),
    (
        "TRAINING_ACTION_UNKNOWN",
        By("a_session_that_was_cancelled_or_names_no_action"),
    ),
    (
        "PAYMENT_NOT_AGREED",
        By("a_remedy_that_is_not_done_or_for_which_nothing_is_paid"),
    ),
    (
        "REMEDY_NOT_COMPLETED",
        By("a_remedy_that_is_not_done_or_for_which_nothing_is_paid"),
    ),
    (
        "NO_REMEDY_AGREED",
        By("a_remedy_that_is_not_done_or_for_which_nothing_is_paid"),
    ),
    (
        "INSPECTION_TOO_SHORT",
        By("a_step_of_a_public_report_that_is_out_of_order"),
    ),
    (
        "EARLIER_STEP_MISSING",
        By("a_step_of_a_public_report_that_is_out_of_order"),
    ),
    (
        "NO_PUBLIC_REPORT",
        By("a_step_of_a_public_report_that_is_out_of_order"),
    ),
    ("DUTY_UNKNOWN", By("a_duty_that_there_is_not")),
    ("DUTY_NOT_TRIGGERED", By("a_duty_that_there_is_not")),
    ("CASE_NOT_DECIDED", By("a_draft_or_a_decision_that_there_is_not")),
    ("DRAFT_UNKNOWN", By("a_draft_or_a_decision_that_there_is_not")),
    (
        "CLOCK_NOT_PAUSABLE",
        By("a_clock_that_no_pause_holds_and_a_part_that_there_is_not"),
    ),
    (
        "PART_UNKNOWN",
        By("a_clock_that_no_pause_holds_and_a_part_that_there_is_not"),
    ),
    (
        "COMPLAINT_OUT_OF_TIME",
        By("a_complaint_that_must_be_decided_on_first"),
    ),
    (
        "INTEREST_UNDECIDED",
        By("a_complaint_that_must_be_decided_on_first"),
    ),
    (
        "ESCALATION_NOT_REFUSABLE",
        By("a_way_out_or_back_that_there_is_not"),
    ),
    (
        "RESUBMISSION_OUT_OF_TIME",
        By("a_resubmission_that_comes_too_late"),
    ),
    ("CONVERSION_REFUSED", By("a_way_out_or_back_that_there_is_not")),
    ("NOT_INDEPENDENT", By("somebody_who_is_not_independent")),
    ("ADVOCATE_CONFLICT", By("somebody_who_is_not_independent")),
    (
        "REFERRAL_TESTS_FAILED",
        By("an_early_referral_whose_tests_are_not_met"),
    ),
    (
        "STEP_NEEDS",
        By("a_step_without_the_one_before_it_and_a_tie_that_makes_no_sense"),
    ),
    (
        "TIE_REFUSED",
        By("a_step_without_the_one_before_it_and_a_tie_that_makes_no_sense"),
    ),
    ("HOLIDAY_UNKNOWN", By("a_holiday_that_there_is_not")),
    (
        "EDITION_PUBLISHED",
        By("a_step_of_an_edition_that_is_out_of_its_order"),
    ),
    (
        "EDITION_NOT_PUBLISHED",
        By("a_step_of_an_edition_that_is_out_of_its_order"),
    ),
    (
        "EDITION_STEP_OUT_OF_ORDER",
        By("a_step_of_an_edition_that_is_out_of_its_order"),
    ),
    (
        "EDITION_NOT_APPROVED",
        By("a_step_of_an_edition_that_is_out_of_its_order"),
    ),
    (
        "EDITION_POSITION_NOT_LATER",
        By("a_restatement_of_what_is_not_later_or_the_same"),
    ),
    (
        "EDITION_UNCHANGED",
        By("a_restatement_of_what_is_not_later_or_the_same"),
    ),
    (
        "RELEASE_STATE_REFUSES_STEP",
        By("a_step_of_a_release_that_is_out_of_its_order"),
    ),
    ("RELEASE_VERSION_PUBLISHED", By("a_version_that_was_published")),
    (
        "RELEASE_OVERTAKEN",
        Not("only where something leaves the authority in the middle of five attacks, one after the other"),
    ),
    (
        "RELEASE_GIVES_AWAY",
        By("a_release_that_would_give_somebody_away"),
    ),
    (
        "RELEASE_RECIPIENT_UNKNOWN",
        By("a_recipient_that_is_no_regional_body"),
    ),
    (
        "RELEASE_BYTES_DIFFER",
        By("other_bytes_of_a_version_that_was_received"),
    ),
    (
        "DEFINITIONS_DIFFER",
        By("figures_of_different_versions_of_a_measure_are_not_compared"),
    ),
    ("CREDENTIAL_TAKEN", By("a_credential_that_another_client_has")),
    (
        "READ_NOT_RECORDED",
        By("nothing_sealed_is_answered_that_is_not_recorded_first"),
    ),
    (
        "KEY_VERSION_STALE",
        By("a_key_that_was_rotated_is_not_rotated_twice"),
    ),
    ("RECORD_ERASED", By("a_step_of_an_erased_record")),
    ("RECORD_HELD", By("a_record_under_a_hold")),
    ("RECORD_NOT_ENDED", By("a_record_that_is_not_due")),
    ("RETENTION_NOT_DUE", By("a_record_that_is_not_due")),
    ("RECORD_KEPT_FOR_EVER", By("a_record_that_is_kept_for_ever")),
    ("SECOND_PERSON_NEEDED", By("a_destruction_by_one_person")),
    ("DESTRUCTION_NOT_PROPOSED", By("a_destruction_by_one_person")),
    ("DESTRUCTION_PROPOSED", By("a_destruction_by_one_person")),
    ("HOLD_UNKNOWN", By("a_record_under_a_hold")),
    (
        "ERASED_BEFORE",
        By("a_restored_backup_does_not_bring_back_what_was_erased"),
    ),
    (
        "ERASURE_LEDGER_MISSING",
        By("a_destruction_without_a_ledger_of_erasures"),
    ),
];

const SOURCES: &[&str] = &[
    include_str!("../bad_input/limits.rs"),
    include_str!("cases.rs"),
    include_str!("common.rs"),
    include_str!("reference.rs"),
    include_str!("learning.rs"),
    include_str!("representations.rs"),
    include_str!("unavailable.rs"),
    include_str!("../changes/refused.rs"),
    include_str!("case_lives.rs"),
    include_str!("casework.rs"),
    include_str!("editions.rs"),
    include_str!("releases.rs"),
    include_str!("../stories/benchmarks/released.rs"),
    include_str!("../audited_reads/faults.rs"),
    include_str!("../sealing_keys/rotating.rs"),
    include_str!("records.rs"),
    include_str!("../access/narrowing.rs"),
    include_str!("../erasure/restored.rs"),
];

#[test]
fn every_reason_is_shown_or_it_is_said_why_not() {
    let pool = DescriptorPool::decode(DESCRIPTORS).expect("descriptors");
    let reasons = pool.get_enum_by_name("redress.v1.ErrorReason").expect("the enum");
    let declared: BTreeSet<String> = reasons
        .values()
        .map(|value| value.name().trim_start_matches("ERROR_REASON_").to_owned())
        .collect();
    let listed: BTreeSet<String> = REASONS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, declared);
    for (name, shown) in REASONS {
        match shown {
            By(case) => {
                let header = format!("async fn {case}()");
                let exists = SOURCES.iter().any(|source| source.contains(&header));
                assert!(exists, "{name}: there is no case {case}");
            }
            Not(why) => assert!(
                !why.is_empty(),
                "{name} needs a case, or the reason why it has none"
            ),
        }
    }
}
