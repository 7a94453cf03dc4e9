//! Credentials (RFC 8725, RFC 9068, RFC 8705, OWASP ASVS V9): nothing forged, replayed or stale is taken, what is taken
//! proves the client that it was added to and no other, and what is taken away is gone with the next call.

mod certificates;
mod database;
mod issuer;
mod keys;
mod mutual;
mod replaced;
mod secured;
mod tokens;
mod world;
