//! The store: everything that talks to the database, on SQLite and PostgreSQL alike.

pub mod error;
pub mod value;
pub mod statement;
pub mod given;
mod engine;
pub mod acting;
mod migrations;
pub mod sqlite;
pub mod postgres;
pub mod database;
pub mod unit_of_work;
pub mod reading;
pub mod hash_chain;
pub mod event_log;
pub mod stored_event;
pub mod receipts;
mod cipher;
pub mod master_key;
pub mod keys;
pub mod sealed;
pub mod sealed_rows;
pub mod projection;
pub mod claims;
pub mod lines;
pub mod credentials;
pub mod learning;
pub mod case_lines;
pub mod clocks;
pub mod providers;
pub mod officers;
pub mod statistics;
pub mod editions;
pub mod releases;
pub mod rebuild;
pub mod reports;
pub mod checkpoints;
pub mod read_rows;
pub mod read_log;
pub mod key_provider;
pub mod key_agent;
pub mod key_ring;
pub mod authority_keys;
pub mod look_ups;
pub mod kept;
pub mod erasure_ledger;
#[cfg(test)]
mod tests;

pub use acting::Acting;
pub use cipher::SealingError;
pub use database::{Database, Location};
pub use engine::Record;
pub use error::{Inconsistency, StoreError};
pub use key_ring::KeyTimes;
pub use reading::Reading;
pub use statement::{Dialect, Statement};
pub use unit_of_work::{UnitOfWork, Writer};

/// Every statement of the store, so that a test can prepare each on both databases.
pub fn all_statements() -> Vec<&'static Statement> {
    [
        event_log::all(),
        receipts::all(),
        keys::all(),
        sealed_rows::all(),
        projection::all(),
        claims::all(),
        lines::all(),
        credentials::all(),
        learning::all(),
        case_lines::all(),
        clocks::all(),
        providers::all(),
        officers::all(),
        rebuild::all(),
        statistics::all(),
        editions::all(),
        kept::all(),
        releases::all(),
        reports::all(),
        read_rows::all(),
        read_log::all(),
        authority_keys::all(),
        look_ups::all(),
    ]
    .concat()
}
