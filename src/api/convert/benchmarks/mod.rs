//! Comparisons of councils, and published figures that are brought in.

mod answer;
mod import;
mod peer_group;
mod question;
mod reconcile;

pub use self::{
    answer::comparison,
    import::{imported, reading},
    peer_group::peer_group,
    question::{Question, formats, question},
    reconcile::{reconcile, reconciled},
};
