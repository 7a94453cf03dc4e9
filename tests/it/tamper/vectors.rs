//! Proofs against the vectors that others have published, and against random changes.

use base64::{Engine, engine::general_purpose::STANDARD};
use redress::domain::merkle::{
    Frontier, Hash, consistency_ranges, hash_of, inclusion_ranges, is_consistent, is_included, leaf,
};
use serde_json::Value;

use crate::projections::steps::Chance;

/// The vectors of a file; `third_party/transparency-dev-merkle/README.md` says whose they are.
fn vectors(file: &str) -> Vec<Value> {
    let path = format!("third_party/transparency-dev-merkle/{file}");
    let text = std::fs::read_to_string(path).expect("the vectors");
    let line = |line| serde_json::from_str(line).expect("a vector");
    text.lines().map(line).collect()
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().unwrap_or_default();
    STANDARD.decode(text).expect("base64")
}

fn proof(vector: &Value) -> Vec<Vec<u8>> {
    let hashes = vector["proof"].as_array();
    hashes
        .map(|hashes| hashes.iter().map(bytes).collect())
        .unwrap_or_default()
}

/// Holds each vector against what it wants; answers how many there are.
fn differing(vectors: &[Value], accepts: impl Fn(&Value) -> bool) -> Vec<&Value> {
    let wants = |vector: &Value| !vector["wantErr"].as_bool().expect("what it wants");
    vectors
        .iter()
        .filter(|vector| accepts(vector) != wants(vector))
        .collect()
}

#[test]
fn every_published_vector_is_as_it_says() {
    let number = |vector: &Value, field: &str| vector[field].as_u64().expect("a number");
    let inclusion = vectors("inclusion.jsonl");
    let differ = differing(&inclusion, |vector| {
        is_included(
            number(vector, "leafIdx"),
            number(vector, "treeSize"),
            &bytes(&vector["leafHash"]),
            &proof(vector),
            &bytes(&vector["root"]),
        )
    });
    assert!(differ.is_empty(), "{differ:#?}");
    let consistency = vectors("consistency.jsonl");
    let differ = differing(&consistency, |vector| {
        let (one, other) = (bytes(&vector["root1"]), bytes(&vector["root2"]));
        is_consistent(
            (number(vector, "size1"), &one),
            (number(vector, "size2"), &other),
            &proof(vector),
        )
    });
    assert!(differ.is_empty(), "{differ:#?}");
    assert_eq!((inclusion.len(), consistency.len()), (98, 98));
}

/// Changes of proofs that are tried; the campaign tries more.
fn asked() -> u64 {
    let asked = std::env::var("REDRESS_TEST_PROOFS").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(60_000)
}

/// The largest tree.
const LEAVES: usize = 10_000;

/// One bit of one hash the other way; a hash too many, too few, or in another place.
fn change(proof: &mut Vec<Vec<u8>>, chance: &mut Chance) {
    let place = chance.below(proof.len().max(1));
    match chance.below(6) {
        0 => proof.insert(place, vec![7; 32]),
        1 if !proof.is_empty() => drop(proof.remove(place)),
        2 if proof.len() > 1 && proof[place] != proof[0] => proof.swap(0, place),
        3 => proof.push(proof.last().cloned().unwrap_or_else(|| vec![0; 32])),
        _ if proof.is_empty() => proof.push(Vec::new()),
        _ => proof[place][chance.below(32)] ^= 1 << chance.below(8),
    }
}

#[test]
fn random_proofs_hold_and_none_that_was_changed() {
    let numbers = (0..LEAVES as u64).map(|number| leaf(&number.to_be_bytes()));
    let leaves: Vec<Hash> = numbers.collect();
    let mut tree = Frontier::default();
    let mut roots = vec![tree.root()];
    for leaf in &leaves {
        tree.push(*leaf);
        roots.push(tree.root());
    }
    let mut chance = Chance::new(20_261_122);
    let (mut tried, mut wrong, mut refused) = (0, Vec::new(), 0);
    while tried < asked() {
        let newer = 2 + chance.below(LEAVES - 1);
        let older = 1 + chance.below(newer - 1);
        let index = chance.below(newer);
        let hashes = |ranges: Vec<redress::domain::merkle::Range>| -> Vec<Vec<u8>> {
            let hash = |range| hash_of(&leaves, range).expect("leaves").to_vec();
            ranges.into_iter().map(hash).collect()
        };
        let consistency = hashes(consistency_ranges(older as u64, newer as u64).expect("a proof"));
        let inclusion = hashes(inclusion_ranges(index as u64, newer as u64).expect("a proof"));
        let consistent = |older: usize, newer: usize, root: &Hash, proof: &[Vec<u8>]| {
            is_consistent((older as u64, root), (newer as u64, &roots[newer]), proof)
        };
        let included = |index: usize, leaf: &Hash, proof: &[Vec<u8>]| {
            is_included(index as u64, newer as u64, leaf, proof, &roots[newer])
        };
        if !consistent(older, newer, &roots[older], &consistency)
            || !included(index, &leaves[index], &inclusion)
        {
            refused += 1;
        }
        // Right proofs of something else, and then wrong proofs.
        let other = 1 + (older + chance.below(newer - 1)) % newer;
        if other != older && consistent(older, newer, &roots[other], &consistency) {
            wrong.push(format!("the root of {other} as that of {older} in {newer}"));
        }
        let beside = (index + 1 + chance.below(newer - 1)) % newer;
        if beside != index && included(beside, &leaves[index], &inclusion) {
            wrong.push(format!("leaf {index} at {beside} of {newer}"));
        }
        tried += 2;
        for _ in 0..50 {
            let (mut one, mut other) = (consistency.clone(), inclusion.clone());
            change(&mut one, &mut chance);
            change(&mut other, &mut chance);
            if one != consistency && consistent(older, newer, &roots[older], &one) {
                wrong.push(format!("a changed proof from {older} to {newer}"));
            }
            if other != inclusion && included(index, &leaves[index], &other) {
                wrong.push(format!("a changed proof of {index} in {newer}"));
            }
            tried += 2;
        }
    }
    println!(
        "{tried} wrong proofs, {} accepted; {refused} right ones refused",
        wrong.len()
    );
    assert_eq!(refused, 0, "right proofs were refused");
    assert!(
        wrong.is_empty(),
        "{} of {tried} wrong proofs were accepted: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(5)]
    );
}
