//! What the register does in a second, on a register of many cases, beside what the disk does.
//!
//! `cargo bench --bench register` seeds the year-by-year arithmetic of 100,000 complaints over the public API, then
//! registers from 16 clients and from one, reads one back, and asks for the annual tables. Server and clients share
//! the machine. `REDRESS_BENCH_CASES` and `REDRESS_BENCH_SECONDS` make it shorter.

#[path = "../shared/disk.rs"]
mod disk;
mod load;

use std::{error::Error, path::Path, time::Duration};

use redress::{
    app::{App, sources::Sources},
    server::{self, Options},
    store::{Database, Location, master_key::MasterKey},
};
use tokio::{net::TcpListener, sync::watch};

use self::load::Client;

/// A number from the environment.
fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let cases = setting("REDRESS_BENCH_CASES", 100_000);
    let time = Duration::from_secs(setting("REDRESS_BENCH_SECONDS", 10));
    let folder = tempfile::Builder::new().prefix("redress-bench-").tempdir()?;
    let (address, admin) = start(folder.path()).await?;
    let client = load::prepare(&address, &admin).await?;
    println!(
        "fsync floor before: {}",
        disk::fsync(folder.path(), Duration::from_secs(2))?
    );
    let seeded = load::seed(&client, cases).await?;
    println!("seeded {cases} complaints in {seeded:.1?}, every step through the API");
    measure(&client, time).await?;
    println!(
        "fsync floor after: {}",
        disk::fsync(folder.path(), Duration::from_secs(2))?
    );
    Ok(())
}

async fn measure(client: &Client, time: Duration) -> Result<(), Box<dyn Error>> {
    println!(
        "register, 16 clients: {}",
        load::register(client, 16, time).await?
    );
    println!("register,  1 client:  {}", load::register(client, 1, time).await?);
    println!("get,      16 clients: {}", load::get(client, 16, time).await?);
    println!("get,       1 client:  {}", load::get(client, 1, time).await?);
    println!(
        "annual table (service, stage, finding): {}",
        load::table(client, 2, time).await?
    );
    println!(
        "children's report, every table: {}",
        load::report(client, 1, time).await?
    );
    Ok(())
}

/// Serves an empty register; answers its address and the deployment admin's secret.
async fn start(folder: &Path) -> Result<(String, String), Box<dyn Error>> {
    let sources = Sources::system();
    let database = match std::env::var("REDRESS_BENCH_DATABASE_URL") {
        Ok(url) => Database::open(&url.parse()?).await?,
        Err(_) => Database::open(&Location::Sqlite(folder.join("register.db"))).await?,
    };
    let master = MasterKey::open_or_make(&folder.join("master.key"), &*sources.random())?;
    let app = App::open(database, master, sources).await?;
    let admin = app.first_admin_secret().await?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        let outcome = Box::pin(server::serve(app, listener, Options::default(), stopped)).await;
        drop(stop);
        outcome
    });
    Ok((address, admin))
}
