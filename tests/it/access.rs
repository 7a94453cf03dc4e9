//! Who may do what, and what nobody may see.

mod authorities;
mod narrowing;
mod roles;
pub mod secrets;
mod tokens;
