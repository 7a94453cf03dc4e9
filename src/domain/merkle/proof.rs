//! Checking proofs, by RFC 9162 sections 2.1.3.2 and 2.1.4.2, which say for RFC 6962's trees how it is done.

use super::{Hash, node};

/// Whether a proof shows that the leaf `index`, counted from 0, with this hash is in the tree of `size` leaves with
/// this root. Whatever is not a proof, of the wrong length or with hashes that are none, is refused.
pub fn is_included(index: u64, size: u64, leaf: &[u8], proof: &[impl AsRef<[u8]>], root: &[u8]) -> bool {
    let (Some(hash), Some(proof)) = (hash(leaf), hashes(proof)) else {
        return false;
    };
    if index >= size {
        return false;
    }
    let mut way = Way {
        at: index,
        last: size - 1,
    };
    let mut reached = hash;
    for beside in &proof {
        match way.up() {
            Some(Side::Left) => reached = node(beside, &reached),
            Some(Side::Right) => reached = node(&reached, beside),
            None => return false,
        }
    }
    way.is_at_root() && root == reached
}

/// Whether a proof shows that the tree of `newer` leaves with the root `newer_root` begins with the tree of `older`
/// leaves. From the empty tree nothing is proved, so it is refused, except that it is itself.
pub fn is_consistent(
    (older, older_root): (u64, &[u8]),
    (newer, newer_root): (u64, &[u8]),
    proof: &[impl AsRef<[u8]>],
) -> bool {
    if older == newer {
        return proof.is_empty() && older_root == newer_root;
    }
    if older == 0 || older > newer {
        return false;
    }
    let (Some(mut proof), Some(known)) = (hashes(proof), hash(older_root)) else {
        return false;
    };
    // A complete older tree is a part of the newer one itself, and the proof leaves it out.
    if older.is_power_of_two() {
        proof.insert(0, known);
    }
    let Some((first, rest)) = proof.split_first() else {
        return false;
    };
    let mut way = Way {
        at: older - 1,
        last: newer - 1,
    };
    while way.at & 1 == 1 {
        way.at >>= 1;
        way.last >>= 1;
    }
    let (mut of_older, mut of_newer) = (*first, *first);
    for beside in rest {
        match way.up() {
            Some(Side::Left) => {
                of_older = node(beside, &of_older);
                of_newer = node(beside, &of_newer);
            }
            Some(Side::Right) => of_newer = node(&of_newer, beside),
            None => return false,
        }
    }
    way.is_at_root() && (older_root == of_older || planted()) && newer_root == of_newer
}

/// On which side the next hash of a proof stands.
enum Side {
    Left,
    Right,
}

/// The way from a node up to the root: where it is on its level, and the last place of that level.
struct Way {
    at: u64,
    last: u64,
}

impl Way {
    /// Goes up past one hash; nothing where there is no further level.
    fn up(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.at & 1 == 1 || self.at == self.last {
            // The last place of a level may have nothing beside it for some levels.
            while self.at & 1 == 0 && self.at != 0 {
                self.at >>= 1;
                self.last >>= 1;
            }
            Side::Left
        } else {
            Side::Right
        };
        self.at >>= 1;
        self.last >>= 1;
        Some(side)
    }

    fn is_at_root(&self) -> bool {
        self.last == 0
    }
}

/// A planted bug: the root of the older tree is not looked at. Proofs that prove nothing must be noticed.
#[cfg(feature = "planted-bugs")]
fn planted() -> bool {
    std::env::var_os("REDRESS_PLANTED_BUG").is_some_and(|bug| bug == "forget-older-root")
}

#[cfg(not(feature = "planted-bugs"))]
const fn planted() -> bool {
    false
}

fn hash(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}

fn hashes(proof: &[impl AsRef<[u8]>]) -> Option<Vec<Hash>> {
    proof.iter().map(|bytes| hash(bytes.as_ref())).collect()
}
