//! What an access token of an issuer must say to be taken: RFC 9068 and the advice of RFC 8725, read strictly.

use super::{Credential, Defect};
use crate::domain::{ids::AuthorityId, limits, word::Word};

/// How an issuer signs. Only with a pair of keys: who can check a token must not be able to make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// RSA, PKCS #1 1.5, SHA-256.
    Rs256,
    /// RSA, PKCS #1 1.5, SHA-384.
    Rs384,
    /// RSA, PKCS #1 1.5, SHA-512.
    Rs512,
    /// RSA, PSS, SHA-256.
    Ps256,
    /// RSA, PSS, SHA-384.
    Ps384,
    /// RSA, PSS, SHA-512.
    Ps512,
    /// ECDSA on P-256, SHA-256.
    Es256,
    /// ECDSA on P-384, SHA-384.
    Es384,
    /// Ed25519.
    EdDsa,
}

/// What kind of key an algorithm needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA.
    Rsa,
    /// The curve P-256.
    P256,
    /// The curve P-384.
    P384,
    /// The curve Ed25519.
    Ed25519,
}

impl Algorithm {
    /// The kind of key that it needs.
    pub fn key_kind(self) -> KeyKind {
        match self {
            Self::Rs256 | Self::Rs384 | Self::Rs512 | Self::Ps256 | Self::Ps384 | Self::Ps512 => KeyKind::Rsa,
            Self::Es256 => KeyKind::P256,
            Self::Es384 => KeyKind::P384,
            Self::EdDsa => KeyKind::Ed25519,
        }
    }
}

impl Word for Algorithm {
    const ALL: &'static [Self] = &[
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::EdDsa,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::EdDsa => "EdDSA",
        }
    }
}

/// The claim that names the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectClaim {
    /// `sub`.
    Sub,
    /// `oid`: Entra's id of a user or of a service principal.
    Oid,
    /// `azp`: Entra's id of the calling application, in tokens of version 2. Of tokens without a user only.
    Azp,
    /// `appid`: the same in tokens of version 1.
    Appid,
}

impl Word for SubjectClaim {
    const ALL: &'static [Self] = &[Self::Sub, Self::Oid, Self::Azp, Self::Appid];

    fn word(self) -> &'static str {
        match self {
            Self::Sub => "sub",
            Self::Oid => "oid",
            Self::Azp => "azp",
            Self::Appid => "appid",
        }
    }
}

/// What a token is bound to (RFC 7800, RFC 8705).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// SHA-256 of a client certificate.
    Certificate([u8; 32]),
    /// Something that this service cannot check.
    Other,
}

/// The claims of a token whose signature is good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// The issuer.
    pub iss: String,
    /// The subject.
    pub sub: String,
    /// The audiences.
    pub aud: Vec<String>,
    /// When it expires, in seconds since 1970.
    pub exp: i64,
    /// From when on it is good.
    pub nbf: i64,
    /// When it was issued.
    pub iat: i64,
    /// Entra's tenant.
    pub tid: Option<String>,
    /// Entra's object id.
    pub oid: Option<String>,
    /// The calling application.
    pub azp: Option<String>,
    /// The calling application, in tokens of version 1.
    pub appid: Option<String>,
    /// The application roles.
    pub roles: Vec<String>,
    /// The delegated scopes, of `scp` or `scope`; a token without a user has none.
    pub scopes: Vec<String>,
    /// Whether it has a claim that only ID tokens have.
    pub is_id_token: bool,
    /// What it is bound to.
    pub confirmation: Option<Confirmation>,
}

/// What the tokens of an issuer must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuerRules {
    /// The issuer, exactly as its tokens have it.
    pub issuer: String,
    /// The audience that this service is.
    pub audience: String,
    /// The algorithms it may sign with; one for each kind of key.
    pub algorithms: Vec<Algorithm>,
    /// Whether `typ` may be `JWT` beside `at+jwt`, as Entra writes it.
    pub takes_plain_type: bool,
    /// The claim that names the caller.
    pub subject_claim: SubjectClaim,
    /// The tenant that its tokens must be from.
    pub tenant: Option<String>,
    /// The application roles of which a token must have one, where it has no scope of `scopes`.
    pub roles: Vec<String>,
    /// The scopes of which a token must have one, where it has no role of `roles`.
    pub scopes: Vec<String>,
    /// The authorities whose clients its tokens may prove; none named means any.
    pub authorities: Vec<AuthorityId>,
}

impl IssuerRules {
    /// Checks the rules themselves.
    ///
    /// # Errors
    /// What is wrong with them, as a sentence.
    pub fn check(&self) -> Result<(), String> {
        Credential::subject(&self.issuer, "subject").map_err(|wrong| format!("issuer {}", wrong.must))?;
        if self.audience.is_empty() {
            return Err("audience must not be empty".to_owned());
        }
        if self.algorithms.is_empty() {
            return Err("algorithms must name at least one".to_owned());
        }
        for (at, algorithm) in self.algorithms.iter().enumerate() {
            let kind = algorithm.key_kind();
            if self.algorithms[..at].iter().any(|other| other.key_kind() == kind) {
                return Err(format!(
                    "algorithms names two for one kind of key, the second is {}: a key has one algorithm",
                    algorithm.word()
                ));
            }
        }
        if self.takes_plain_type && self.roles.is_empty() && self.scopes.is_empty() {
            return Err("roles or scopes must name what a token needs where typ may be JWT, or an ID token could pass for an access token".to_owned());
        }
        Ok(())
    }

    /// Whether a `typ` says that it is an access token (RFC 9068 section 4, RFC 8725 section 3.11).
    pub fn takes_type(&self, typ: &str) -> bool {
        let typ = typ.to_ascii_lowercase();
        let typ = typ.strip_prefix("application/").unwrap_or(&typ);
        typ == "at+jwt" || (self.takes_plain_type && typ == "jwt")
    }

    /// The credential that a token proves, whose signature is good; `certificate` is SHA-256 of the one that the
    /// connection was made with, `now` is in seconds since 1970.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn judge(
        &self,
        claims: &Claims,
        now: i64,
        certificate: Option<[u8; 32]>,
    ) -> Result<Credential, Defect> {
        self.judge_time(claims, now)?;
        // For this service alone: another one that is named too could use the token here (RFC 8725 section 3.9).
        if claims.aud != [self.audience.as_str()] {
            return Err(Defect::Audience);
        }
        self.judge_caller(claims, certificate)
    }

    fn judge_time(&self, claims: &Claims, now: i64) -> Result<(), Defect> {
        let Claims {
            iss, exp, nbf, iat, ..
        } = claims;
        if *iss != self.issuer {
            return Err(Defect::Issuer);
        }
        let leeway = limits::ACCESS_TOKEN_LEEWAY_SECONDS;
        if exp.saturating_add(leeway) <= now {
            return Err(Defect::Expired);
        }
        if *nbf > now.saturating_add(leeway) {
            return Err(Defect::NotYetValid);
        }
        let lives = exp.saturating_sub(*iat);
        let is_future = *iat > now.saturating_add(leeway);
        if is_future || lives <= 0 || lives > limits::ACCESS_TOKEN_SECONDS_MAX {
            return Err(Defect::Lifetime);
        }
        Ok(())
    }

    fn judge_caller(&self, claims: &Claims, certificate: Option<[u8; 32]>) -> Result<Credential, Defect> {
        if self.tenant.is_some() && self.tenant != claims.tid {
            return Err(Defect::Tenant);
        }
        if claims.is_id_token {
            return Err(Defect::IdToken);
        }
        match (&claims.confirmation, certificate) {
            (None, _) => {}
            (Some(Confirmation::Certificate(bound)), Some(proved)) if *bound == proved => {}
            (Some(_), _) => return Err(Defect::Confirmation),
        }
        let needs_grant = !(self.roles.is_empty() && self.scopes.is_empty());
        let granted = claims.roles.iter().any(|role| self.roles.contains(role))
            || claims.scopes.iter().any(|scope| self.scopes.contains(scope));
        if needs_grant && !granted {
            return Err(Defect::Grant);
        }
        let of_application = matches!(self.subject_claim, SubjectClaim::Azp | SubjectClaim::Appid);
        // A user's token names the application that asked for it too; it must not pass for the application's own.
        if of_application && !claims.scopes.is_empty() {
            return Err(Defect::Subject);
        }
        let subject = match self.subject_claim {
            SubjectClaim::Sub => Some(&claims.sub),
            SubjectClaim::Oid => claims.oid.as_ref(),
            SubjectClaim::Azp => claims.azp.as_ref(),
            SubjectClaim::Appid => claims.appid.as_ref(),
        };
        let subject = subject.ok_or(Defect::Subject)?;
        Credential::subject(&self.issuer, subject).map_err(|_| Defect::Subject)
    }

    /// Whether its tokens may prove a client of this authority.
    pub fn speaks_for(&self, authority: &AuthorityId) -> bool {
        self.authorities.is_empty() || self.authorities.contains(authority)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(subject_claim: SubjectClaim) -> IssuerRules {
        IssuerRules {
            issuer: "https://login.example/v2.0".to_owned(),
            audience: "api".to_owned(),
            algorithms: vec![Algorithm::Rs256],
            takes_plain_type: false,
            subject_claim,
            tenant: None,
            roles: Vec::new(),
            scopes: Vec::new(),
            authorities: Vec::new(),
        }
    }

    fn claims() -> Claims {
        Claims {
            iss: "https://login.example/v2.0".to_owned(),
            sub: "sub-1".to_owned(),
            aud: vec!["api".to_owned()],
            exp: 1_000,
            nbf: 900,
            iat: 900,
            oid: Some("oid-1".to_owned()),
            azp: Some("azp-1".to_owned()),
            appid: Some("appid-1".to_owned()),
            ..Claims::default()
        }
    }

    #[test]
    fn the_claim_that_names_the_caller_is_the_configured_one() {
        for claim in SubjectClaim::ALL {
            let credential = rules(*claim).judge(&claims(), 950, None);
            let subject = format!("{}-1", claim.word());
            assert_eq!(
                credential,
                Ok(Credential::subject("https://login.example/v2.0", &subject).expect("a subject"))
            );
        }
    }

    /// A user's token names the application that asked for it, which is not the caller.
    #[test]
    fn a_users_token_does_not_prove_the_application() {
        let of_user = Claims {
            scopes: vec!["Complaints.Write".to_owned()],
            ..claims()
        };
        for claim in [SubjectClaim::Azp, SubjectClaim::Appid] {
            assert_eq!(rules(claim).judge(&of_user, 950, None), Err(Defect::Subject));
        }
        assert!(rules(SubjectClaim::Oid).judge(&of_user, 950, None).is_ok());
    }

    #[test]
    fn times_are_judged_to_the_second() {
        let rules = rules(SubjectClaim::Sub);
        let at = |now| rules.judge(&claims(), now, None).err();
        assert_eq!((at(869), at(870)), (Some(Defect::NotYetValid), None));
        assert_eq!((at(1_029), at(1_030)), (None, Some(Defect::Expired)));
        assert_eq!(at(i64::MAX), Some(Defect::Expired));
        assert_eq!(at(i64::MIN), Some(Defect::NotYetValid));
    }
}
