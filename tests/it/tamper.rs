//! No change in silence: every byte of a log, every way of rewriting one, every proof; and that the service does not
//! start over a log that is not the one it signed.

mod attacks;
mod bytes;
mod cells;
mod log;
mod proofs;
mod serving;
mod vectors;
