//! Resource names: `authorities/{authority}/representations/{number}` and the others.

use crate::domain::{
    ids::{AuthorityId, ClientId, RecordNumber, Stream, StreamKind},
    lists::List,
    word::Word,
};

/// What a resource name of this API names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name<'a> {
    /// The authority, which every name begins with.
    pub authority: AuthorityId,
    /// The segments after it.
    rest: Vec<&'a str>,
}

impl<'a> Name<'a> {
    /// Reads a name. `None` if it does not begin with an authority.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut segments = text.split('/');
        match (segments.next(), segments.next().map(AuthorityId::parse)) {
            (Some("authorities"), Some(Ok(authority))) => Some(Self {
                authority,
                rest: segments.collect(),
            }),
            _ => None,
        }
    }

    /// Whether it names the authority itself.
    pub fn is_authority(&self) -> bool {
        self.rest.is_empty()
    }

    /// The number of a record of this collection, such as `representations`.
    pub fn number(&self, collection: &str) -> Option<RecordNumber> {
        match self.rest[..] {
            [found, number] if found == collection => record_number(number),
            _ => None,
        }
    }

    /// The list of codes that it names.
    pub fn list(&self) -> Option<List> {
        match self.rest[..] {
            ["lists", list] => List::from_word(list),
            _ => None,
        }
    }

    /// The report that it names.
    pub fn report(&self) -> Option<&'a str> {
        match self.rest[..] {
            ["reports", report] => Some(report),
            _ => None,
        }
    }

    /// The client that it names.
    pub fn client(&self) -> Option<ClientId> {
        match self.rest[..] {
            ["clients", client] => ClientId::parse(client).ok(),
            _ => None,
        }
    }

    /// The client and the number of the token that it names.
    pub fn token(&self) -> Option<(ClientId, u16)> {
        self.of_client("tokens")
    }

    /// The client and the number of the credential that it names.
    pub fn credential(&self) -> Option<(ClientId, u16)> {
        self.of_client("credentials")
    }

    fn of_client(&self, collection: &str) -> Option<(ClientId, u16)> {
        match self.rest[..] {
            ["clients", client, found, number] if found == collection => Some((
                ClientId::parse(client).ok()?,
                record_number(number)?.try_into().ok()?,
            )),
            _ => None,
        }
    }
}

/// One way to write a number, so that a record has one name.
fn record_number(text: &str) -> Option<RecordNumber> {
    let number: RecordNumber = text.parse().ok()?;
    (number > 0 && number.to_string() == text).then_some(number)
}

/// The name of an authority.
pub fn authority(authority: &AuthorityId) -> String {
    format!("authorities/{authority}")
}

/// The name of a representation.
pub fn representation(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/representations/{number}")
}

/// The name of a case of the Ombudsman.
pub fn case(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/cases/{number}")
}

/// The name of a learning action.
pub fn action(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/actions/{number}")
}

/// The name of a training session.
pub fn training(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/training/{number}")
}

/// The name of an edition of a report.
pub fn edition(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/editions/{number}")
}

/// The name of a release.
pub fn release(authority: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{authority}/releases/{number}")
}

/// The name of a release that a regional body received.
pub fn received(body: &AuthorityId, number: RecordNumber) -> String {
    format!("authorities/{body}/receivedReleases/{number}")
}

/// The name of what is done about the retention of a record.
pub fn retention(authority: &AuthorityId, record: RecordNumber) -> String {
    format!("authorities/{authority}/retentions/{record}")
}

/// The name of a report.
pub fn report(authority: &AuthorityId, report: &str) -> String {
    format!("authorities/{authority}/reports/{report}")
}

/// The name of a code.
pub fn code(authority: &AuthorityId, list: List, code: &str) -> String {
    format!("authorities/{authority}/lists/{}/codes/{code}", list.word())
}

/// The name of a policy.
pub fn policy(authority: &AuthorityId, number: u16) -> String {
    format!("authorities/{authority}/policies/{number}")
}

/// The name of a client.
pub fn client(authority: &AuthorityId, client: &ClientId) -> String {
    format!("authorities/{authority}/clients/{client}")
}

/// The name of a token.
pub fn token(authority: &AuthorityId, client: &ClientId, number: u16) -> String {
    format!("authorities/{authority}/clients/{client}/tokens/{number}")
}

/// The name of a credential.
pub fn credential(authority: &AuthorityId, client: &ClientId, number: u16) -> String {
    format!("authorities/{authority}/clients/{client}/credentials/{number}")
}

/// The name of what a stream is.
pub fn stream(stream: &Stream) -> String {
    let Stream {
        authority: of,
        kind,
        number,
    } = stream;
    match kind {
        StreamKind::Representation => representation(of, *number),
        StreamKind::Case => case(of, *number),
        StreamKind::Reference | StreamKind::Disclosed => authority(of),
        StreamKind::Access => format!("authorities/{of}/clients"),
        StreamKind::Action => action(of, *number),
        StreamKind::Training => training(of, *number),
        StreamKind::Edition => edition(of, *number),
        StreamKind::Release => release(of, *number),
        StreamKind::Received => received(of, *number),
        StreamKind::Retention => retention(of, *number),
    }
}

/// The name of the record that a stream is, or else of its authority.
pub fn record(of: &Stream) -> String {
    match of.kind {
        StreamKind::Reference | StreamKind::Access => authority(&of.authority),
        _ => stream(of),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_it_names_and_nothing_else_does() {
        let text = representation(&AuthorityId::parse("coventry").expect("an id"), 17);
        let name = Name::parse(&text).expect("a name");
        assert_eq!(
            (name.authority.as_str(), name.number("representations")),
            ("coventry", Some(17))
        );
        assert_eq!(name.number("cases"), None);
        for bad in [
            "",
            "authorities",
            "authorities/",
            "authorities/Coventry",
            "councils/coventry",
        ] {
            assert_eq!(Name::parse(bad), None, "{bad}");
        }
        for bad in ["017", "0", "-1", "+1", "1/2", "x", ""] {
            let text = format!("authorities/coventry/representations/{bad}");
            assert_eq!(
                Name::parse(&text).and_then(|name| name.number("representations")),
                None,
                "{bad}"
            );
        }
    }
}
