//! The service as a whole: its store on both databases, and its API across a real channel.

mod databases;
mod foundations;
mod harness;
mod stories;
mod refusals;
