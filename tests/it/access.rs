//! Who may do what, and what nobody may see.

pub mod authorities;
mod narrowing;
mod roles;
pub mod secrets;
mod tokens;
