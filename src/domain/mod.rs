//! The law as code: pure and synchronous, without input or output. Everything that it needs is handed in.

pub mod access;
pub mod bank_holidays;
pub mod calendar;
pub mod clock;
pub mod context;
pub mod entry;
pub mod financial_year;
pub mod history;
pub mod ids;
pub mod limits;
pub mod lists;
pub mod ombudsman;
pub mod outcome;
pub mod policy;
pub mod procedure;
pub mod recorded;
pub mod reference;
pub mod refusal;
pub mod representation;
pub mod statistics;
pub mod word;
