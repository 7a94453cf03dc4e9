//! Reckoned again by hand, day by day.

use proptest::prelude::*;

use super::*;
use crate::domain::{clock::Stop, representation::Withdrawal};
