//! The store: everything that talks to the database, on SQLite and PostgreSQL alike.

mod cipher;
pub mod claims;
pub mod database;
mod engine;
pub mod error;
pub mod event_log;
pub mod given;
pub mod hash_chain;
pub mod keys;
pub mod lines;
pub mod master_key;
mod migrations;
pub mod postgres;
pub mod projection;
pub mod reading;
pub mod rebuild;
pub mod receipts;
pub mod sealed;
pub mod sealed_rows;
pub mod sqlite;
pub mod statement;
pub mod statistics;
pub mod stored_event;
#[cfg(test)]
mod tests;
pub mod unit_of_work;
pub mod value;

pub use cipher::SealingError;
pub use database::{Database, Location};
pub use engine::Record;
pub use error::{Inconsistency, StoreError};
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
        rebuild::all(),
        statistics::all(),
    ]
    .concat()
}
