//! Questions as they are asked: where in the log, against the lists of then.

use std::sync::Arc;

use prost_types::Timestamp;

use super::super::{
    convert::{
        Reader, Violation,
        statistics::{self as convert, Moment},
    },
    door::{Door, lists_of},
    status::ApiError,
    wire,
};
use crate::{
    app::statistics::FiguresError,
    domain::{
        history::Record,
        ids::{AuthorityId, Position},
        statistics::Query,
    },
};

/// Where in the log an answer is asked for.
pub(in crate::api) struct Asked {
    /// The position; none for the end of the log, or where it is wrong.
    pub position: Option<Position>,
    /// The lists of then; those of now where it is wrong.
    pub lists: Arc<Record>,
    /// What is wrong with it.
    pub wrong: Option<Violation>,
}

/// What is wrong with the moment or the position that was asked for, where that is what is wrong.
pub(in crate::api) fn wrong_moment(error: &FiguresError) -> Option<Violation> {
    let (field, description) = match error {
        FiguresError::PositionAhead => ("position", "must be one that the log has come to"),
        FiguresError::MomentTooNear => ("as_at", "must be at least 60 seconds ago"),
        FiguresError::MomentBeforeLog => ("as_at", "must not be before the register began"),
        _ => return None,
    };
    Some(Violation {
        field: field.to_owned(),
        description: description.to_owned(),
    })
}

impl Door {
    /// Finds the position that is asked for, and the lists of then. What is wrong with it is said with what is wrong
    /// with the rest.
    pub(in crate::api) async fn asked_at(
        &self,
        authority: &AuthorityId,
        now: Arc<Record>,
        (position, as_at): (i64, Option<Timestamp>),
    ) -> Result<Asked, ApiError> {
        let resolved = match convert::moment(position, as_at) {
            Err(violation) => Err(violation),
            Ok(Moment::Now) => Ok(None),
            Ok(Moment::Position(position)) if position > self.position(authority).await? => {
                Err(wrong_moment(&FiguresError::PositionAhead).ok_or(ApiError::NotFound)?)
            }
            Ok(Moment::Position(position)) => Ok(Some(position)),
            Ok(Moment::AsAt(instant)) => match self.app.position_as_at(authority, instant).await {
                Ok(position) => Ok(Some(position)),
                Err(error) => Err(wrong_moment(&error).ok_or(error)?),
            },
        };
        Ok(match resolved {
            Err(violation) => Asked {
                position: None,
                lists: now,
                wrong: Some(violation),
            },
            Ok(None) => Asked {
                position: None,
                lists: now,
                wrong: None,
            },
            Ok(Some(position)) => Asked {
                position: Some(position),
                lists: self.app.lists_at(authority, position).await?.unwrap_or(now),
                wrong: None,
            },
        })
    }

    /// Reads a question against the lists of when it is about.
    pub(in crate::api) async fn question(
        &self,
        authority: &AuthorityId,
        now: Arc<Record>,
        message: wire::QueryStatisticsRequest,
    ) -> Result<Query, ApiError> {
        let asked = self
            .asked_at(authority, now, (message.position, message.as_at))
            .await?;
        let mut reader = Reader::new(lists_of(&asked.lists), self.app.sources.today());
        let query = asked.read(&mut reader, message);
        reader.finish(query).map_err(refused)
    }
}

impl Asked {
    /// The same where what is wrong with it has been said.
    pub(in crate::api) fn unsaid(&self) -> Self {
        Self {
            position: self.position,
            lists: self.lists.clone(),
            wrong: None,
        }
    }

    /// Reads a question that is answered here.
    pub(in crate::api) fn read(
        &self,
        reader: &mut Reader<'_>,
        message: wire::QueryStatisticsRequest,
    ) -> Option<Query> {
        let query = convert::query(reader, message, self.position);
        self.refuse(reader);
        query
    }

    /// Says what is wrong with where it is asked for.
    pub(in crate::api) fn refuse(&self, reader: &mut Reader<'_>) {
        if let Some(Violation { field, description }) = &self.wrong {
            reader.refuse(field, description);
        }
    }
}

/// A question whose parts do not go together is unsound; one with a wrong period or position is wrong in a field.
pub(in crate::api) fn refused(violations: Vec<Violation>) -> ApiError {
    let of_question = |violation: &Violation| {
        let parts = ["measures", "dimensions", "filters", "basis"];
        let field = violation.field.as_str();
        let field = field.strip_prefix("query.").unwrap_or(field);
        parts.iter().any(|part| field.starts_with(part))
    };
    if violations.iter().all(of_question) {
        ApiError::QueryUnsound(violations)
    } else {
        ApiError::Invalid(violations)
    }
}
