//! What `jsonwebtoken` checks signatures with: ring, which everything else here uses too. It signs nothing, and knows
//! no algorithm with a shared secret, so that a token cannot be "signed" with a public key (RFC 8725 section 3.2).

use jsonwebtoken::{
    Algorithm, DecodingKey, DecodingKeyKind, EncodingKey,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{ErrorKind, Result},
};
use ring::signature::{
    self, ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};

static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: signs_nothing,
    verifier_factory: verifier,
    // What makes JWKs of keys; here keys are made of JWKs.
    key_utils: KeyUtils::new_unimplemented(),
};

/// Has `jsonwebtoken` use it, once in the life of the process.
pub fn install() {
    // Another issuer of this process may have done so before.
    let _installed = PROVIDER.install_default();
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as the library calls it")]
fn signs_nothing(_: &Algorithm, _: &EncodingKey) -> Result<Box<dyn JwtSigner>> {
    Err(ErrorKind::UnsupportedAlgorithm.into())
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as the library calls it")]
fn verifier(algorithm: &Algorithm, key: &DecodingKey) -> Result<Box<dyn JwtVerifier>> {
    let how = match algorithm {
        Algorithm::RS256 => How::Rsa(&signature::RSA_PKCS1_2048_8192_SHA256),
        Algorithm::RS384 => How::Rsa(&signature::RSA_PKCS1_2048_8192_SHA384),
        Algorithm::RS512 => How::Rsa(&signature::RSA_PKCS1_2048_8192_SHA512),
        Algorithm::PS256 => How::Rsa(&signature::RSA_PSS_2048_8192_SHA256),
        Algorithm::PS384 => How::Rsa(&signature::RSA_PSS_2048_8192_SHA384),
        Algorithm::PS512 => How::Rsa(&signature::RSA_PSS_2048_8192_SHA512),
        Algorithm::ES256 => How::Plain(&ECDSA_P256_SHA256_FIXED),
        Algorithm::ES384 => How::Plain(&ECDSA_P384_SHA384_FIXED),
        Algorithm::EdDSA => How::Plain(&ED25519),
        _ => return Err(ErrorKind::UnsupportedAlgorithm.into()),
    };
    Ok(Box::new(Verifier {
        algorithm: *algorithm,
        how,
        key: key.clone(),
    }))
}

enum How {
    Rsa(&'static RsaParameters),
    Plain(&'static dyn VerificationAlgorithm),
}

struct Verifier {
    algorithm: Algorithm,
    how: How,
    key: DecodingKey,
}

impl JwtVerifier for Verifier {
    fn algorithm(&self) -> Algorithm {
        self.algorithm
    }
}

impl ::signature::Verifier<Vec<u8>> for Verifier {
    fn verify(&self, message: &[u8], signed: &Vec<u8>) -> std::result::Result<(), ::signature::Error> {
        let outcome = match (&self.how, self.key.kind()) {
            (How::Rsa(parameters), DecodingKeyKind::RsaModulusExponent { n, e }) => {
                RsaPublicKeyComponents { n, e }.verify(parameters, message, signed)
            }
            (How::Plain(algorithm), DecodingKeyKind::SecretOrDer(key)) => {
                UnparsedPublicKey::new(*algorithm, key).verify(message, signed)
            }
            _ => Err(ring::error::Unspecified),
        };
        outcome.map_err(|_| ::signature::Error::new())
    }
}
