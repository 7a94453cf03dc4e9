//! Proofs of a log as callers get them.

use base64::{Engine, engine::general_purpose::STANDARD};
use redress::{
    api::wire,
    domain::{
        access::Role,
        ids::Stream,
        merkle::{Frontier, Hash, Range, hash_of, is_consistent, is_included, leaf},
    },
};
use tonic::Code;

use super::log::{NAME, dump, rows, write_every_kind};
use crate::{
    foundations::{append, authority, event},
    harness::{NORTHWICK, Register, for_each_register},
    projections::steps::Chance,
};

fn number(number: impl TryInto<i64>) -> i64 {
    number.try_into().ok().expect("a number")
}

fn inclusion(position: impl TryInto<i64>, size: impl TryInto<i64>) -> wire::ProveInclusionRequest {
    wire::ProveInclusionRequest {
        parent: NORTHWICK.to_owned(),
        position: number(position),
        size: number(size),
    }
}

fn consistency(older: impl TryInto<i64>, newer: impl TryInto<i64>) -> wire::ProveConsistencyRequest {
    wire::ProveConsistencyRequest {
        parent: NORTHWICK.to_owned(),
        older_size: number(older),
        newer_size: number(newer),
    }
}

/// The leaves of the log, and the root at each size.
async fn tree(register: &Register<'_>) -> (Vec<Hash>, Vec<Hash>) {
    let rows = rows(&dump(register.scratch).await, NAME);
    let leaves: Vec<Hash> = rows.iter().map(|row| leaf(&row.hash)).collect();
    let mut tree = Frontier::default();
    let mut roots = vec![tree.root()];
    for leaf in &leaves {
        tree.push(*leaf);
        roots.push(tree.root());
    }
    (leaves, roots)
}

#[tokio::test]
async fn what_is_proved_to_a_caller_holds() {
    for_each_register(async |register| {
        write_every_kind(register).await;
        let auditor = register.client(Role::Auditor);
        let (_, roots) = tree(register).await;
        let size = roots.len() - 1;
        let mut chance = Chance::new(7);
        for _ in 0..60 {
            let newer = 1 + chance.below(size);
            let older = 1 + chance.below(newer);
            let place = 1 + chance.below(newer);
            let request = inclusion(place, newer);
            let proof = auditor.changes().prove_inclusion(request).await.expect("a proof");
            let proof = proof.into_inner();
            assert_eq!(proof.root, roots[newer]);
            let hash = leaf(&proof.event_hash);
            assert!(is_included(
                place as u64 - 1,
                newer as u64,
                &hash,
                &proof.hashes,
                &roots[newer]
            ));
            let request = consistency(older, newer);
            let proof = auditor
                .changes()
                .prove_consistency(request)
                .await
                .expect("a proof");
            let proof = proof.into_inner();
            assert_eq!(
                (&proof.older_root[..], &proof.newer_root[..]),
                (&roots[older][..], &roots[newer][..])
            );
            let (one, other) = (
                (older as u64, &roots[older][..]),
                (newer as u64, &roots[newer][..]),
            );
            assert!(is_consistent(one, other, &proof.hashes), "{older} in {newer}");
        }
    })
    .await;
}

/// Over many blocks of events, of which a proof reads two.
#[tokio::test]
async fn proofs_of_a_long_log_are_those_of_its_whole_tree() {
    for_each_register(async |register| {
        let stream = Stream::representation(&authority(NAME), 1_000_000);
        let events = (1..=6_000).map(|version| event(stream.clone(), version, version));
        append(&register.scratch.database, events.collect()).await;
        let auditor = register.client(Role::Auditor);
        let (leaves, roots) = tree(register).await;
        let size = leaves.len();
        let mut chance = Chance::new(8);
        let edges = [1, 255, 256, 257, 4_095, 4_096, 4_097, 5_120, size - 1, size];
        for round in 0..60 {
            let newer = edges
                .get(round)
                .copied()
                .unwrap_or_else(|| 1 + chance.below(size));
            let older = 1 + chance.below(newer);
            let whole = Range {
                begin: 0,
                end: newer as u64,
            };
            assert_eq!(hash_of(&leaves, whole), Some(roots[newer]));
            let request = consistency(older, newer);
            let proof = auditor
                .changes()
                .prove_consistency(request)
                .await
                .expect("a proof");
            let hashes = proof.into_inner().hashes;
            let (one, other) = (
                (older as u64, &roots[older][..]),
                (newer as u64, &roots[newer][..]),
            );
            assert!(is_consistent(one, other, &hashes), "{older} in {newer}");
            let request = inclusion(older, newer);
            let proof = auditor
                .changes()
                .prove_inclusion(request)
                .await
                .expect("a proof")
                .into_inner();
            assert_eq!(proof.root, roots[newer], "{newer}");
            assert!(is_included(
                older as u64 - 1,
                newer as u64,
                &leaves[older - 1],
                &proof.hashes,
                &proof.root
            ));
        }
    })
    .await;
}

#[tokio::test]
async fn a_proof_of_what_is_not_there_is_refused_with_every_field() {
    for_each_register(async |register| {
        let auditor = register.client(Role::Auditor);
        let head = number(tree(register).await.0.len());
        for (position, size, fields) in [(0, 0, 2), (0, 3, 1), (4, 3, 1), (-1, -1, 2), (2, 0, 2)] {
            let refused = auditor.changes().prove_inclusion(inclusion(position, size)).await;
            let refused = refused.expect_err("no proof");
            assert_eq!(refused.code(), Code::InvalidArgument);
            let details = tonic_types::StatusExt::get_details_bad_request(&refused).expect("fields");
            assert_eq!(details.field_violations.len(), fields, "{position} of {size}");
        }
        for (older, newer, fields) in [(0, 0, 2), (0, 3, 1), (4, 3, 1)] {
            let refused = auditor
                .changes()
                .prove_consistency(consistency(older, newer))
                .await;
            let refused = refused.expect_err("no proof");
            let details = tonic_types::StatusExt::get_details_bad_request(&refused).expect("fields");
            assert_eq!(details.field_violations.len(), fields, "{older} in {newer}");
        }
        let ahead = auditor.changes().prove_inclusion(inclusion(1, head + 1)).await;
        assert_eq!(ahead.expect_err("no proof").code(), Code::FailedPrecondition);
        let ahead = auditor
            .changes()
            .prove_consistency(consistency(1, head + 1))
            .await;
        assert_eq!(ahead.expect_err("no proof").code(), Code::FailedPrecondition);
    })
    .await;
}

/// A checkpoint that a caller has kept is what a later tree is held against.
#[tokio::test]
async fn a_checkpoint_that_was_kept_shows_that_nothing_was_changed() {
    for_each_register(async |register| {
        let ask = wire::GetCheckpointRequest {
            parent: NORTHWICK.to_owned(),
        };
        let auditor = register.client(Role::Auditor);
        let none = auditor
            .changes()
            .get_checkpoint(ask.clone())
            .await
            .expect("an answer");
        assert_eq!(none.into_inner().note, "", "no checkpoints are kept");
        let folder = register.scratch.folder.path().join("checkpoints");
        let key = register.scratch.folder.path().join("checkpoint.key");
        std::fs::create_dir(&folder).expect("a folder");
        redress::app::checkpoints::make_key(&key, "register.example").expect("a key");
        let app = register.serve_with_checkpoints(&folder, &key).await;
        assert!(app.write_checkpoints().await.expect("checkpoints") >= 3);
        let auditor = register.client(Role::Auditor);
        let kept = auditor
            .changes()
            .get_checkpoint(ask.clone())
            .await
            .expect("an answer");
        let kept = kept.into_inner().note;
        let lines: Vec<&str> = kept.lines().collect();
        assert_eq!(lines[0], "register.example/northwick");
        let older: u64 = lines[1].parse().expect("a size");
        register
            .officer()
            .register(crate::harness::build::complaint(
                wire::Procedure::ChildrenStatutory,
                crate::harness::day(2026, 4, 8),
            ))
            .await
            .expect("a registration");
        app.write_checkpoints().await.expect("checkpoints");
        let (leaves, roots) = tree(register).await;
        let newer = leaves.len() as u64;
        assert!(newer > older);
        let proof = auditor
            .changes()
            .prove_consistency(consistency(older, newer))
            .await;
        let proof = proof.expect("a proof").into_inner();
        let (one, other) = ((older, &proof.older_root[..]), (newer, &roots[leaves.len()][..]));
        assert!(is_consistent(one, other, &proof.hashes));
        assert_eq!(STANDARD.encode(&proof.older_root), lines[2], "what was signed");
    })
    .await;
}
