//! The service as a whole: its store on both databases, its API across a real channel, and the shape of its sources.

mod databases;
mod foundations;
mod harness;
mod stories;
mod refusals;
mod planted;
mod tidy;
