//! Every limit, named once. The proto comment of each field that one binds quotes it.

/// Longest id of an authority or a client, in characters.
pub const SLUG_CHARACTERS_MAX: usize = 40;
/// Longest id of a code, in characters.
pub const CODE_CHARACTERS_MAX: usize = 60;
/// Longest request id, in characters.
pub const REQUEST_ID_CHARACTERS_MAX: usize = 64;
/// Longest external reference, in characters.
pub const EXTERNAL_REFERENCE_CHARACTERS_MAX: usize = 100;
/// Longest display name of anything, in characters.
pub const DISPLAY_NAME_CHARACTERS_MAX: usize = 200;
/// Longest name of a region, in characters.
pub const REGION_CHARACTERS_MAX: usize = 100;
/// Longest statement of where a policy comes from, in characters.
pub const SOURCE_CHARACTERS_MAX: usize = 500;
/// Longest narrative, and longest text of a decision, in characters.
pub const NARRATIVE_CHARACTERS_MAX: usize = 20_000;
/// Longest text of a concern, a remedy or a desired outcome, in characters.
pub const TEXT_CHARACTERS_MAX: usize = 5_000;
/// Longest reason for overriding a finding, in characters.
pub const REASON_CHARACTERS_MAX: usize = 1_000;
/// Longest postal address, in characters.
pub const ADDRESS_CHARACTERS_MAX: usize = 500;
/// Longest e-mail address, in characters (RFC 5321).
pub const EMAIL_CHARACTERS_MAX: usize = 254;
/// Longest telephone number, in characters.
pub const TELEPHONE_CHARACTERS_MAX: usize = 40;

/// Most concerns in one representation.
pub const CONCERNS_MAX: usize = 50;
/// Most themes of one compliment.
pub const THEMES_MAX: usize = 20;
/// Most extensions of the clocks of one representation.
pub const EXTENSIONS_MAX: usize = 50;
/// Most pauses of the clocks of one representation.
pub const PAUSES_MAX: usize = 50;
/// Most due dates that were told, in one representation.
pub const TOLD_DEADLINES_MAX: usize = 200;
/// Most reasons for delay in one representation.
pub const DELAYS_MAX: usize = 100;
/// Most deferrals of one representation.
pub const DEFERRALS_MAX: usize = 20;
/// Most reviews of one deferral.
pub const DEFERRAL_REVIEWS_MAX: usize = 100;
/// Most conversions of one representation.
pub const CONVERSIONS_MAX: usize = 10;
/// Most appointments in one representation.
pub const APPOINTMENTS_MAX: usize = 100;
/// Most links of one representation to others.
pub const TIES_MAX: usize = 100;
/// Most times that a comment or compliment is passed on.
pub const FORWARDINGS_MAX: usize = 50;
/// Most teams that it is passed on to at once.
pub const FORWARDING_TEAMS_MAX: usize = 20;
/// Most costs and payments of one representation.
pub const COSTS_MAX: usize = 200;
/// Most corrections of one representation.
pub const CORRECTIONS_MAX: usize = 200;
/// Most things that one correction puts right.
pub const AMENDMENTS_MAX: usize = 50;
/// Most communication needs of one person.
pub const COMMUNICATION_NEEDS_MAX: usize = 20;
/// How many days apart two alike complaints are received to be likely the same.
pub const DUPLICATE_DAYS: u64 = 30;
/// Most likely duplicates that one answer names.
pub const DUPLICATES_MAX: i64 = 10;
/// Most steps in the history of an imported representation.
pub const IMPORT_STEPS_MAX: usize = 100;
/// Largest cost or payment, in pence.
pub const PENCE_MAX: i64 = 100_000_000_000;
/// Most events of one record; every read replays them.
pub const RECORD_EVENTS_MAX: i64 = 5_000;
/// Most enquiries in one case of the Ombudsman.
pub const ENQUIRIES_MAX: usize = 50;
/// Most remedies in one case of the Ombudsman.
pub const REMEDIES_MAX: usize = 100;
/// Most types of one learning action.
pub const ACTION_TYPES_MAX: usize = 20;
/// Most changes of the due date of one learning action.
pub const DUE_CHANGES_MAX: usize = 50;
/// Most checks of the impact of one learning action.
pub const IMPACT_CHECKS_MAX: usize = 50;
/// Most times that the learning of one action is shared.
pub const SHARINGS_MAX: usize = 50;
/// Most teams that one training session is for.
pub const TRAINING_TEAMS_MAX: usize = 50;
/// Most learning actions that one training session carries out.
pub const TRAINING_ACTIONS_MAX: usize = 50;
/// Most that may come to one training session.
pub const ATTENDEES_MAX: u16 = 10_000;
/// Longest training session, in minutes.
pub const TRAINING_MINUTES_MAX: u16 = 10_000;
/// Most corrections of what is recorded of one training session.
pub const TRAINING_CORRECTIONS_MAX: usize = 50;
/// Most draft decisions in one case of the Ombudsman.
pub const DRAFTS_MAX: usize = 20;
/// Most entries in the log of the monitoring officer's duties of one case.
pub const DUTIES_MAX: usize = 20;
/// Most kinds of one remedy beside the first.
pub const FURTHER_KINDS_MAX: usize = 10;
/// Most rows of an annual list in one call.
pub const LISTED_ROWS_MAX: usize = 2_000;
/// Most aliases of one code.
pub const ALIASES_MAX: usize = 20;
/// Most codes in one list.
pub const CODES_MAX: usize = 2_000;
/// Most clocks in one policy.
pub const CLOCK_RULES_MAX: usize = 60;
/// Most policies of one authority.
pub const POLICIES_MAX: usize = 1_000;
/// Most holidays that an authority may add.
pub const HOLIDAYS_MAX: usize = 1_000;
/// Most absences that are kept of one officer.
pub const ABSENCES_MAX: usize = 50;
/// Most appointments that one officer can be said to hold at a time.
pub const CAPACITY_MAX: u8 = 100;
/// Most running appointments that are told of one officer.
pub const APPOINTMENTS_LISTED_MAX: usize = 100;
/// Most clients of one authority.
pub const CLIENTS_MAX: usize = 500;
/// Most tokens of one client.
pub const TOKENS_MAX: usize = 100;
/// Most credentials of one client beside its tokens, removed ones included.
pub const CREDENTIALS_MAX: usize = 100;
/// Longest name of a certificate, issuer or subject of a credential, in characters.
pub const CREDENTIAL_CHARACTERS_MAX: usize = 255;
/// Longest clock, in its unit.
pub const CLOCK_LENGTH_MAX: u16 = 1_000;

/// Most moved clocks that an answer lists; it says how many there are in all.
pub const MOVED_CLOCKS_LISTED_MAX: usize = 1_000;
/// Most clocks that a preview lists; it says how many there are in all.
pub const PREVIEWED_CLOCKS_LISTED_MAX: usize = 1_000;
/// Records that a preview of a whole authority reads at once.
pub const PREVIEW_RECORDS_AT_ONCE: usize = 500;
/// Most representations that the summary of a provider lists.
pub const PROVIDER_REPRESENTATIONS_LISTED_MAX: usize = 50;
/// Months that the summary of a provider looks back.
pub const PROVIDER_SUMMARY_MONTHS: u32 = 6;

/// Page size when none is asked for.
pub const PAGE_SIZE_DEFAULT: usize = 50;
/// Largest page.
pub const PAGE_SIZE_MAX: usize = 200;
/// Most records that one page for a narrowed client looks through.
pub const NARROWED_SCANNED_MAX: usize = 1_000;
/// Most teams, and most services, that a client is narrowed to.
pub const NARROWING_CODES_MAX: usize = 50;
/// Most values in one field of a list filter.
pub const FILTER_VALUES_MAX: usize = 100;

/// Most wrong fields that one answer names: more would not fit into the headers that clients take.
pub const VIOLATIONS_MAX: usize = 40;

/// Most measures in one query.
pub const MEASURES_MAX: usize = 20;
/// Most dimensions in one query.
pub const DIMENSIONS_MAX: usize = 4;
/// Most filters in one query.
pub const FILTERS_MAX: usize = 10;
/// Longest period of a query, in years.
pub const PERIOD_YEARS_MAX: u32 = 20;
/// Most periods of one series.
pub const SERIES_PERIODS_MAX: usize = 120;
/// Most years before its own period that a series may ask for.
pub const SERIES_YEARS_MAX: u8 = 20;
/// Most figures given to one authority's register.
pub const GIVEN_FIGURES_MAX: usize = 100_000;
/// Largest figure that may be given.
pub const GIVEN_VALUE_MAX: i64 = 1_000_000_000_000;
/// Most groups that one query may count; a finer question is refused.
pub const GROUPS_MAX: usize = 50_000;

/// Most submissions that wait in one lane; the next one is told to come again.
pub const LANE_QUEUE_MAX: usize = 1_024;
/// Most submissions that share one commit. Only an import fills it: a commit writes a page once for all that changes in it.
pub const LANE_BATCH_MAX: usize = 768;
/// Most folded states that a lane keeps in memory.
pub const LANE_STATES_MAX: usize = 20_000;
/// Most events of other servers that a lane catches up with one by one; beyond that it forgets what it knows.
pub const CATCH_UP_EVENTS_MAX: i64 = 10_000;
/// How long a caller that met a full queue should wait, in milliseconds.
pub const QUEUE_FULL_RETRY_MS: u64 = 200;

/// Largest request message, in bytes.
pub const REQUEST_BYTES_MAX: usize = 1 << 20;
/// Largest answer, in bytes.
pub const RESPONSE_BYTES_MAX: usize = 16 << 20;
/// Most streams open at once on one connection (hyper's own default, which tonic removes).
pub const CONCURRENT_STREAMS_MAX: u32 = 200;
/// Most streams that a peer may make this server reset before the connection is closed (CVE-2025-8671).
pub const LOCAL_RESETS_MAX: usize = 1_024;
/// Most streams that a peer may reset before they are accepted (CVE-2023-44487).
pub const PENDING_RESETS_MAX: usize = 20;
/// Largest header list, in bytes.
pub const HEADER_LIST_BYTES_MAX: u32 = 16 << 10;
/// Longest that a TLS handshake may take, in seconds.
pub const TLS_HANDSHAKE_SECONDS_MAX: u64 = 10;
/// Longest that a call may take, in seconds.
pub const CALL_SECONDS_MAX: u64 = 60;
/// Age at which a connection is asked to go away, in seconds.
pub const CONNECTION_AGE_SECONDS_MAX: u64 = 1_800;
/// Time that calls under way have to end after SIGTERM, in seconds; below the usual 30 of an orchestrator.
pub const DRAIN_SECONDS_MAX: u64 = 25;
/// How long a token that was found good is not looked up again, in seconds.
pub const TOKEN_CACHE_SECONDS: u64 = 5;

/// Longest access token of an issuer, in bytes; Entra's with many groups stay below.
pub const ACCESS_TOKEN_BYTES_MAX: usize = 12 << 10;
/// How far clocks may differ where an access token's times are judged, in seconds.
pub const ACCESS_TOKEN_LEEWAY_SECONDS: i64 = 30;
/// Longest life of an access token, in seconds: a day.
pub const ACCESS_TOKEN_SECONDS_MAX: i64 = 86_400;
/// Most issuers of access tokens.
pub const ISSUERS_MAX: usize = 100;
/// Most signing keys of one issuer.
pub const ISSUER_KEYS_MAX: usize = 100;
/// Largest document of an issuer, in bytes.
pub const ISSUER_DOCUMENT_BYTES_MAX: usize = 256 << 10;
/// Longest that an issuer may take to give a document, in seconds.
pub const ISSUER_ANSWER_SECONDS_MAX: u64 = 5;
/// How often an issuer's keys are fetched, in seconds: a withdrawn key is refused after that.
pub const ISSUER_KEYS_SECONDS: u64 = 60;
/// How often they are fetched because a token names one that is not known, in seconds.
pub const ISSUER_UNKNOWN_KEY_SECONDS: u64 = 60;
/// How long keys are good that an issuer has not confirmed because it does not answer, in seconds: a day.
pub const ISSUER_KEYS_KEPT_SECONDS: u64 = 86_400;
/// Names of a client certificate that are looked at; one with more is not taken.
pub const CERTIFICATE_NAMES_MAX: usize = 10;
/// How often the files of TLS are looked at, in seconds.
pub const TLS_FILES_SECONDS: u64 = 5;
/// How long a client certificate that was checked is not checked again on its connection, in seconds.
pub const CERTIFICATE_CHECK_SECONDS: u64 = 30;
/// Most TLS handshakes under way; further connections wait to be accepted.
pub const TLS_HANDSHAKES_MAX: usize = 1_024;

/// Longest kind of change in a filter, in characters.
pub const CHANGE_KIND_CHARACTERS_MAX: usize = 60;
/// Most events that one reading of the log takes into memory.
pub const CHANGES_READ_MAX: usize = 200;
/// Most changes that one reading of the log brings with their records.
pub const CHANGES_WITH_RECORDS_MAX: usize = 50;
/// Most events that one list of changes looks through.
pub const CHANGES_SCANNED_MAX: usize = 2_000;
/// Longest that a watch lasts, in seconds. It is not bound by [`CALL_SECONDS_MAX`], and its connection may outlive
/// [`CONNECTION_AGE_SECONDS_MAX`] by this much.
pub const WATCH_SECONDS_MAX: u64 = 1_800;
/// Time between two heartbeats of a watch, in seconds; its credential is looked at as often at least.
pub const WATCH_HEARTBEAT_SECONDS: u64 = 15;
/// How often a watch looks for what other servers wrote, in milliseconds.
pub const WATCH_POLL_MS: u64 = 1_000;
/// Most messages of a watch that wait for a slow reader.
pub const WATCH_BUFFER_MAX: usize = 16;
/// Most watches that one client has open on one server.
pub const WATCHES_PER_CLIENT_MAX: usize = 10;
/// Most watches that one server has open.
pub const WATCHES_MAX: usize = 200;
/// When a client that has too many watches should come again, in seconds.
pub const WATCHES_RETRY_SECONDS: u64 = 5;
/// How often an idle connection is asked whether its peer is still there, in seconds.
pub const KEEPALIVE_SECONDS: u64 = 30;
/// How long the peer has to answer that, in seconds.
pub const KEEPALIVE_ANSWER_SECONDS_MAX: u64 = 20;

/// Most rows of one import that are read and not answered yet: twice what shares a commit, so that the next batch is
/// full when one is written.
pub const IMPORT_WINDOW_MAX: usize = 1_536;
/// Most bytes of those rows.
pub const IMPORT_WINDOW_BYTES_MAX: usize = 16 << 20;
/// Longest that an import lasts, in seconds. It is not bound by [`CALL_SECONDS_MAX`]; the client goes on with a new
/// call.
pub const IMPORT_SECONDS_MAX: u64 = 3_600;
/// Longest that an import waits for its client, to send a row or to take an answer, in seconds.
pub const IMPORT_IDLE_SECONDS_MAX: u64 = 60;
/// How often the credential of an import is looked at, in seconds.
pub const IMPORT_CREDENTIAL_SECONDS: u64 = 15;
/// Most imports that one server has open.
pub const IMPORTS_MAX: usize = 2;
/// How much earlier a lane's queue is full for imports, so that other writes find room.
pub const IMPORT_QUEUE_ROOM: usize = 256;

/// Most documents in one check of publications.
pub const PUBLICATIONS_MAX: usize = 20;
/// Most tables in one published document.
pub const PUBLISHED_TABLES_MAX: usize = 200;
/// Most statements in one published document.
pub const PUBLISHED_STATEMENTS_MAX: usize = 500;
/// Most columns in one published table.
pub const PUBLISHED_COLUMNS_MAX: usize = 40;
/// Most rows in one published table.
pub const PUBLISHED_ROWS_MAX: usize = 500;
/// Most columns and cells that one check holds against the register.
pub const PUBLISHED_COMPARED_MAX: usize = 100;
/// Most findings of one check.
pub const PUBLICATION_FINDINGS_MAX: usize = 1_000;
/// Longest text in a publication, a cell included, in characters.
pub const PUBLISHED_TEXT_CHARACTERS_MAX: usize = 500;
/// How long ago a moment must be for figures as at it, in seconds. What is written at this moment is recorded before it
/// can be read, so a later answer about a moment just past could differ from an earlier one.
pub const AS_AT_SECONDS_MIN: i64 = 60;
/// Units behind a count that one statement reads; more than one record has on one day.
pub const UNITS_READ_MAX: usize = 2_000;
/// Most units of a question that is compared at two positions, at each of them.
pub const UNITS_COMPARED_MAX: usize = 100_000;
/// Most events that the comparison names for one unit.
pub const EVENTS_TOLD_MAX: usize = 100;
/// Most steps in the route of approval of an edition.
pub const APPROVAL_STEPS_MAX: usize = 10;
/// Most answers of governance bodies to one edition.
pub const GOVERNANCE_RESPONSES_MAX: usize = 20;
/// Most restatements of one edition.
pub const RESTATEMENTS_MAX: usize = 20;
/// Most versions of lists, beside the latest of each authority, that are kept in memory for figures of the past.
pub const PAST_LISTS_KEPT_MAX: usize = 64;
/// Most places for text in one report.
pub const REPORT_TEXTS_MAX: usize = 40;
/// Most steps on the way of approval of one report.
pub const APPROVALS_MAX: usize = 20;
/// Largest part of a report's file in one message, in bytes.
pub const REPORT_PART_BYTES_MAX: usize = 256 << 10;
/// Most clocks that the weekly page lists; it says how many there are in all.
pub const WEEKLY_CLOCKS_LISTED_MAX: usize = 2_000;

/// Longest text of a release, in bytes.
pub const RELEASE_TEXT_BYTES_MAX: usize = 512 << 10;
/// Regional bodies that one release is published to.
pub const RECIPIENTS_MAX: usize = 20;
/// Figures that are named where a release would give them away: more would not fit into the headers of an answer.
pub const GIVEN_AWAY_TOLD_MAX: usize = 20;
/// Releases that are read, logged and told at once while they are pulled.
pub const PULL_PAGE: usize = 50;
/// Releases that are handed over in one call.
pub const RELEASES_AT_ONCE_MAX: usize = 50;
/// Most peer groups of one authority.
pub const PEER_GROUPS_MAX: usize = 200;
/// Most members of one peer group: there are 333 councils in England.
pub const PEER_GROUP_MEMBERS_MAX: usize = 400;
/// Most rows of one published table that is brought in.
pub const IMPORTED_FIGURE_ROWS_MAX: usize = 1_000;
/// Most columns of one published table that is brought in.
pub const IMPORTED_FIGURE_COLUMNS_MAX: usize = 60;
/// Most contradictions that one import of figures tells; it says how many there are in all.
pub const IMPORT_CONTRADICTIONS_MAX: usize = 1_000;
/// Most measures of one comparison.
pub const COMPARED_MEASURES_MAX: usize = 40;
/// Most published rates that one comparison is held against.
pub const REFERENCE_RATES_MAX: usize = 50;
/// The smallest n that a body can be ranked with, and the n where none is asked for.
pub const RANKED_N_MIN: i64 = 5;
/// The largest n that can be asked for.
pub const RANKED_N_MAX: i64 = 10_000;
/// Fewer bodies than this that are not named are left out of a comparison: two would know each other.
pub const UNNAMED_BODIES_MIN: usize = 3;
/// Reports and releases whose tables, as they left, are kept in memory for the next attack.
pub const LEFT_KEPT_MAX: usize = 500;

/// Longest name of a checkpoint key, in bytes.
pub const KEY_NAME_BYTES_MAX: usize = 200;
/// Longest signed note that is read, in bytes: witnesses add a signature each.
pub const NOTE_BYTES_MAX: u64 = 64 << 10;
/// Most signatures of one note that are looked at.
pub const NOTE_SIGNATURES_MAX: usize = 64;
/// Longest time between two checkpoints of a log that grows, in seconds.
pub const CHECKPOINT_SECONDS_MAX: u64 = 300;

/// Most reads of what is sealed that wait to be recorded; the next one is told to come again.
pub const READ_QUEUE_MAX: usize = 4_096;
/// Most reads that share one commit.
pub const READ_BATCH_MAX: usize = 256;

/// How long the key of an authority is used before its holder is asked for it again, in seconds.
pub const KEY_FRESH_SECONDS: u64 = 60;
/// How long it is used where its holder does not answer, in seconds; then nothing is sealed or opened.
pub const KEY_AWAY_SECONDS_MAX: u64 = 900;
/// How long before a holder that did not answer is asked again, in seconds.
pub const KEY_ASK_AGAIN_SECONDS: u64 = 5;
/// How long a key of an authority stays after another took its place, in seconds: far longer than any server uses it.
pub const KEY_SUPERSEDED_SECONDS: i64 = 3_600;
/// Most data keys that are wrapped anew in one transaction.
pub const KEYS_ANEW_MAX: i64 = 200;
/// The highest position at which a data key is made: a key of an authority then wraps fewer than 2^32 of them, at which 96
/// random bits of a nonce might meet again.
pub const KEY_POSITION_MAX: i64 = 1 << 30;
/// Longest answer of an agent that holds keys, in bytes.
pub const AGENT_ANSWER_BYTES_MAX: u64 = 16 << 10;
/// How long an agent that holds keys has to answer, in milliseconds.
pub const AGENT_ANSWER_MS_MAX: u64 = 2_000;
/// Most holds of one record, those that were released among them.
pub const HOLDS_MAX: usize = 50;
/// Longest time that a retention rule gives, and latest birthday, in years.
pub const RETENTION_YEARS_MAX: u8 = 120;
/// Most records that one page of a review looks at; those that are not due yet are passed over.
pub const REVIEW_EXAMINED_MAX: i64 = 1_000;
/// How often it is tried to protect tables of a report for the public beside what left before; others are left out.
pub const REPORT_PROTECTIONS_MAX: usize = 16;
/// How much work that may take in all, in unknowns times links of the programs that are solved: some 20 seconds.
pub const REPORT_WORK_MAX: u64 = 800_000_000;
/// Most records in one bundle for a person who asks what is kept of them.
pub const SUBJECT_RECORDS_MAX: usize = 50;
