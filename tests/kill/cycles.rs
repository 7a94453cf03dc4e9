//! Start, load, kill, look, again.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use prost::Message;
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{sleep, timeout},
};
use tonic::Code;

use super::{
    chance::Chance,
    client::{Representations, connect, prepare},
    load::{Call, Outcome, Writer, outcome_of},
    look::{Requests, look, rebuild_and_compare, settle},
    place::{Kind, Place},
    server::Server,
};

/// Clients that write at the same time.
const WRITERS: usize = 8;
/// Kills of one register before its read tables are compared with a rebuild and the next one is begun.
const CYCLES_A_REGISTER: u32 = 20;
/// How long a client may take to notice that its server is gone, or to be answered after the restart.
const ANSWER: Duration = Duration::from_secs(20);

/// What was counted.
#[derive(Debug, Default)]
pub struct Tally {
    /// Kills.
    pub cycles: u32,
    /// Requests whose answer said that they were done.
    pub acknowledged: usize,
    /// Requests whose outcome the client did not know, each resolved by asking again.
    pub unknown: usize,
    /// Those of them that were done all the same.
    pub unknown_but_done: usize,
    /// The longest start, from the command to the first connection that is accepted.
    pub slowest_start: Duration,
    /// What must not be.
    pub violations: Vec<String>,
}

impl Tally {
    /// Whether a write was acknowledged that is not there: what a server with a planted bug is killed for. Such a
    /// server does more that is wrong (it answers with a record that it reads too early), which proves less.
    pub fn has_lost_a_write(&self) -> bool {
        self.violations
            .iter()
            .any(|violation| violation.ends_with(STANDS_NOWHERE))
    }
}

/// How the sentence about a lost write ends.
const STANDS_NOWHERE: &str = "and stands nowhere";

/// Kills a server as often as told, or until a write is lost if that is what is looked for.
pub async fn kill_cycles(kind: Kind, cycles: u32, bug: Option<&str>, chance: &mut Chance) -> Tally {
    let mut tally = Tally::default();
    while tally.cycles < cycles && (bug.is_none() || !tally.has_lost_a_write()) {
        let place = Place::new(kind).await;
        let wanted = CYCLES_A_REGISTER.min(cycles - tally.cycles);
        let register = Register::begin(&place, bug).await;
        register.run(wanted, chance, &mut tally).await;
        place.remove().await;
    }
    tally
}

/// A register that is being tried, with everything that its clients were told.
struct Register<'a> {
    place: &'a Place,
    bug: Option<&'a str>,
    /// The token of each authority's client.
    secrets: Vec<String>,
    writers: Vec<Writer>,
    /// The requests of the latest cycle, by writer.
    latest: Vec<Vec<Call>>,
    /// The requests of the cycles before, all done, with their answers, by writer.
    done: Vec<Vec<Call>>,
}

impl<'a> Register<'a> {
    /// Prepares it by a server without a bug, which is then killed with nothing to do.
    async fn begin(place: &'a Place, bug: Option<&'a str>) -> Self {
        let server = Server::start(place, None);
        let secrets = prepare(place, &server).await;
        server.kill();
        Self {
            place,
            bug,
            secrets,
            writers: (0..WRITERS).map(Writer::new).collect(),
            latest: vec![Vec::new(); WRITERS],
            done: vec![Vec::new(); WRITERS],
        }
    }

    async fn run(mut self, cycles: u32, chance: &mut Chance, tally: &mut Tally) {
        let mut found = Requests::new();
        let known = tally.violations.len();
        for cycle in 0..cycles {
            let server = self.start(tally);
            self.resolve(&server, &found, tally).await;
            self.load_and_kill(server, cycle % 2 == 0, chance).await;
            tally.cycles += 1;
            found = self.look(tally).await;
            // Its clients cannot go on from what is lost.
            if self.bug.is_some() && tally.violations.len() > known {
                return;
            }
        }
        let server = self.start(tally);
        self.resolve(&server, &found, tally).await;
        self.ask_everything_again(&server, tally).await;
        server.kill();
        self.look(tally).await;
        rebuild_and_compare(self.place, &mut tally.violations).await;
    }

    fn start(&self, tally: &mut Tally) -> Server {
        let began = Instant::now();
        let server = Server::start(self.place, self.bug);
        tally.slowest_start = tally.slowest_start.max(began.elapsed());
        server
    }

    /// A connection of the writer's own.
    async fn client(&self, server: &Server, writer: usize) -> Representations {
        let secret = &self.secrets[writer % self.secrets.len()];
        connect(server, secret, None).await.expect("a connection")
    }

    /// Lets the writers write, and kills the server up to 200 ms after they began, or up to 3 ms after it acknowledged
    /// something: where a server that acknowledges too early has least of it on the disk.
    async fn load_and_kill(&mut self, server: Server, aimed: bool, chance: &mut Chance) {
        let (acknowledged, mut count) = watch::channel(0);
        let mut running = JoinSet::new();
        let mut notes = Vec::new();
        for (place, writer) in std::mem::take(&mut self.writers).into_iter().enumerate() {
            let client = self.client(&server, place).await;
            let calls = Arc::new(Mutex::new(Vec::new()));
            notes.push(calls.clone());
            let acknowledged = acknowledged.clone();
            running.spawn(async move { (place, Box::pin(writer.write(client, calls, acknowledged)).await) });
        }
        // In turns, so that even a few cycles hold some acknowledgements to check.
        if aimed {
            let wanted = chance.below(30) + 1;
            let seen = timeout(ANSWER, count.wait_for(|count| *count >= wanted)).await;
            seen.expect("acknowledgements").expect("the writers run");
            // At once as often as not: the shortest sleep there is takes a millisecond.
            if chance.below(2) == 0 {
                sleep(Duration::from_micros(chance.below(3_000))).await;
            }
        } else {
            sleep(Duration::from_micros(chance.below(200_000))).await;
        }
        server.kill();
        let ended = timeout(ANSWER, running.join_all()).await;
        let mut writers = ended.expect("the writers notice that the server is gone");
        writers.sort_by_key(|(place, _)| *place);
        self.writers = writers.into_iter().map(|(_, writer)| writer).collect();
        let calls = notes
            .into_iter()
            .map(|calls| calls.lock().expect("the notes").clone());
        self.latest = calls.collect();
    }

    /// Looks at the log while no server runs, and for everything that was acknowledged in it.
    async fn look(&self, tally: &mut Tally) -> Requests {
        settle(self.place).await;
        let found = look(self.place, &mut tally.violations).await;
        for call in self.latest.iter().chain(&self.done).flatten() {
            if let Outcome::Acknowledged(answer) = &call.outcome
                && found.get(&call.key) != Some(&answer.position)
            {
                let stands = match found.get(&call.key) {
                    Some(position) => format!("and stands at {position}"),
                    None => STANDS_NOWHERE.to_owned(),
                };
                let told = answer.position;
                tally
                    .violations
                    .push(format!("{} was acknowledged at {told} {stands}", call.key));
            }
        }
        found
    }

    /// Asks everything of the latest cycle again, each writer in its order. What was acknowledged must be answered by
    /// the same bytes; what was unknown is done now, or was done then.
    async fn resolve(&mut self, server: &Server, found: &Requests, tally: &mut Tally) {
        let mut asked = JoinSet::new();
        for (place, calls) in std::mem::take(&mut self.latest).into_iter().enumerate() {
            let client = self.client(server, place).await;
            asked.spawn(async move { (place, ask_again(client, calls).await) });
        }
        let asked = timeout(ANSWER, asked.join_all())
            .await
            .expect("answers after a restart");
        for (place, calls) in asked {
            for (call, now) in calls {
                match (&call.outcome, found.get(&call.key)) {
                    (Outcome::Acknowledged(_), _) => tally.acknowledged += 1,
                    (Outcome::Unknown, None) => tally.unknown += 1,
                    (Outcome::Unknown, Some(_)) => {
                        tally.unknown += 1;
                        tally.unknown_but_done += 1;
                    }
                    (Outcome::Refused(why), _) => tally.violations.push(format!("{}: {why}", call.key)),
                }
                tally.violations.extend(disagreement(&call, &now, found));
                if let Outcome::Acknowledged(answer) = &now {
                    if matches!(call.outcome, Outcome::Unknown) {
                        self.writers[place].learn(&call.ask, answer);
                    }
                    self.done[place].push(Call { outcome: now, ..call });
                }
            }
        }
    }

    /// Asks again whatever was ever asked of this register.
    async fn ask_everything_again(&self, server: &Server, tally: &mut Tally) {
        let mut asked = JoinSet::new();
        for (place, calls) in self.done.iter().enumerate() {
            let client = self.client(server, place).await;
            asked.spawn(ask_again(client, calls.clone()));
        }
        let none = Requests::new();
        for (call, now) in asked.join_all().await.into_iter().flatten() {
            tally.violations.extend(disagreement(&call, &now, &none));
        }
    }
}

/// What was acknowledged may be asked again all at once; what was not may need what was, and follows.
async fn ask_again(client: Representations, calls: Vec<Call>) -> Vec<(Call, Outcome)> {
    let (done, unknown): (Vec<Call>, Vec<Call>) = calls
        .into_iter()
        .partition(|call| matches!(call.outcome, Outcome::Acknowledged(_)));
    let mut asked: JoinSet<_> = done
        .into_iter()
        .map(|call| ask_once(client.clone(), call))
        .collect();
    let mut answers = Vec::new();
    while let Some(answer) = asked.join_next().await {
        answers.push(answer.expect("the call ends"));
    }
    for call in unknown {
        answers.push(ask_once(client.clone(), call).await);
    }
    answers
}

/// A full queue is no answer: the client comes again, as it is told to.
async fn ask_once(mut client: Representations, call: Call) -> (Call, Outcome) {
    let mut answer = call.ask.send(&mut client).await;
    for _ in 0..100 {
        match &answer {
            Err(status) if status.code() == Code::ResourceExhausted => {
                sleep(COME_AGAIN).await;
                answer = call.ask.send(&mut client).await;
            }
            _ => break,
        }
    }
    (call, outcome_of(answer))
}

/// How long a client waits that met a full queue.
const COME_AGAIN: Duration = Duration::from_millis(100);

/// What is wrong with the answer to a request that was sent again.
fn disagreement(call: &Call, now: &Outcome, found: &Requests) -> Option<String> {
    let Outcome::Acknowledged(answer) = now else {
        return Some(format!("{} was not resolved by asking again: {now:?}", call.key));
    };
    match (&call.outcome, found.get(&call.key)) {
        (Outcome::Acknowledged(then), _) if then.encode_to_vec() != answer.encode_to_vec() => {
            Some(format!("{} was answered by other bytes", call.key))
        }
        (Outcome::Unknown, Some(position)) if *position != answer.position => Some(format!(
            "{} stood at {position} and was answered with {}",
            call.key, answer.position
        )),
        _ => None,
    }
}
