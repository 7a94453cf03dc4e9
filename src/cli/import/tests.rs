//! What a mapping makes of cells.
