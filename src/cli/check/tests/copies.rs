//! The project's copies of published tables: what is listed as contradictory is found.
