//! Headers that bear no token, and tokens that are not of the form.

use redress::domain::access::Defect::{self, *};
use serde_json::json;

use crate::callers::world::{NOW, World};

/// A credential that must not be taken.
pub struct Case {
    /// The rule that it breaks.
    pub rule: &'static str,
    /// Why it is refused.
    pub why: Defect,
    /// The `authorization` header.
    pub header: String,
}

#[expect(clippy::needless_pass_by_value, reason = "a table of cases reads best so")]
pub fn case(rule: &'static str, why: Defect, token: String) -> Case {
    let header = format!("Bearer {token}");
    Case { rule, why, header }
}

/// Headers that bear no token, and tokens that are not of the form.
pub fn of_form(world: &World) -> Vec<Case> {
    let good = world.plain.with(NOW, json!({}));
    let parts: Vec<&str> = good.split('.').collect();
    let claims = world.plain.claims(NOW).to_string();
    let header = r#"{"alg":"RS256","kid":"rsa","typ":"at+jwt"}"#;
    let sign = |header: &str, claims: &str| world.plain.keys.sign_text(header, claims);
    let and = |member: &str| format!("{},{member}}}", claims.trim_end_matches('}'));
    let raw = |rule, why, header: &str| Case {
        rule,
        why,
        header: header.to_owned(),
    };
    let text = format!("redress credential\nsubject\n{}\ncrm", world.plain.url).replace('\n', "%0A");
    vec![
        raw(
            "RFC 6750 2.1: a scheme that is not Bearer",
            Scheme,
            "Basic Y3JtOmNybQ==",
        ),
        raw("RFC 6750 2.1: nothing after the scheme", Scheme, "Bearer "),
        raw("RFC 6750 2.1: the token without its scheme", Scheme, &good),
        case(
            "a secret that nobody was given",
            TokenUnknown,
            format!("redress_{}", "0".repeat(64)),
        ),
        case("the text of a credential for a secret", Malformed, text),
        case(
            "longer than any token",
            TooLong,
            format!("{good}{}", "A".repeat(13_000)),
        ),
        case("RFC 7519 7.2: two parts", Malformed, parts[..2].join(".")),
        case("RFC 7519 7.2: four parts", Malformed, format!("{good}.")),
        case(
            "RFC 7516 3.1: five parts, encrypted",
            Malformed,
            format!("{good}.AAAA.AAAA"),
        ),
        case(
            "RFC 7515 2: base64url with padding",
            Malformed,
            format!("{}.{}.{}==", parts[0], parts[1], parts[2]),
        ),
        case(
            "RFC 7515 2: base64 instead of base64url",
            Malformed,
            format!("{}.{}.++//", parts[0], parts[1]),
        ),
        case(
            "RFC 7515 2: white space within",
            Malformed,
            format!("{} .{}.{}", parts[0], parts[1], parts[2]),
        ),
        case(
            "RFC 7519 7.2: a header that is no object",
            Malformed,
            sign("[1]", &claims),
        ),
        case(
            "RFC 7519 7.2: claims that are no object",
            Malformed,
            sign(header, "\"claims\""),
        ),
        case(
            "RFC 8259: text after the claims",
            Malformed,
            sign(header, &format!("{claims} {{}}")),
        ),
        case(
            "RFC 8725 2.4: a claim that is there twice",
            Malformed,
            sign(header, &and(r#""sub":"root""#)),
        ),
        case(
            "RFC 8725 2.4: twice, once in an escape",
            Malformed,
            sign(header, &and(r#""\u0073ub":"root""#)),
        ),
        case(
            "RFC 8725 2.4: twice further down",
            Malformed,
            sign(header, &and(r#""cnf":{"jkt":"a","jkt":"b"}"#)),
        ),
        case(
            "RFC 7515 4: a header parameter that is there twice",
            Malformed,
            sign(
                r#"{"alg":"none","alg":"RS256","kid":"rsa","typ":"at+jwt"}"#,
                &claims,
            ),
        ),
    ]
}
