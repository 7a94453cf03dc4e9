//! What a client may prove itself by beside its tokens: a name in a certificate, or a subject that an issuer of access
//! tokens knows it by.

use crate::domain::limits;

/// Something that one client alone proves itself by. It names a program or a post and never a person: a subject with
/// an `@`, as an e-mail address has, is not taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Credential {
    /// A URI among the subject alternative names of a client certificate, such as a SPIFFE id.
    CertificateUri(String),
    /// A DNS name among the subject alternative names of a client certificate, in small letters.
    CertificateDns(String),
    /// A subject of the access tokens of an issuer.
    Subject {
        /// The issuer, exactly as its tokens have it.
        issuer: String,
        /// The subject, exactly as its tokens have it.
        subject: String,
    },
}

/// Why a text is no credential, as the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidCredential {
    /// Which part.
    pub part: Part,
    /// What it must be.
    pub must: &'static str,
}

/// A part of a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A certificate's URI.
    Uri,
    /// A certificate's DNS name.
    Dns,
    /// An issuer.
    Issuer,
    /// A subject.
    Subject,
}

impl Credential {
    /// A name of a certificate by its URI: a scheme, `://` and what follows, as [RFC 3986] writes it; a SPIFFE id
    /// has neither a query nor a fragment.
    ///
    /// # Errors
    /// What it must be.
    ///
    /// [RFC 3986]: https://www.rfc-editor.org/rfc/rfc3986
    pub fn certificate_uri(uri: &str) -> Result<Self, InvalidCredential> {
        let wrong = InvalidCredential {
            part: Part::Uri,
            must: "must be a URI of at most 255 visible characters, such as spiffe://council.example/crm, without a query or fragment",
        };
        let (scheme, rest) = uri.split_once("://").ok_or(wrong)?;
        let named = scheme.starts_with(|first: char| first.is_ascii_lowercase())
            && scheme
                .chars()
                .all(|each| each.is_ascii_lowercase() || each.is_ascii_digit() || "+-.".contains(each));
        let plain = is_visible(uri) && !rest.is_empty() && !rest.contains(['?', '#', '@', '*']);
        (named && plain)
            .then(|| Self::CertificateUri(uri.to_owned()))
            .ok_or(wrong)
    }

    /// A name of a certificate by its DNS name. A wildcard names many and is none.
    ///
    /// # Errors
    /// What it must be.
    pub fn certificate_dns(name: &str) -> Result<Self, InvalidCredential> {
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        if name.len() <= limits::CREDENTIAL_CHARACTERS_MAX && name.contains('.') && name.split('.').all(label)
        {
            Ok(Self::CertificateDns(name.to_ascii_lowercase()))
        } else {
            Err(InvalidCredential {
                part: Part::Dns,
                must: "must be a whole DNS name of at most 255 characters, without a wildcard",
            })
        }
    }

    /// A subject of an issuer's access tokens.
    ///
    /// # Errors
    /// What the part that is wrong must be.
    pub fn subject(issuer: &str, subject: &str) -> Result<Self, InvalidCredential> {
        if !(is_visible(issuer) && issuer.contains("://")) {
            return Err(InvalidCredential {
                part: Part::Issuer,
                must: "must be the issuer's URL, exactly as its tokens have it",
            });
        }
        if !is_visible(subject) || subject.contains('@') {
            return Err(InvalidCredential {
                part: Part::Subject,
                must: "must be 1 to 255 visible ASCII characters without @: an opaque id, never somebody's name or address",
            });
        }
        Ok(Self::Subject {
            issuer: issuer.to_owned(),
            subject: subject.to_owned(),
        })
    }

    /// One text for each credential and no text for two, to be hashed and looked up by. The parts are kept apart by
    /// a line feed, which none of them can hold.
    pub fn canonical(&self) -> String {
        match self {
            Self::CertificateUri(uri) => format!("redress credential\ncertificate_uri\n{uri}"),
            Self::CertificateDns(name) => format!("redress credential\ncertificate_dns\n{name}"),
            Self::Subject { issuer, subject } => format!("redress credential\nsubject\n{issuer}\n{subject}"),
        }
    }
}

fn is_visible(text: &str) -> bool {
    (1..=limits::CREDENTIAL_CHARACTERS_MAX).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credential_names_one_program() {
        for uri in [
            "spiffe://council.example/crm",
            "https://crm.council.example/client",
        ] {
            assert!(Credential::certificate_uri(uri).is_ok(), "{uri}");
        }
        for uri in [
            "",
            "crm",
            "spiffe://",
            "spiffe://council.example/*",
            "Spiffe://x/y",
            "spiffe://x/ y",
            "spiffe://x/y?z",
            "https://ann@council.example/",
            "spiffe://x/\u{e9}",
        ] {
            assert!(Credential::certificate_uri(uri).is_err(), "{uri}");
        }
        let capital = Credential::certificate_dns("CRM.Council.Example");
        assert_eq!(capital, Credential::certificate_dns("crm.council.example"));
        for name in [
            "",
            "crm",
            "*.council.example",
            "crm..example",
            "-a.example",
            "a.example.",
        ] {
            assert!(Credential::certificate_dns(name).is_err(), "{name}");
        }
        assert!(Credential::subject("https://login.example/v2.0", "9b1e").is_ok());
        for (issuer, subject) in [
            ("", "a"),
            ("login.example", "a"),
            ("https://login.example", ""),
            ("https://login.example", "ann@council.example"),
            ("https://login.example", "a\nb"),
            ("https://login.example", &"a".repeat(256)),
        ] {
            assert!(
                Credential::subject(issuer, subject).is_err(),
                "{issuer} {subject}"
            );
        }
    }

    #[test]
    fn no_two_credentials_have_one_text() {
        let uri = Credential::certificate_uri("https://a.example/b").expect("a URI");
        let subject = Credential::subject("https://a.example/b", "c").expect("a subject");
        let other = Credential::subject("https://a.example/", "bc").expect("a subject");
        let texts = [uri.canonical(), subject.canonical(), other.canonical()];
        assert!(texts[0] != texts[1] && texts[1] != texts[2]);
    }
}
