//! The server itself: its limits as they are on the wire, what it does to a hostile peer, and how it ends.

mod frames;

use std::{process::Command, time::Duration};

use redress::domain::limits;
use tokio::time::{Instant, timeout};
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};

use self::frames::{Frame, Peer};
use crate::harness::{connect, for_each_register};

/// The settings of RFC 9113 section 6.5.2 that bound a peer.
const MAX_CONCURRENT_STREAMS: u16 = 3;
const MAX_HEADER_LIST_SIZE: u16 = 6;

/// Types of frames (RFC 9113 section 6).
const RST_STREAM: u8 = 3;
const GOAWAY: u8 = 7;
const CONTINUATION: u8 = 9;

/// Hazard H4: tonic removes hyper's safe defaults, so each limit is read off the wire.
#[tokio::test]
async fn the_settings_on_the_wire_are_the_limits() {
    for_each_register(async |register| {
        let mut peer = Peer::connect(register.address).await;
        let settings = peer.settings().await;
        assert_eq!(
            settings.get(&MAX_CONCURRENT_STREAMS),
            Some(&limits::CONCURRENT_STREAMS_MAX)
        );
        assert_eq!(
            settings.get(&MAX_HEADER_LIST_SIZE),
            Some(&limits::HEADER_LIST_BYTES_MAX)
        );
    })
    .await;
}

/// Hazard H5, CVE-2023-44487: streams that are opened and reset at once.
#[tokio::test]
async fn a_rapid_reset_is_answered_with_go_away() {
    for_each_register(async |register| {
        let mut peer = Peer::connect(register.address).await;
        for turn in 0..2_000 {
            let stream = 2 * turn + 1;
            let sent = peer.send_headers(stream).await.is_ok()
                && peer
                    .send(RST_STREAM, 0, stream, &8_u32.to_be_bytes())
                    .await
                    .is_ok();
            if !sent {
                break;
            }
        }
        let end = peer.until(GOAWAY).await.expect("GOAWAY");
        assert_eq!(end.error_code(), Frame::ENHANCE_YOUR_CALM);
        still_serves(register.address).await;
    })
    .await;
}

/// Hazard H4, CVE-2025-8671: streams that the peer makes the server reset, here by a window update of nothing.
#[tokio::test]
async fn resets_that_a_peer_provokes_are_answered_with_go_away() {
    const WINDOW_UPDATE: u8 = 8;
    for_each_register(async |register| {
        let mut peer = Peer::connect(register.address).await;
        for turn in 0..6_000 {
            let stream = 2 * turn + 1;
            let sent = peer.send_headers(stream).await.is_ok()
                && peer
                    .send(WINDOW_UPDATE, 0, stream, &0_u32.to_be_bytes())
                    .await
                    .is_ok();
            if !sent {
                break;
            }
        }
        let end = peer.until(GOAWAY).await.expect("GOAWAY");
        assert_ne!(end.error_code(), 0);
        still_serves(register.address).await;
    })
    .await;
}

/// Hazard H5: a header block that never ends.
#[tokio::test]
async fn a_flood_of_continuations_is_answered_with_go_away() {
    for_each_register(async |register| {
        let mut peer = Peer::connect(register.address).await;
        peer.send_unfinished_headers(1).await.expect("headers");
        for _ in 0..50_000 {
            if peer
                .send(CONTINUATION, 0, 1, &Frame::LITERAL_HEADER)
                .await
                .is_err()
            {
                break;
            }
        }
        let end = peer.until(GOAWAY).await.expect("GOAWAY");
        assert_eq!(end.error_code(), Frame::ENHANCE_YOUR_CALM);
        still_serves(register.address).await;
    })
    .await;
}

/// An honest client is served beside what the hostile one does.
async fn still_serves(address: std::net::SocketAddr) {
    let mut health = HealthClient::new(connect(address).await);
    let answer = health
        .check(HealthCheckRequest::default())
        .await
        .expect("an answer");
    assert_eq!(answer.get_ref().status(), ServingStatus::Serving);
}

/// Hazards H8 and H9: a stream that stays open does not hold the server. Health says so before the connection ends.
#[tokio::test]
async fn a_stop_is_announced_and_ends_though_a_watch_is_open() {
    for_each_register(async |register| {
        register.drain_for(Duration::from_secs(2)).await;
        let mut health = HealthClient::new(connect(register.address).await);
        let watch = health
            .watch(HealthCheckRequest::default())
            .await
            .expect("a watch");
        let mut watch = watch.into_inner();
        let first = watch.message().await.expect("an answer").expect("a status");
        assert_eq!(first.status(), ServingStatus::Serving);
        let began = Instant::now();
        register.begin_stop();
        let next = timeout(Duration::from_secs(1), watch.message())
            .await
            .expect("at once");
        let next = next.expect("an answer").expect("a status");
        assert_eq!(next.status(), ServingStatus::NotServing);
        register.ended(Duration::from_secs(4)).await.expect("a clean end");
        assert!(
            began.elapsed() >= Duration::from_secs(2),
            "the watch had its time"
        );
    })
    .await;
}

/// Tokens and records do not cross a network in clear because somebody forgot a flag.
#[test]
fn an_address_other_than_loopback_without_tls_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |listen: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redress"));
        command
            .env_clear()
            .args(["serve", "--listen", listen, "--data"])
            .arg(folder.path());
        command.output().expect("the program")
    };
    for exposed in ["0.0.0.0:0", "[::]:0", "192.0.2.1:50051"] {
        let output = run(exposed);
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains("is not a loopback address and there is no TLS"),
            "{said}"
        );
        assert!(said.contains("--insecure"), "{said}");
    }
    assert_eq!(
        folder.path().read_dir().expect("the folder").count(),
        0,
        "nothing was made"
    );
}
