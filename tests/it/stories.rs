//! Lives of records from the first letter to the last, each under the law that times it.

mod adults;
mod children;
mod corporate;
mod deadlines;
mod informal;
mod ombudsman;
mod sealed_texts;
mod seen_and_heard;
