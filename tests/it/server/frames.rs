//! HTTP/2 by hand (RFC 9113), for what no honest client library would send.

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::mpsc,
    time::timeout,
};

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// POST, http, `/x` and an authority, from HPACK's static table and as literals (RFC 7541).
const REQUEST: &[u8] = &[0x83, 0x86, 0x04, 0x02, b'/', b'x', 0x01, 0x01, b'h'];

/// A frame as it came.
#[derive(Debug, Clone)]
pub struct Frame {
    kind: u8,
    flags: u8,
    payload: Vec<u8>,
}

impl Frame {
    /// The error code of a peer that asks for too much.
    pub const ENHANCE_YOUR_CALM: u32 = 11;
    /// One header, `a: b`, as a literal that no table keeps.
    pub const LITERAL_HEADER: [u8; 5] = [0x00, 0x01, b'a', 0x01, b'b'];

    /// The error code of GOAWAY.
    pub fn error_code(&self) -> u32 {
        u32::from_be_bytes(self.payload[4..8].try_into().expect("four bytes"))
    }
}

/// A peer that sends what it likes. What comes back is read all the time, so that nothing is stuck.
pub struct Peer {
    writing: OwnedWriteHalf,
    frames: mpsc::UnboundedReceiver<Frame>,
}

impl Peer {
    /// Connects and says hello with empty settings.
    pub async fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("a connection");
        let (reading, mut writing) = stream.into_split();
        writing.write_all(PREFACE).await.expect("the preface");
        let (sender, frames) = mpsc::unbounded_channel();
        tokio::spawn(read(reading, sender));
        let mut peer = Self { writing, frames };
        peer.send(SETTINGS, 0, 0, &[]).await.expect("settings");
        peer
    }

    /// The server's settings.
    pub async fn settings(&mut self) -> BTreeMap<u16, u32> {
        let frame = self.until(SETTINGS).await.expect("settings");
        assert_eq!(frame.flags & ACK, 0);
        let mut settings = BTreeMap::new();
        for setting in frame.payload.chunks_exact(6) {
            let id = u16::from_be_bytes([setting[0], setting[1]]);
            let value = u32::from_be_bytes(setting[2..6].try_into().expect("four bytes"));
            settings.insert(id, value);
        }
        settings
    }

    /// Waits for a frame of a kind.
    pub async fn until(&mut self, kind: u8) -> Option<Frame> {
        loop {
            let frame = timeout(Duration::from_secs(10), self.frames.recv())
                .await
                .ok()??;
            if frame.kind == kind {
                return Some(frame);
            }
        }
    }

    /// Sends a frame.
    pub async fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> std::io::Result<()> {
        let length = u32::try_from(payload.len()).expect("a short frame").to_be_bytes();
        let mut frame = vec![length[1], length[2], length[3], kind, flags];
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        self.writing.write_all(&frame).await
    }

    /// Opens a stream with a request that has no end yet.
    pub async fn send_headers(&mut self, stream: u32) -> std::io::Result<()> {
        self.send(HEADERS, END_HEADERS, stream, REQUEST).await
    }

    /// Opens a stream with a header block that goes on.
    pub async fn send_unfinished_headers(&mut self, stream: u32) -> std::io::Result<()> {
        self.send(HEADERS, 0, stream, REQUEST).await
    }
}

async fn read(mut reading: OwnedReadHalf, frames: mpsc::UnboundedSender<Frame>) {
    let mut head = [0; 9];
    while reading.read_exact(&mut head).await.is_ok() {
        let length = usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2]);
        let mut payload = vec![0; length];
        if reading.read_exact(&mut payload).await.is_err() {
            return;
        }
        let frame = Frame {
            kind: head[3],
            flags: head[4],
            payload,
        };
        if frames.send(frame).is_err() {
            return;
        }
    }
}
