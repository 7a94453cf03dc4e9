//! Roots and proofs by the letter of RFC 6962, against what the module makes of them.

use super::*;

/// MTH of RFC 6962 section 2.1, word for word.
fn mth(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty(),
        [one] => *one,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node(&mth(left), &mth(right))
        }
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf(&number.to_be_bytes())).collect()
}

fn proof(leaves: &[Hash], ranges: &[Range]) -> Vec<Hash> {
    let hashes = ranges.iter().map(|range| hash_of(leaves, *range));
    hashes.collect::<Option<_>>().expect("all leaves are known")
}

#[test]
fn every_small_tree_is_that_of_the_standard() {
    let all = leaves(70);
    let mut frontier = Frontier::default();
    for size in 0..=all.len() {
        assert_eq!(frontier.root(), mth(&all[..size]), "{size} leaves");
        frontier.push(all.get(size).copied().unwrap_or_default());
    }
}

#[test]
fn every_proof_of_a_small_tree_holds_and_holds_for_nothing_else() {
    let all = leaves(40);
    for size in 1..=40_u64 {
        let root = mth(&all[..usize::try_from(size).expect("a size")]);
        for index in 0..size {
            let ranges = inclusion_ranges(index, size).expect("a leaf of the tree");
            let proof = proof(&all, &ranges);
            for (other, leaf) in (0_u64..).zip(&all) {
                let included = is_included(other, size, leaf, &proof, &root);
                assert_eq!(included, other == index, "{other} for {index} of {size}");
            }
        }
        for older in 1..=size {
            let ranges = consistency_ranges(older, size).expect("a smaller tree");
            let proof = proof(&all, &ranges);
            for other in 1..=40_u64 {
                let known = mth(&all[..usize::try_from(other).expect("a size")]);
                let consistent = is_consistent((other, &known), (size, &root), &proof);
                // A tree is consistent with itself, and then nothing may be said beside it.
                let should = other == older;
                assert_eq!(consistent, should, "{other} for {older} of {size}");
            }
        }
    }
}

#[test]
fn what_is_not_in_a_tree_has_no_proof() {
    assert_eq!(inclusion_ranges(3, 3), None);
    assert_eq!(inclusion_ranges(0, 0), None);
    assert_eq!(consistency_ranges(4, 3), None);
    assert_eq!(consistency_ranges(0, 3), Some(Vec::new()));
}
