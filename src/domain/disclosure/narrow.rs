//! What the links say of unknowns without a program: bounds that follow from bounds.

use super::program::Link;

/// How often bounds are narrowed by the links: each time tells less, and the programs find the rest.
const ROUNDS: usize = 20;

/// Narrows the bounds of unknowns by the links that they are in, puts numbers for what is known then, and forgets the
/// links that say nothing more.
pub(super) fn narrow(links: &mut Vec<Link>, bounds: &mut [(i64, i64)]) {
    for _ in 0..ROUNDS {
        let mut is_narrower = false;
        links.retain_mut(|link| {
            link.put_numbers(bounds);
            let (least, most) = link.range(bounds);
            if link.low <= least && most <= link.high {
                return false;
            }
            for (unknown, factor) in &link.terms {
                let own = bounds[*unknown];
                let (small, great) = if *factor < 0 {
                    (own.1 * factor, own.0 * factor)
                } else {
                    (own.0 * factor, own.1 * factor)
                };
                // What is left for this term when the others are as great, or as small, as they can be.
                let (low, high) = (link.low - (most - great), link.high - (least - small));
                let (low, high) = if *factor < 0 { (high, low) } else { (low, high) };
                let narrower = (own.0.max(up(low, *factor)), own.1.min(down(high, *factor)));
                if narrower != own && narrower.0 <= narrower.1 {
                    bounds[*unknown] = narrower;
                    is_narrower = true;
                    return true;
                }
            }
            true
        });
        if !is_narrower {
            return;
        }
    }
}

/// The least whole number whose product with a factor is no less, or for a factor below zero no more, than this.
fn up(product: i64, factor: i64) -> i64 {
    let quotient = product.div_euclid(factor);
    if quotient * factor == product {
        quotient
    } else {
        quotient + i64::from(factor > 0)
    }
}

/// The greatest whole number whose product with a factor is no more, or for a factor below zero no less, than this.
fn down(product: i64, factor: i64) -> i64 {
    product.div_euclid(factor) - i64::from(factor < 0 && product.rem_euclid(factor) != 0)
}
