//! An issuer of access tokens on this machine: its documents, its keys, and the tokens that it signs, good ones and others.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use redress::app::sources::Sources;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256,
    RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair, RsaPublicKeyComponents,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// How the issuer answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// It closes connections.
    Down,
    /// It never answers.
    Silent,
    /// It sends everybody somewhere else.
    Redirects,
    /// Its documents are beyond all bounds.
    Verbose,
    /// It says that it is another issuer.
    Impostor,
}

/// An issuer.
pub struct Issuer {
    pub url: String,
    pub keys: Signers,
    published: Arc<Mutex<Value>>,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicU32>,
}

impl Issuer {
    /// Begins to answer on a free port, and publishes its keys.
    pub async fn start(rsa: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let keys = Signers::new(rsa);
        let issuer = Self {
            url: format!("http://{address}/tenant/v2.0"),
            published: Arc::new(Mutex::new(keys.published())),
            keys,
            mood: Arc::new(Mutex::new(Mood::Well)),
            asked: Arc::default(),
        };
        let (published, mood, asked) = (
            issuer.published.clone(),
            issuer.mood.clone(),
            issuer.asked.clone(),
        );
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                asked.fetch_add(1, Ordering::Relaxed);
                let mood = *mood.lock().expect("the mood");
                let keys = published.lock().expect("the keys").clone();
                tokio::spawn(answer(stream, address, mood, keys));
            }
        });
        issuer
    }

    pub fn become_(&self, mood: Mood) {
        *self.mood.lock().expect("the mood") = mood;
    }

    /// How many connections were made to it.
    pub fn asked(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }

    /// Publishes other keys than before.
    pub fn publish(&self, keys: Value) {
        *self.published.lock().expect("the keys") = keys;
    }

    /// The claims of a good token at a time.
    pub fn claims(&self, now: i64) -> Value {
        json!({
            "iss": self.url, "aud": "api://redress", "sub": "crm", "iat": now - 60, "nbf": now - 60, "exp": now + 3_600,
        })
    }

    /// A good token with these claims instead.
    pub fn with(&self, now: i64, instead: Value) -> String {
        self.keys.sign("rsa", &merged(self.claims(now), instead))
    }

    /// A good token without a claim.
    pub fn without(&self, now: i64, claim: &str) -> String {
        self.with(now, json!({ claim: null }))
    }
}

/// One object with the members of another in their places; null takes one away.
pub fn merged(mut object: Value, other: Value) -> Value {
    let members = object.as_object_mut().expect("an object");
    let Value::Object(other) = other else {
        panic!("no object: {other}")
    };
    for (name, value) in other {
        if value.is_null() {
            members.remove(&name);
        } else {
            members.insert(name, value);
        }
    }
    object
}

async fn answer(mut stream: TcpStream, address: SocketAddr, mood: Mood, keys: Value) {
    if mood == Mood::Down {
        return;
    }
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else { return };
        request.push(byte);
    }
    if mood == Mood::Silent {
        sleep(Duration::from_mins(1)).await;
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default();
    let named = if mood == Mood::Impostor {
        "https://login.example"
    } else {
        ""
    };
    let (status, body) = match path {
        "/tenant/v2.0/.well-known/openid-configuration" => {
            let issuer = format!("http://{address}/tenant/v2.0");
            let issuer = if named.is_empty() {
                issuer
            } else {
                named.to_owned()
            };
            let keys = format!("http://{address}/keys");
            ("200 OK", json!({"issuer": issuer, "jwks_uri": keys}).to_string())
        }
        "/keys" if mood == Mood::Redirects => ("302 Found\r\nlocation: /elsewhere", String::new()),
        "/keys" if mood == Mood::Verbose => ("200 OK", " ".repeat(1 << 20) + &keys.to_string()),
        "/keys" | "/elsewhere" => ("200 OK", keys.to_string()),
        _ => ("404 Not Found", String::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    let _sent = stream
        .write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())
        .await;
}

/// Keys that sign.
pub struct Signers {
    pub rsa: RsaKeyPair,
    pub ec: EcdsaKeyPair,
    pub ed: Ed25519KeyPair,
}

/// Both are in this folder and sign nothing else.
pub const FIRST: &str = include_str!("keys/rsa-1.txt");
pub const SECOND: &str = include_str!("keys/rsa-2.txt");

impl Signers {
    pub fn new(rsa: &str) -> Self {
        let lines: Vec<&str> = rsa.lines().filter(|line| !line.starts_with('#')).collect();
        let rsa = STANDARD.decode(lines.concat()).expect("base64");
        let random = Sources::system().random();
        let ec = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &*random).expect("a key");
        let ec = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, ec.as_ref(), &*random);
        let ed = Ed25519KeyPair::generate_pkcs8(&*random).expect("a key");
        Self {
            rsa: RsaKeyPair::from_pkcs8(&rsa).expect("an RSA key"),
            ec: ec.expect("an EC key"),
            ed: Ed25519KeyPair::from_pkcs8(ed.as_ref()).expect("an Ed25519 key"),
        }
    }

    fn modulus(&self) -> RsaPublicKeyComponents<Vec<u8>> {
        RsaPublicKeyComponents::from(self.rsa.public())
    }

    /// The RSA key as a JWK, as Entra writes it: without `alg`.
    pub fn rsa_jwk(&self) -> Value {
        let RsaPublicKeyComponents { n, e } = self.modulus();
        let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
        json!({"kty": "RSA", "use": "sig", "kid": "rsa", "n": n, "e": e})
    }

    /// The modulus, as somebody would use it who takes a public key for a shared secret.
    pub fn public_bytes(&self) -> Vec<u8> {
        self.modulus().n
    }

    /// Every key with its id, good ones and such as must be passed over.
    pub fn published(&self) -> Value {
        let point = self.ec.public_key().as_ref();
        let (x, y) = (
            URL_SAFE_NO_PAD.encode(&point[1..33]),
            URL_SAFE_NO_PAD.encode(&point[33..]),
        );
        let ed = URL_SAFE_NO_PAD.encode(self.ed.public_key());
        let other = |with: Value| merged(self.rsa_jwk(), with);
        json!({"keys": [
            self.rsa_jwk(),
            {"kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "ec", "x": x, "y": y},
            {"kty": "OKP", "crv": "Ed25519", "kid": "ed", "x": ed},
            other(json!({"kid": "encrypts", "use": "enc"})),
            other(json!({"kid": "wraps", "use": null, "key_ops": ["wrapKey"]})),
            other(json!({"kid": "pss", "alg": "PS256"})),
            other(json!({"kid": "twice"})),
            other(json!({"kid": "twice"})),
            other(json!({"kid": "private", "d": "AAAA"})),
            other(json!({"kid": null})),
            {"kty": "oct", "kid": "shared", "alg": "HS256", "k": URL_SAFE_NO_PAD.encode(b"secret")},
            {"kty": "EC", "crv": "P-256", "kid": "short", "x": "AAAA", "y": "AAAA"},
            {"kty": "EC", "crv": "secp256k1", "kid": "coin", "x": x, "y": y},
        ]})
    }

    /// A token with these claims, signed with the key of this id by the algorithm that is its own.
    pub fn sign(&self, kid: &str, claims: &Value) -> String {
        let alg = match kid {
            "ec" => "ES256",
            "ed" => "EdDSA",
            _ => "RS256",
        };
        self.sign_as(&json!({"alg": alg, "kid": kid, "typ": "at+jwt"}), claims)
    }

    /// A token with this header, signed as it says.
    pub fn sign_as(&self, header: &Value, claims: &Value) -> String {
        self.sign_text(&header.to_string(), &claims.to_string())
    }

    /// A token of these texts, signed by the algorithm that the header names.
    pub fn sign_text(&self, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encoded(header), encoded(claims));
        let signature = if header.contains("\"ES256\"") {
            let random = Sources::system().random();
            let signature = self.ec.sign(&*random, signed.as_bytes());
            signature.expect("a signature").as_ref().to_vec()
        } else if header.contains("\"EdDSA\"") {
            self.ed.sign(signed.as_bytes()).as_ref().to_vec()
        } else if header.contains("\"PS256\"") {
            self.rsa_sign(&RSA_PSS_SHA256, &signed)
        } else if header.contains("\"RS512\"") {
            self.rsa_sign(&RSA_PKCS1_SHA512, &signed)
        } else {
            self.rsa_sign(&RSA_PKCS1_SHA256, &signed)
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn rsa_sign(&self, how: &'static dyn RsaEncoding, signed: &str) -> Vec<u8> {
        let mut signature = vec![0; self.rsa.public().modulus_len()];
        let random = Sources::system().random();
        self.rsa
            .sign(how, &*random, signed.as_bytes(), &mut signature)
            .expect("a signature");
        signature
    }
}

/// A part of a token.
pub fn encoded(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}
