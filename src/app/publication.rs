//! Published tables held against the register.

use super::{App, statistics::FiguresError};
use crate::domain::{
    ids::{AuthorityId, Position},
    publication::{Finding, Place, Problem, Publication, Question},
    reference::Reference,
};

/// Why published tables could not be held against the register.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// A table asks what the register cannot answer.
    #[error("a table asks what the register cannot answer")]
    Unsound(Vec<Problem>),
    /// The register could not be counted.
    #[error(transparent)]
    Figures(#[from] FiguresError),
}

/// What the register says of published tables.
#[derive(Debug)]
pub struct Compared {
    /// What differs.
    pub findings: Vec<Finding>,
    /// The columns that it was asked about.
    pub asked: Vec<Place>,
    /// The position of the log that all of it was counted at.
    pub position: Position,
}

impl App {
    /// Counts what published tables name a measure of the catalogue for, all at one position.
    ///
    /// # Errors
    /// See [`CompareError`].
    pub async fn compare_publications(
        &self,
        authority: &AuthorityId,
        publications: &[Publication],
        reference: &Reference,
    ) -> Result<Compared, CompareError> {
        let position = self.as_of(authority, None).await?.position;
        let questions = Question::all(publications, reference, position).map_err(CompareError::Unsound)?;
        let mut compared = Compared {
            findings: Vec::new(),
            asked: Vec::new(),
            position,
        };
        for question in &questions {
            let answer = self
                .query_statistics(authority, &question.query, reference)
                .await?;
            compared.findings.extend(question.differences(&answer));
            compared.asked.push(question.place());
        }
        Ok(compared)
    }
}
