//! Page tokens: opaque, and good only for the method, the authority and the query that they were given for.

use ring::digest::{Context, SHA256};

use super::status::ApiError;
use crate::{
    app::{narrowed::Listed, planted, records::Snapshot},
    domain::limits,
    store::value::{from_hex, hex},
};

/// What a page is of: a hash of everything but its size and its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Query([u8; 8]);

impl Query {
    /// The query of these parts, such as the method, the parent and the filter.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut context = Context::new(&SHA256);
        for part in parts {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        }
        let mut query = [0; 8];
        query.copy_from_slice(&context.finish().as_ref()[..8]);
        Self(query)
    }

    /// The token for what comes after a key.
    pub fn token(self, after: i64) -> String {
        hex(&[self.0, after.to_be_bytes()].concat())
    }

    /// The key after which a page begins: 0 for the first page. A token gives nobody anything: it holds a number
    /// that the caller has seen, and whose records the caller may see is asked anew for each page.
    ///
    /// # Errors
    /// When the token is not one of this query's.
    pub fn after(self, token: &str) -> Result<i64, ApiError> {
        if token.is_empty() {
            return Ok(0);
        }
        let bytes = from_hex(token).and_then(|bytes| <[u8; 16]>::try_from(bytes).ok());
        let Some((query, after)) = bytes.as_ref().and_then(|bytes| bytes.split_first_chunk::<8>()) else {
            return Err(ApiError::PageToken);
        };
        let after = <[u8; 8]>::try_from(after).map_or(-1, i64::from_be_bytes);
        let is_of_query = *query == self.0 || planted::is("page-token-unbound");
        if is_of_query && after > 0 {
            Ok(after)
        } else {
            Err(ApiError::PageToken)
        }
    }

    /// The token for what comes after a place that is told in a text.
    pub fn token_of(self, after: &str) -> String {
        hex(&[&self.0, after.as_bytes()].concat())
    }

    /// The place after which a page begins; none for the first page.
    ///
    /// # Errors
    /// When the token is not one of this query's.
    pub fn place_after(self, token: &str) -> Result<Option<String>, ApiError> {
        if token.is_empty() {
            return Ok(None);
        }
        let bytes = from_hex(token).ok_or(ApiError::PageToken)?;
        match bytes.split_first_chunk::<8>() {
            Some((query, place)) if *query == self.0 || planted::is("page-token-unbound") => {
                String::from_utf8(place.to_vec())
                    .map(Some)
                    .map_err(|_| ApiError::PageToken)
            }
            _ => Err(ApiError::PageToken),
        }
    }
}

/// How many a page holds: what was asked for, within bounds. `None` for a negative number.
pub fn page_size(asked: i32) -> Option<usize> {
    match usize::try_from(asked) {
        Ok(0) => Some(limits::PAGE_SIZE_DEFAULT),
        Ok(size) => Some(size.min(limits::PAGE_SIZE_MAX)),
        Err(_) => None,
    }
}

/// Cuts a list that has one element more than the page, and makes the token for the rest.
pub fn cut<T>(mut elements: Vec<T>, size: usize, query: Query, key: impl Fn(&T) -> i64) -> (Vec<T>, String) {
    if elements.len() <= size {
        return (elements, String::new());
    }
    elements.truncate(size);
    let token = elements
        .last()
        .map(|last| query.token(key(last)))
        .unwrap_or_default();
    (elements, token)
}

/// Cuts what was found for a caller that may see a part of the records. Where the search ended before the list did, the
/// next page goes on from there, however few were found.
pub fn cut_listed(listed: Listed, size: usize, query: Query) -> (Vec<Snapshot>, String) {
    let looked_until = listed.looked_until;
    let (page, token) = cut(listed.found, size, query, |snapshot| snapshot.stream.number);
    match looked_until {
        Some(until) if token.is_empty() => (page, query.token(until)),
        _ => (page, token),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_its_own_query_only() {
        let (mine, other) = (
            Query::of(&[b"List", b"coventry"]),
            Query::of(&[b"Listc", b"oventry"]),
        );
        let token = mine.token(17);
        assert_eq!(mine.after(&token).ok(), Some(17));
        assert_eq!(mine.after("").ok(), Some(0));
        for bad in [
            other.token(17),
            mine.token(-1),
            token[1..].to_owned(),
            "zz".to_owned(),
            format!("{token}00"),
        ] {
            assert!(matches!(mine.after(&bad), Err(ApiError::PageToken)), "{bad}");
        }
    }
}
