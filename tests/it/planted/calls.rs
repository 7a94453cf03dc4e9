//! Calls whose callers go away: by a reset of the stream, by a deadline, by the loss of the connection.
//!
//! In half of them the moment is chosen so that the command is certainly in the lane's queue and certainly not yet
//! written: a session of ours holds the database's lock meanwhile. Each of those must be done. In the other half the
//! moment is any, and the command may have arrived or not. Both halves are then sent again with their request ids.

use std::{collections::BTreeSet, time::Duration};

use redress::api::wire::{GetRepresentationRequest, Representation};
use tokio::{
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};

use super::{
    client::{AUTHORITIES, Ask, Representations, connect, prepare, register, step_after},
    look::{look, rebuild_and_compare, settle},
    place::{Kind, Place, Session},
    server::Server,
};

/// Times that the lock is held.
const ROUNDS: usize = 4;
/// Calls that are abandoned in each, half of them registrations and half of them steps.
const CALLS_A_ROUND: usize = 50;
/// After which a call that has a deadline is over. They must all be in the queue by then.
const DEADLINE_MS: u32 = 600;
/// Calls that are abandoned at any moment.
const CALLS_AT_ANY_MOMENT: usize = 200;

/// Abandons calls on a server and answers what went wrong.
pub async fn abandoned(kind: Kind) -> Vec<String> {
    let place = Place::new(kind).await;
    let server = Server::start(&place, None);
    let tokens = prepare(&place, &server).await;
    let caller = Caller {
        place: &place,
        server: &server,
        tokens: &tokens,
    };
    let mut asked = Vec::new();
    let mut violations = Vec::new();
    for round in 0..ROUNDS {
        asked.extend(caller.abandon_in_the_queue(round).await);
    }
    let in_the_queue = asked.len();
    asked.extend(caller.abandon_at_any_moment().await);

    let done = caller.done().await;
    let mut counts = [0, 0];
    for (number, (authority, ask)) in asked.iter().enumerate() {
        let half = usize::from(number >= in_the_queue);
        if done.contains(&format!("{authority}/{}", ask.id())) {
            counts[half] += 1;
        } else if half == 0 {
            violations.push(format!("{kind:?}: {} was in the queue and is lost", ask.id()));
        }
    }
    violations.extend(caller.ask_again(kind, &asked).await);
    server.kill();
    settle(&place).await;
    let found = look(&place, &mut violations).await;
    for (authority, ask) in &asked {
        if !found.contains_key(&format!("{authority}/{}", ask.id())) {
            violations.push(format!("{kind:?}: {} was answered and is lost", ask.id()));
        }
    }
    rebuild_and_compare(&place, &mut violations).await;
    place.remove().await;
    println!(
        "calls abandoned in the queue on {kind:?}: {in_the_queue}, done all the same: {}; at any moment: {}, \
         done all the same: {}; violations: {}",
        counts[0],
        asked.len() - in_the_queue,
        counts[1],
        violations.len()
    );
    violations
}

struct Caller<'a> {
    place: &'a Place,
    server: &'a Server,
    tokens: &'a [String],
}

/// A request and the authority that it is about.
type Asked = (&'static str, Ask);

impl Caller<'_> {
    async fn client(&self, authority: &str, deadline_ms: Option<u32>) -> Representations {
        let which = AUTHORITIES.iter().position(|known| *known == authority);
        let token = &self.tokens[which.expect("an authority of the test")];
        connect(self.server, token, deadline_ms)
            .await
            .expect("a connection")
    }

    /// Registers complaints and answers them, to have something that steps can be taken of.
    async fn complaints(&self, authority: &str, prefix: &str, count: usize) -> Vec<(Ask, Representation)> {
        let client = self.client(authority, None).await;
        let mut calls = JoinSet::new();
        for number in 0..count {
            let ask = register(authority, &format!("{prefix}-{number}"));
            let mut client = client.clone();
            calls.spawn(async move {
                let answer = ask.send(&mut client).await.expect("a complaint");
                (ask, answer)
            });
        }
        calls.join_all().await
    }

    /// As many registrations as steps, none of which needs another.
    async fn asks(&self, authority: &str, prefix: &str, count: usize) -> Vec<Ask> {
        let known = self
            .complaints(authority, &format!("{prefix}-known"), count / 2)
            .await;
        let steps = known
            .iter()
            .enumerate()
            .filter_map(|(number, (ask, answer))| step_after(ask, answer, format!("{prefix}-step-{number}")));
        let new = (0..count - count / 2).map(|number| register(authority, &format!("{prefix}-new-{number}")));
        steps.chain(new).collect()
    }

    /// Sends calls while nothing can be written, lets their callers go, and lets writing go on.
    async fn abandon_in_the_queue(&self, round: usize) -> Vec<Asked> {
        let authority = AUTHORITIES[round % AUTHORITIES.len()];
        let asks = self
            .asks(authority, &format!("held-{round}"), CALLS_A_ROUND)
            .await;
        let reset = self.client(authority, None).await;
        let limited = self.client(authority, Some(DEADLINE_MS)).await;
        let lost = self.client(authority, None).await;

        let mut session = self.place.session().await;
        hold(&mut session).await;
        let mut calls: Vec<JoinHandle<()>> = Vec::new();
        for (number, ask) in asks.iter().enumerate() {
            let client = [&reset, &limited, &lost][number % 3];
            calls.push(tokio::spawn(send_and_forget(client.clone(), ask.clone())));
        }
        // A read that is answered was read from the connection after the calls before it; after many such, those
        // are in the queue, however busy the machine is.
        for client in [&reset, &limited, &lost] {
            pass_time(client.clone(), authority).await;
        }
        drop(lost);
        for call in calls.iter().skip(2).step_by(3).chain(calls.iter().step_by(3)) {
            call.abort();
        }
        sleep(Duration::from_millis(u64::from(DEADLINE_MS) + 50)).await;
        pass_time(reset.clone(), authority).await;
        release(&mut session).await;

        // The lane takes its queue in order: once this is written, so is all that waited before it.
        self.complaints(authority, &format!("after-{round}"), 1).await;
        asks.into_iter().map(|ask| (authority, ask)).collect()
    }

    /// Drops calls from 0 to 60 ms after they were sent.
    async fn abandon_at_any_moment(&self) -> Vec<Asked> {
        let mut asked = Vec::new();
        for authority in AUTHORITIES {
            let asks = self
                .asks(authority, "any", CALLS_AT_ANY_MOMENT / AUTHORITIES.len())
                .await;
            let client = self.client(authority, None).await;
            let mut calls = JoinSet::new();
            for (number, ask) in (0..).zip(&asks) {
                let call = send_and_forget(client.clone(), ask.clone());
                calls.spawn(timeout(Duration::from_micros(number * 600), call));
            }
            calls.join_all().await;
            self.complaints(authority, "after-any", 1).await;
            asked.extend(asks.into_iter().map(|ask| (authority, ask)));
        }
        asked
    }

    /// Sends everything again; it must all be answered now.
    async fn ask_again(&self, kind: Kind, asked: &[Asked]) -> Vec<String> {
        let mut violations = Vec::new();
        for authority in AUTHORITIES {
            let client = self.client(authority, None).await;
            let mut calls = JoinSet::new();
            for (_, ask) in asked.iter().filter(|(of, _)| *of == authority) {
                let (mut client, ask) = (client.clone(), ask.clone());
                calls.spawn(async move { ask.send(&mut client).await.map_err(|status| (ask, status)) });
            }
            let refused = calls.join_all().await.into_iter().filter_map(Result::err);
            violations
                .extend(refused.map(|(ask, status)| format!("{kind:?}: {} sent again: {status}", ask.id())));
        }
        violations
    }

    /// The requests in the log, while the server runs.
    async fn done(&self) -> BTreeSet<String> {
        let mut session = self.place.session().await;
        let text = "SELECT authority || '/' || request_id FROM event";
        session.texts(text).await.into_iter().collect()
    }
}

/// Nobody waits for the answer.
async fn send_and_forget(mut client: Representations, ask: Ask) {
    let _answer = ask.send(&mut client).await;
}

/// Reads something that does not exist, again and again.
async fn pass_time(mut client: Representations, authority: &str) {
    for _ in 0..10 {
        let nothing = GetRepresentationRequest {
            name: format!("authorities/{authority}/representations/999999"),
            ..GetRepresentationRequest::default()
        };
        let _not_found = client.get_representation(nothing).await;
    }
}

/// Takes the lock that every lane needs to write.
async fn hold(session: &mut Session) {
    match session {
        Session::Sqlite(_) => {
            session.texts("BEGIN IMMEDIATE").await;
        }
        Session::Postgres(_) => {
            session.texts("BEGIN").await;
            session.texts("SELECT authority FROM log_head FOR UPDATE").await;
        }
    }
}

async fn release(session: &mut Session) {
    session.texts("ROLLBACK").await;
}
