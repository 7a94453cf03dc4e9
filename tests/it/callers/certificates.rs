//! A certificate authority of the tests, and what it signs.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevokedCertParams, SanType,
    SerialNumber, date_time_ymd,
};
use ring::digest::{SHA256, digest};
use tonic::transport::{Certificate, ClientTlsConfig, Identity};

/// A certificate authority.
pub struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key, PEM.
#[derive(Clone)]
pub struct Leaf {
    pub cert: String,
    pub key: String,
    pub thumbprint: [u8; 32],
}

/// What is asked of an authority.
pub struct Wanted<'w> {
    pub common_name: &'w str,
    pub uris: &'w [&'w str],
    pub dns: &'w [&'w str],
    /// First and last year that it is good in, from the first of January to the first of January.
    pub years: (i32, i32),
    pub usage: ExtendedKeyUsagePurpose,
    pub serial: u64,
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            common_name: "a client",
            uris: &[],
            dns: &[],
            years: (2026, 2027),
            usage: ExtendedKeyUsagePurpose::ClientAuth,
            serial: 1,
        }
    }
}

/// Binary in PEM.
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).expect("base64"))
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2060, 1, 1));
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("an authority"))
    }

    pub fn cert(&self) -> String {
        pem("CERTIFICATE", self.0.as_ref().der())
    }

    fn params(wanted: &Wanted<'_>) -> CertificateParams {
        let name = |text: &&str| (*text).try_into().expect("a name");
        let mut params = CertificateParams::default();
        params
            .distinguished_name
            .push(DnType::CommonName, wanted.common_name);
        let uris = wanted.uris.iter().map(|uri| SanType::URI(name(uri)));
        let dns = wanted.dns.iter().map(|dns| SanType::DnsName(name(dns)));
        params.subject_alt_names = uris.chain(dns).collect();
        params.extended_key_usages = vec![wanted.usage.clone()];
        params.serial_number = Some(SerialNumber::from(wanted.serial));
        let (from, until) = wanted.years;
        (params.not_before, params.not_after) = (date_time_ymd(from, 1, 1), date_time_ymd(until, 1, 1));
        params
    }

    pub fn sign(&self, wanted: &Wanted<'_>) -> Leaf {
        let key = KeyPair::generate().expect("a key");
        let cert = Self::params(wanted)
            .signed_by(&key, &self.0)
            .expect("a certificate");
        Leaf::of(cert.der(), &key)
    }

    /// A client's certificate with one URI.
    pub fn client(&self, uri: &str) -> Leaf {
        self.sign(&Wanted {
            uris: &[uri],
            ..Wanted::default()
        })
    }

    /// A server's certificate for localhost.
    pub fn server(&self, serial: u64) -> Leaf {
        self.sign(&Wanted {
            common_name: "a server",
            dns: &["localhost"],
            years: (2020, 2059),
            usage: ExtendedKeyUsagePurpose::ServerAuth,
            serial,
            ..Wanted::default()
        })
    }

    /// A list that says that these were revoked, good until the first of January of a year.
    pub fn revoke(&self, serials: &[u64], until: i32) -> String {
        let revoked = serials.iter().map(|serial| RevokedCertParams {
            serial_number: SerialNumber::from(*serial),
            revocation_time: date_time_ymd(2026, 2, 1),
            reason_code: None,
            invalidity_date: None,
        });
        let params = CertificateRevocationListParams {
            this_update: date_time_ymd(2026, 1, 1),
            next_update: date_time_ymd(until, 1, 2),
            crl_number: SerialNumber::from(1_u64),
            issuing_distribution_point: None,
            revoked_certs: revoked.collect(),
            key_identifier_method: KeyIdMethod::Sha256,
        };
        let list = params.signed_by(&self.0).expect("a list");
        pem("X509 CRL", list.der())
    }
}

impl Leaf {
    fn of(der: &[u8], key: &KeyPair) -> Self {
        let mut thumbprint = [0; 32];
        thumbprint.copy_from_slice(digest(&SHA256, der).as_ref());
        Self {
            cert: pem("CERTIFICATE", der),
            key: pem("PRIVATE KEY", key.serialized_der()),
            thumbprint,
        }
    }

    /// A certificate that nobody but itself stands for.
    pub fn self_signed(wanted: &Wanted<'_>) -> Self {
        let key = KeyPair::generate().expect("a key");
        let cert = Authority::params(wanted)
            .self_signed(&key)
            .expect("a certificate");
        Self::of(cert.der(), &key)
    }

    pub fn write(&self, cert: &Path, key: &Path) {
        std::fs::write(cert, &self.cert).expect("a file");
        std::fs::write(key, &self.key).expect("a file");
    }
}

/// How a client connects that trusts this authority, and proves itself by this certificate.
pub fn client_tls(server: &Authority, proves: Option<&Leaf>) -> ClientTlsConfig {
    let config = ClientTlsConfig::new()
        .ca_certificate(Certificate::from_pem(server.cert()))
        .domain_name("localhost");
    match proves {
        Some(leaf) => config.identity(Identity::from_pem(&leaf.cert, &leaf.key)),
        None => config,
    }
}
