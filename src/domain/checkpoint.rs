//! The text of a checkpoint, as C2SP tlog-checkpoint has it: which log, how many events, and the root over them. It
//! is signed as a C2SP signed note by the store.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::{ids::AuthorityId, merkle::Hash};

/// How far a log was, and what it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: see [`origin`].
    pub origin: String,
    /// How many events it had.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

/// The name of an authority's log in the world: the name of the deployment's key, a slash, the authority.
pub fn origin(deployment: &str, authority: &str) -> String {
    format!("{deployment}/{authority}")
}

/// Whether a text can be the name of a key: not empty, and without spaces, control characters and plus signs, which
/// stand between the parts of a key and of a signature.
pub fn is_key_name(text: &str) -> bool {
    let stands = |one: char| !one.is_whitespace() && !one.is_control() && one != '+';
    !text.is_empty() && text.len() <= super::limits::KEY_NAME_BYTES_MAX && text.chars().all(stands)
}

impl Checkpoint {
    /// The checkpoint of an authority's log.
    pub fn of(deployment: &str, authority: &AuthorityId, size: u64, root: Hash) -> Self {
        Self {
            origin: origin(deployment, authority.as_str()),
            size,
            root,
        }
    }

    /// The three lines that are signed, each with its end.
    pub fn text(&self) -> String {
        let Self { origin, size, root } = self;
        format!("{origin}\n{size}\n{}\n", STANDARD.encode(root))
    }

    /// Reads the three lines; nothing where they are written in any other way, or there are more.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: size.parse().ok()?,
            root: STANDARD.decode(root).ok()?.try_into().ok()?,
        };
        (!origin.is_empty() && checkpoint.text() == text).then_some(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_back_and_no_other_does() {
        let root = [7; 32];
        let checkpoint = Checkpoint {
            origin: "register.example/kent".to_owned(),
            size: 120,
            root,
        };
        let text = checkpoint.text();
        assert_eq!(Checkpoint::read(&text), Some(checkpoint));
        let others = [
            text.replace("120", "0120"),
            text.replace("120", "+120"),
            text.replace("120", "-1"),
            text.replace("register.example/kent", ""),
            text.trim_end().to_owned(),
            format!("{text}more\n"),
            text.replace('=', ""),
            String::new(),
        ];
        for other in others {
            assert_eq!(Checkpoint::read(&other), None, "{other:?}");
        }
    }
}
