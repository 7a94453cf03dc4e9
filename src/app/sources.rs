//! The only callers of the system clock and of randomness. Everything else is handed what they give.

use std::{fmt, sync::Arc};

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use ring::rand::SecureRandom;

use crate::domain::calendar::local;

/// Where time and chance come from.
#[derive(Clone)]
pub struct Sources {
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    random: Arc<dyn SecureRandom + Send + Sync>,
}

impl fmt::Debug for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sources")
    }
}

impl Sources {
    /// The computer's own.
    #[expect(clippy::disallowed_methods, reason = "this is the place")]
    pub fn system() -> Self {
        Self {
            now: Arc::new(Utc::now),
            random: Arc::new(ring::rand::SystemRandom::new()),
        }
    }

    /// The same chance with another time.
    #[must_use]
    pub fn with_time(self, now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self {
            now: Arc::new(now),
            ..self
        }
    }

    /// Now, to the microsecond, which is what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        (self.now)().trunc_subsecs(6)
    }

    /// Today where the councils are.
    pub fn today(&self) -> NaiveDate {
        day_of(self.now())
    }

    /// Chance.
    pub fn random(&self) -> Arc<dyn SecureRandom + Send + Sync> {
        self.random.clone()
    }
}

/// The day of an instant where the councils are.
pub fn day_of(time: DateTime<Utc>) -> NaiveDate {
    local(time).date()
}
