//! The service as its callers meet it: in this process, on a real channel, on each database.

pub mod build;
pub mod caller;
pub mod case_samples;
pub mod case_steps;
pub mod casework_steps;
pub mod contents;
pub mod editions;
pub mod releases;
pub mod learning;
pub mod retention;
pub mod lists;
pub mod refused;
pub mod samples;
pub mod steps;

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use redress::{
    api::wire,
    app::{App, sources::Sources},
    domain::{
        access::Role,
        ids::{AuthorityId, ClientId},
        word::Word,
    },
    server::{self, Options, ServeError},
    store::{KeyTimes, key_provider::KeyProvider, master_key::MasterKey},
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};
use tonic::transport::{Channel, Endpoint};

use self::caller::Caller;
use crate::databases::{self, Scratch, for_each_database};

/// The authority that most cases are about.
pub const NORTHWICK: &str = "authorities/northwick";
/// The ledger of erasures of a case, in the folder of its files.
pub const LEDGER: &str = "erasures.ledger";
/// Another authority on the same server.
pub const SOUTHMERE: &str = "authorities/southmere";

/// A server on one database, with two authorities and a client of each role in both.
pub struct Register<'s> {
    /// The database.
    pub scratch: &'s Scratch,
    /// Where the server listens.
    pub address: SocketAddr,
    app: Option<App>,
    now: Arc<Mutex<DateTime<Utc>>>,
    options: Options,
    tokens: BTreeMap<(&'static str, &'static str), String>,
    system: String,
    channel: Channel,
    stop: watch::Sender<bool>,
    served: JoinHandle<Result<(), ServeError>>,
}

/// Runs a case against a new server on a new database of each kind.
pub async fn for_each_register(case: impl AsyncFn(&mut Register<'_>)) {
    for_each_database(async |scratch: &Scratch| on_a_register(scratch, &case).await).await;
}

/// Runs a case against one deployment of several, whose databases do not matter to it: a new server on SQLite.
pub async fn for_another_register(case: impl AsyncFn(&mut Register<'_>)) {
    databases::sqlite(&async |scratch: &Scratch| on_a_register(scratch, &case).await).await;
}

async fn on_a_register(scratch: &Scratch, case: &impl AsyncFn(&mut Register<'_>)) {
    let mut register = Register::start(scratch).await;
    case(&mut register).await;
    register.stop().await;
}

impl<'s> Register<'s> {
    async fn start(scratch: &'s Scratch) -> Self {
        let start = DateTime::parse_from_rfc3339("2026-06-01T10:30:00.123456Z").expect("an instant");
        let now = Arc::new(Mutex::new(start.to_utc()));
        let app = open(scratch, &now).await;
        let system = first_admin(&app).await;
        let options = Options::default();
        let (address, stop, served) = serve(app.clone(), &options).await;
        let mut register = Self {
            scratch,
            address,
            app: Some(app),
            now,
            options,
            tokens: BTreeMap::new(),
            system,
            channel: connect(address).await,
            stop,
            served,
        };
        for authority in [NORTHWICK, SOUTHMERE] {
            register.set_up(authority).await;
        }
        register
    }

    async fn set_up(&mut self, authority: &'static str) {
        let admin = self.deployment();
        lists::register_authority(&admin, authority).await;
        for role in Role::ALL {
            let token = admin.new_client(authority, role.word(), *role).await;
            self.tokens.insert((authority, role.word()), token);
        }
    }

    /// The deployment's own admin.
    pub fn deployment(&self) -> Caller {
        self.with_token(&self.system)
    }

    /// A client of Northwick.
    pub fn client(&self, role: Role) -> Caller {
        self.client_of(NORTHWICK, role)
    }

    /// A complaints officer of Northwick, who may do most.
    pub fn officer(&self) -> Caller {
        self.client(Role::Officer)
    }

    /// A client of one of the two authorities.
    pub fn client_of(&self, authority: &'static str, role: Role) -> Caller {
        self.with_token(&self.tokens[&(authority, role.word())])
    }

    /// The secret of a client's token.
    pub fn secret_of(&self, authority: &'static str, role: Role) -> &str {
        &self.tokens[&(authority, role.word())]
    }

    /// Whoever holds this token.
    pub fn with_token(&self, token: &str) -> Caller {
        Caller::new(self.channel.clone(), token)
    }

    /// A caller on a connection of its own.
    pub async fn on_its_own_connection(&self, caller: &Caller) -> Caller {
        caller.on(connect(self.address).await)
    }

    /// Sets the server's clock to the middle of a day.
    pub fn set_today(&self, today: NaiveDate) {
        self.set_now(today.and_hms_micro_opt(12, 0, 0, 654_321).expect("a time of day"));
    }

    /// Sets the server's clock, in UTC.
    pub fn set_now(&self, now: NaiveDateTime) {
        *self.now.lock().expect("the clock") = now.and_utc();
    }

    /// Stops the server and starts another one on the same database: nothing is left but what was stored.
    pub async fn restart(&mut self) {
        self.shut_down().await;
        let app = open(self.scratch, &self.now).await;
        (self.address, self.stop, self.served) = serve(app.clone(), &self.options).await;
        self.app = Some(app);
        self.channel = connect(self.address).await;
    }

    /// Starts the server anew without a ledger of erasures.
    pub async fn serve_without_ledger(&mut self) {
        self.shut_down().await;
        let app = open_alone(self.scratch, &self.now).await;
        (self.address, self.stop, self.served) = serve(app.clone(), &self.options).await;
        self.app = Some(app);
        self.channel = connect(self.address).await;
    }

    /// Starts the server anew with checkpoints; answers its app, which writes one when it is asked to.
    pub async fn serve_with_checkpoints(&mut self, folder: &Path, key: &Path) -> App {
        self.shut_down().await;
        let app = open(self.scratch, &self.now).await;
        let app = app.with_checkpoints(folder, key).await.expect("checkpoints");
        (self.address, self.stop, self.served) = serve(app.clone(), &self.options).await;
        self.channel = connect(self.address).await;
        app
    }

    /// Starts the server anew with another holder of keys.
    pub async fn serve_with_keys(&mut self, keys: Arc<dyn KeyProvider>, times: KeyTimes) {
        self.shut_down().await;
        let now = self.now.clone();
        let sources = Sources::system().with_time(move || *now.lock().expect("the clock"));
        let app = App::open_with(self.scratch.database.clone(), keys, times, sources).await;
        let app = app.expect("an open register");
        (self.address, self.stop, self.served) = serve(app.clone(), &self.options).await;
        self.app = Some(app);
        self.channel = connect(self.address).await;
    }

    /// Starts the server anew with other options.
    pub async fn serve_with(&mut self, options: Options) {
        self.options = options;
        self.restart().await;
    }

    /// A second server on the same database, and where it listens; dropping the sender stops it. PostgreSQL only.
    pub async fn another_server(&self) -> (SocketAddr, watch::Sender<bool>) {
        let app = open(self.scratch, &self.now).await;
        let (address, stop, _served) = serve(app, &self.options).await;
        (address, stop)
    }

    /// The app that is served, to be served in another way beside.
    pub fn app(&self) -> App {
        self.app.clone().expect("a running server")
    }

    /// Starts the server anew with another time for calls under way to end.
    pub async fn drain_for(&mut self, drain: Duration) {
        self.options.drain = drain;
        self.restart().await;
    }

    /// Tells the server to stop, without waiting for it.
    pub fn begin_stop(&self) {
        self.stop.send_replace(true);
    }

    /// Waits until the server has ended by itself or after it was told to stop.
    pub async fn ended(&mut self, within: Duration) -> Result<(), ServeError> {
        let served = timeout(within, &mut self.served).await;
        served.expect("the server ends in time").expect("no panic")
    }

    async fn shut_down(&mut self) {
        // Without a connection that is open, the drain ends at once.
        self.channel = Endpoint::from_static("http://127.0.0.1:1").connect_lazy();
        self.app = None;
        self.begin_stop();
        self.ended(Duration::from_secs(30)).await.expect("a clean end");
    }

    async fn stop(mut self) {
        if !self.served.is_finished() {
            self.shut_down().await;
        }
    }
}

async fn open(scratch: &Scratch, now: &Arc<Mutex<DateTime<Utc>>>) -> App {
    let ledger = scratch.folder.path().join(LEDGER);
    let app = open_alone(scratch, now).await;
    let app = app.with_erasure_ledger(&ledger).await;
    app.expect("a ledger of erasures")
}

async fn open_alone(scratch: &Scratch, now: &Arc<Mutex<DateTime<Utc>>>) -> App {
    let now = now.clone();
    let sources = Sources::system().with_time(move || *now.lock().expect("the clock"));
    let key_file = scratch.folder.path().join("master.key");
    let master = MasterKey::open_or_make(&key_file, &*sources.random()).expect("a master key");
    App::open(scratch.database.clone(), master, sources)
        .await
        .expect("an open register")
}

type Served = (
    SocketAddr,
    watch::Sender<bool>,
    JoinHandle<Result<(), ServeError>>,
);

async fn serve(app: App, options: &Options) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (stop, stopped) = watch::channel(false);
    let served = tokio::spawn(server::serve(app, listener, options.clone(), stopped));
    (address, stop, served)
}

/// A new connection.
pub async fn connect(address: SocketAddr) -> Channel {
    let endpoint = Endpoint::from_shared(format!("http://{address}")).expect("an address");
    endpoint.connect().await.expect("a connection")
}

/// Makes the deployment's first client past the wire, as the first start of the program does.
async fn first_admin(app: &App) -> String {
    let client = ClientId::parse("first-admin").expect("an id");
    app.issue_directly(&AuthorityId::system(), &client, (Role::Admin, None))
        .await
        .expect("the first token")
}

/// A date on the wire.
pub fn day(year: i32, month: i32, day: i32) -> wire::Date {
    wire::Date { year, month, day }
}

/// A date of the domain.
pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}
