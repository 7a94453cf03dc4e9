"""Measures of figures that were given to the register."""

from reckoning import Reckoning, among, count, every, mean_of_rates, per_hundred, rate, ratio

UPHELD = among("figure_kind", "ombudsman_upheld")
INVESTIGATED = among("figure_kind", "ombudsman_upheld", "ombudsman_not_upheld")
REMEDIED = among("figure_kind", "ombudsman_satisfactory_remedies")

MEASURES: dict[str, Reckoning] = {
    "given_figures": count(every),
    "given_upheld": count(UPHELD),
    "given_not_upheld": count(among("figure_kind", "ombudsman_not_upheld")),
    "given_investigated": count(INVESTIGATED),
    "given_uphold_rate_pooled": rate(UPHELD, INVESTIGATED),
    "given_uphold_rate_mean": mean_of_rates(UPHELD, INVESTIGATED, "body"),
    "given_satisfactory_remedies": count(REMEDIED),
    # Two figures of the same bodies: one is no part of the other in the register's eyes.
    "given_satisfactory_remedy_rate_pooled": per_hundred(REMEDIED, UPHELD),
    "given_compliance_rate_pooled": per_hundred(
        among("figure_kind", "compliance_satisfied"), among("figure_kind", "compliance_recorded")),
    "given_upheld_per_100000": ratio(UPHELD, among("figure_kind", "residents"), 100_000),
}
