//! TLS to the database.
