//! An agent that holds keys, on a socket of this machine: the way to a key management service or a security module. It
//! speaks lines of JSON, a question and an answer on each connection.
//!
//! `{"operation":"current"}` is answered `{"key_id":"…"}`. `{"operation":"wrap","key_id":"…","place":"…","data":"…"}` and
//! the same with `unwrap` are answered `{"data":"…"}`. `place` and `data` are bytes as hexadecimal digits; the agent binds
//! what it wraps to the place, and refuses to open it in another. `{"error":"…"}` is a refusal, whose word
//! `unknown_key` says that there is no key of that id, and `unavailable` that the service behind it does not answer.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::UnixStream,
    time::timeout,
};
use zeroize::Zeroizing;

use super::{
    cipher::{Place, SealingError},
    key_provider::{Answer, KeyProvider},
    value::{from_hex, hex},
};
use crate::domain::limits;

/// The agent at a socket.
#[derive(Debug, Clone)]
pub struct KeyAgent {
    socket: PathBuf,
}

#[derive(Serialize)]
struct Question<'a> {
    operation: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a str>,
}

#[derive(Deserialize)]
struct Said {
    key_id: Option<String>,
    data: Option<String>,
    error: Option<String>,
}

impl KeyAgent {
    /// The agent at this socket, which is asked when there is something to ask.
    pub fn at(socket: &Path) -> Self {
        Self {
            socket: socket.to_owned(),
        }
    }

    async fn ask(&self, question: &Question<'_>) -> Result<Said, SealingError> {
        let within = Duration::from_millis(limits::AGENT_ANSWER_MS_MAX);
        let answer = timeout(within, self.exchange(question)).await;
        let answer = answer.map_err(|_| SealingError::Away)??;
        let said: Said = serde_json::from_slice(&answer).map_err(|_| SealingError::Agent)?;
        match said.error.as_deref() {
            None => Ok(said),
            Some("unavailable") => Err(SealingError::Away),
            Some("unknown_key") => {
                let id = question.key_id.unwrap_or_default();
                Err(SealingError::UnknownKey(id.to_owned()))
            }
            Some(_) => Err(SealingError::Agent),
        }
    }

    async fn exchange(&self, question: &Question<'_>) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let away = |_| SealingError::Away;
        let mut line = Zeroizing::new(serde_json::to_vec(question).map_err(|_| SealingError::Agent)?);
        line.push(b'\n');
        let mut stream = UnixStream::connect(&self.socket).await.map_err(away)?;
        stream.write_all(&line).await.map_err(away)?;
        stream.shutdown().await.map_err(away)?;
        let mut answer = Zeroizing::new(Vec::new());
        let mut bounded = stream.take(limits::AGENT_ANSWER_BYTES_MAX);
        bounded.read_to_end(&mut answer).await.map_err(away)?;
        // An agent that stops in the middle of an answer has not answered.
        if answer.last() == Some(&b'\n') {
            Ok(answer)
        } else {
            Err(SealingError::Away)
        }
    }

    async fn bytes(
        &self,
        operation: &str,
        id: &str,
        place: &Place,
        data: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        let data = Zeroizing::new(hex(data));
        let question = Question {
            operation,
            key_id: Some(id),
            place: Some(hex(place.bytes())),
            data: Some(&data),
        };
        let said = self.ask(&question).await?.data.map(Zeroizing::new);
        let said = said.ok_or(SealingError::Agent)?;
        from_hex(&said).map(Zeroizing::new).ok_or(SealingError::Agent)
    }
}

impl KeyProvider for KeyAgent {
    fn current(&self) -> Answer<'_, String> {
        let question = Question {
            operation: "current",
            key_id: None,
            place: None,
            data: None,
        };
        Box::pin(async move { self.ask(&question).await?.key_id.ok_or(SealingError::Agent) })
    }

    fn wrap<'a>(&'a self, id: &'a str, place: &'a Place, plain: &'a [u8]) -> Answer<'a, Vec<u8>> {
        Box::pin(async move { Ok(self.bytes("wrap", id, place, plain).await?.to_vec()) })
    }

    fn unwrap<'a>(
        &'a self,
        id: &'a str,
        place: &'a Place,
        wrapped: &'a [u8],
    ) -> Answer<'a, Zeroizing<Vec<u8>>> {
        Box::pin(self.bytes("unwrap", id, place, wrapped))
    }

    fn may_be_away(&self) -> bool {
        true
    }
}
