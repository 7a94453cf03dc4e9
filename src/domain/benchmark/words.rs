//! What a comparison says, in sentences.

use super::{
    compare::{Comparison, Note, Who},
    measures::{Measure, Scale},
    stated::{Meaning, Stated, rounded},
};
use crate::domain::{ids::CodeId, lists::List, reference::Reference};

impl Who {
    /// How it is called: its name, or "Authority" and a number.
    pub fn name(&self, reference: &Reference) -> String {
        match self {
            Self::Named(code) => name(code, reference),
            Self::Unnamed(number) => format!("Authority {number}"),
        }
    }
}

fn name(code: &CodeId, reference: &Reference) -> String {
    let bodies = reference.list(List::Bodies);
    bodies.display_name(code.as_str()).to_owned()
}

impl Measure {
    /// What stands after a rate: a percent sign, or nothing.
    pub fn sign(&self) -> &'static str {
        if self.scale == Scale::Percent { "%" } else { "" }
    }

    /// A rate as a sentence gives it: with one decimal, or a count whole.
    pub fn shown(&self, rate: f64) -> String {
        let decimals = usize::from(self.scale != Scale::Count);
        format!("{}{}", rounded(rate, decimals), self.sign())
    }
}

impl Comparison {
    /// The rate of all together and the mean, each with what it is reckoned from.
    pub fn both_rates(&self) -> Option<String> {
        let pooled = self.group.pooled?;
        let (measure, mean) = (self.measure, self.group.mean?);
        if measure.scale == Scale::Count {
            return None;
        }
        Some(format!(
            "All together, {} of {} make {} (pooled rate); the mean of the rates of {} bodies is {}, each body counting \
             alike, however small.",
            pooled.numerator,
            pooled.denominator,
            measure.shown(pooled.value),
            self.group.known,
            measure.shown(mean),
        ))
    }

    /// What a stated rate is.
    pub fn explanation(&self, stated: &Stated) -> String {
        let (label, rate) = (&stated.reference.label, &stated.reference.rate.text);
        let said = format!("\"{label}\" is given as {rate}{}.", self.measure.sign());
        let both = self.both_rates().unwrap_or_default();
        let is = match stated.meaning {
            Meaning::Pooled => "It is the rate of all together.",
            Meaning::MeanOfRates => {
                "It is the mean of the bodies' rates, and must not be read as a share of all cases together."
            }
            Meaning::Either => "Both round to it.",
            Meaning::Neither => "It is neither: it is of another group or year, or wrong.",
            Meaning::Unknown => "The group has no rate to hold it against.",
        };
        [said.as_str(), is, both.as_str()].join(" ").trim_end().to_owned()
    }
}

impl Note {
    /// The body that it is about.
    pub fn body(&self) -> Option<&CodeId> {
        match self {
            Self::Contradicted(body) | Self::Impossible(body) => Some(body),
            Self::PooledIsNotMean { .. } | Self::TooFewUnnamed(_) | Self::UnderSmallestN(_) => None,
        }
    }

    /// It in a sentence.
    pub fn text(&self, measure: &Measure, reference: &Reference) -> String {
        let sign = measure.sign();
        match self {
            Self::PooledIsNotMean { pooled, mean } => format!(
                "The rate of all together is {pooled}{sign} and the mean of the rates {mean}{sign}: two figures, which \
                 must not stand for each other."
            ),
            Self::Contradicted(body) => format!(
                "Sets hold different figures of {}, so that none is taken: ask for one set.",
                name(body, reference)
            ),
            Self::Impossible(body) => format!(
                "More was counted of {} than there was to count among, so that it has no rate.",
                name(body, reference)
            ),
            Self::TooFewUnnamed(count) => format!(
                "Left out, because so few would know each other, of those that did not agree to be named: {count}."
            ),
            Self::UnderSmallestN(count) => {
                format!("With too few cases to rank by, so without a rank: {count}.")
            }
        }
    }
}
