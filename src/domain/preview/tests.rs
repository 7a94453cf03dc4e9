//! Previews, compared with what happens.
