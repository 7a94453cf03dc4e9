//! Who may do what, and what nobody may see.

mod authorities;
mod roles;
mod secrets;
mod tokens;
