//! What needs no database: hashes, values, texts of statements, keys and seals.

mod hashing;
mod sealing;
mod writing;
