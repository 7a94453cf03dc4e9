//! Why a credential is not taken. The caller is told none of it; the log is.

use crate::domain::word::Word;

/// What is wrong with what a caller proves itself by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// There is neither a header nor a client certificate.
    Absent,
    /// The `authorization` header is there twice, is no text, or is not `Bearer` with one value.
    Scheme,
    /// No token that is good has this secret.
    TokenUnknown,
    /// It is longer than [`crate::domain::limits::ACCESS_TOKEN_BYTES_MAX`].
    TooLong,
    /// It is not three parts of base64url, of which two are JSON objects without a name that is there twice.
    Malformed,
    /// Its header holds more than `alg`, `kid`, `typ`, `x5t` and `x5t#S256`, such as a key to check it by.
    HeaderParameter,
    /// `typ` does not say that it is an access token.
    Type,
    /// The algorithm is not the one of the key.
    Algorithm,
    /// Its issuer is none of those configured.
    Issuer,
    /// The issuer has no such key.
    KeyUnknown,
    /// The issuer's keys were not to be had, for longer than old ones are good.
    KeysUnavailable,
    /// The signature is not the key's.
    Signature,
    /// A claim that must be there is not, or is not of its type.
    Claim,
    /// It is for another service, or for others too.
    Audience,
    /// It has expired.
    Expired,
    /// It is not good yet.
    NotYetValid,
    /// It was issued in the future, expires before it was issued, or lives for too long.
    Lifetime,
    /// It is from another tenant of the issuer.
    Tenant,
    /// The claim that names the caller is not there, or names somebody else.
    Subject,
    /// It is a proof of identity for a client, not an access token.
    IdToken,
    /// It has none of the roles and scopes that the issuer's tokens must have.
    Grant,
    /// It is bound to a certificate or key that the connection does not prove.
    Confirmation,
    /// The certificate's authority no longer stands for it: it expired, was revoked, or the authority was removed.
    CertificateUntrusted,
    /// No client that is good has this credential.
    CredentialUnknown,
    /// Several clients have it, or the names of one certificate are of several clients.
    CredentialAmbiguous,
    /// The issuer does not speak for the client's authority.
    ForeignAuthority,
}

impl Word for Defect {
    const ALL: &'static [Self] = &[
        Self::Absent,
        Self::Scheme,
        Self::TokenUnknown,
        Self::TooLong,
        Self::Malformed,
        Self::HeaderParameter,
        Self::Type,
        Self::Algorithm,
        Self::Issuer,
        Self::KeyUnknown,
        Self::KeysUnavailable,
        Self::Signature,
        Self::Claim,
        Self::Audience,
        Self::Expired,
        Self::NotYetValid,
        Self::Lifetime,
        Self::Tenant,
        Self::Subject,
        Self::IdToken,
        Self::Grant,
        Self::Confirmation,
        Self::CertificateUntrusted,
        Self::CredentialUnknown,
        Self::CredentialAmbiguous,
        Self::ForeignAuthority,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Scheme => "scheme",
            Self::TokenUnknown => "token_unknown",
            Self::TooLong => "too_long",
            Self::Malformed => "malformed",
            Self::HeaderParameter => "header_parameter",
            Self::Type => "type",
            Self::Algorithm => "algorithm",
            Self::Issuer => "issuer",
            Self::KeyUnknown => "key_unknown",
            Self::KeysUnavailable => "keys_unavailable",
            Self::Signature => "signature",
            Self::Claim => "claim",
            Self::Audience => "audience",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::Lifetime => "lifetime",
            Self::Tenant => "tenant",
            Self::Subject => "subject",
            Self::IdToken => "id_token",
            Self::Grant => "grant",
            Self::Confirmation => "confirmation",
            Self::CertificateUntrusted => "certificate_untrusted",
            Self::CredentialUnknown => "credential_unknown",
            Self::CredentialAmbiguous => "credential_ambiguous",
            Self::ForeignAuthority => "foreign_authority",
        }
    }
}
