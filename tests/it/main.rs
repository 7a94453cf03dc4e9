//! The service as a whole: its store on both databases, its API across a real channel, and the shape of its sources.

#![expect(
    clippy::cloned_ref_to_slice_refs,
    clippy::match_same_arms,
    reason = "in tests, plain words before brevity"
)]
#![expect(
    clippy::assigning_clones,
    reason = "a request is built field by field, and reads best as it is sent"
)]
#![expect(
    clippy::large_futures,
    reason = "each case is polled on the stack of its own test"
)]

mod databases;
mod foundations;
mod harness;
mod stories;
mod refusals;
mod bad_input;
mod idempotency;
mod access;
mod matrix;
mod row_security;
mod callers;
mod pages;
mod projections;
mod server;
mod model;
mod planted;
mod tidy;
mod security_docs;
mod changes;
mod import;
mod as_at;
mod reports;
mod figures;
mod tamper;
mod backups;
mod audited_reads;
mod sealing_keys;
mod looking_up;
mod canaries;
mod erasure;
