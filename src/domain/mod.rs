//! The law as code: pure and synchronous, without input or output. Everything that it needs is handed in.

pub mod ids;
pub mod word;
pub mod limits;
pub mod bank_holidays;
pub mod calendar;
pub mod financial_year;
pub mod lists;
pub mod policy;
pub mod procedure;
pub mod clock;
pub mod weekly_list;
pub mod outcome;
pub mod recorded;
pub mod reference;
pub mod access;
pub mod refusal;
pub mod context;
pub mod representation;
pub mod ombudsman;
pub mod learning;
pub mod history;
pub mod moved_clocks;
pub mod preview;
pub mod entry;
pub mod explanation;
pub mod statistics;
pub mod publication;
pub mod edition;
pub mod release;
pub mod received;
pub mod disclosed;
pub mod disclosure;
pub mod benchmark;
pub mod merkle;
pub mod checkpoint;
pub mod sealed_read;
pub mod retention;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
