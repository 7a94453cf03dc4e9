"""What a count is a count of, from the wording of measures and dimensions alone.

A count has a key: which unit, on which basis, in which period, and what each unit counted is known to be. The same key in
two tables is the same number; a key that says more is a part of one that says less.
"""

from dataclasses import dataclass

Limits = frozenset[tuple[str, frozenset[str]]]
"""Dimensions, each with the values that a unit may have."""


@dataclass(frozen=True)
class Key:
    """A count; `epoch` is the place of the publication among those of its council."""

    unit: str
    basis: str
    period: tuple[str, str]
    limits: Limits
    epoch: int

    def within(self, other: "Key") -> bool:
        """Whether whatever this counts the other counts too."""
        if (self.unit, self.basis, self.period, self.epoch) != (other.unit, other.basis, other.period, other.epoch):
            return False
        mine = dict(self.limits)
        # An extension only lengthens: within the first time is within the agreed one.
        if mine.get("base") == {"within"}:
            mine.setdefault("agreed", frozenset({"within"}))
        if mine.get("agreed") == {"late"}:
            mine.setdefault("base", frozenset({"late"}))
        return all(dimension in mine and mine[dimension] <= values for dimension, values in other.limits)


@dataclass(frozen=True)
class Meaning:
    """What a measure counts on top, and what it divides by: limits of the unit; None where it does not divide."""

    unit: str
    top: dict[str, str]
    below: dict[str, str] | None = None
    of_table: bool = False
    """Whether it divides by the whole table."""
    days: bool = False
    """Whether the top is a sum of days and no count."""
    top_told: bool = True
    """Whether the top stands in the text: not in that of a median."""


_ANSWERED = {"ended": "answered"}
_FOUND = {"found": "yes", "kind": "complaint"}
_WITHIN, _LATE = _ANSWERED | {"agreed": "within"}, _ANSWERED | {"agreed": "late"}
_BASE, _LATE_BASE = _ANSWERED | {"base": "within"}, _ANSWERED | {"base": "late"}
_INVESTIGATED, _UPHELD = {"decision": "upheld|not_upheld"}, {"decision": "upheld"}
_REMEDIED = _UPHELD | {"remedied": "yes"}
_SATISFIED, _LATER = {"compliance": "complete|completed_late"}, {"compliance": "completed_late"}
_CASE = "case"
MEANINGS = {
    "representations_received": Meaning("representation", {}),
    "share_of_received": Meaning("representation", {}, {}, of_table=True),
    "share_with_a_finding": Meaning("representation", _FOUND, _FOUND, of_table=True),
    "upheld_rate": Meaning("representation", _FOUND | {"outcome": "upheld"}, _FOUND),
    "published_stage_cases": Meaning("representation", {"last_stage": "1|2|3"}),
    "stages_concluded": Meaning("stage", _ANSWERED),
    "stage_within_agreed": Meaning("stage", _WITHIN),
    "stage_within_agreed_rate": Meaning("stage", _WITHIN, _ANSWERED),
    "stage_late": Meaning("stage", _LATE),
    "stage_late_rate": Meaning("stage", _LATE, _ANSWERED),
    "stage_within_base": Meaning("stage", _BASE),
    "stage_within_base_rate": Meaning("stage", _BASE, _ANSWERED),
    "stage_late_against_base": Meaning("stage", _LATE_BASE),
    "stage_late_against_base_rate": Meaning("stage", _LATE_BASE, _ANSWERED),
    "stage_mean_working_days": Meaning("stage", dict(_ANSWERED), _ANSWERED, days=True),
    "stage_median_working_days": Meaning("stage", {}, _ANSWERED, top_told=False),
    "stage_p90_working_days": Meaning("stage", {}, _ANSWERED, top_told=False),
    "escalation_rate_of_cohort": Meaning("stage", _ANSWERED | {"escalated": "yes"}, _ANSWERED),
    "ombudsman_received": Meaning(_CASE, {}),
    "ombudsman_decided": Meaning(_CASE, {}),
    "ombudsman_investigated": Meaning(_CASE, _INVESTIGATED),
    "ombudsman_upheld": Meaning(_CASE, _UPHELD),
    "ombudsman_not_upheld": Meaning(_CASE, {"decision": "not_upheld"}),
    "ombudsman_uphold_rate": Meaning(_CASE, _UPHELD, _INVESTIGATED),
    "ombudsman_satisfactory_remedy": Meaning(_CASE, _REMEDIED),
    "ombudsman_satisfactory_remedy_rate": Meaning(_CASE, _REMEDIED, _UPHELD),
    "compliance_recorded": Meaning(_CASE, {}),
    "compliance_satisfied": Meaning(_CASE, _SATISFIED),
    "compliance_late": Meaning(_CASE, _LATER),
    "compliance_rate": Meaning(_CASE, _SATISFIED, {}),
    "compliance_late_rate": Meaning(_CASE, _LATER, {}),
}
PARTS = {"agreed": ("within", "late"), "base": ("within", "late")}
"""What parts a dimension of ours has that no table shows as rows: a stage answered is one or the other."""
_GROUPS = {
    "asian": ("bangladeshi", "chinese", "indian", "pakistani", "any_other_asian"),
    "black": ("african", "caribbean", "any_other_black"),
    "mixed": ("white_and_asian", "white_and_black_african", "white_and_black_caribbean", "any_other_mixed"),
    "white": ("white_british", "white_irish", "gypsy_or_irish_traveller", "roma", "any_other_white"),
    "other": ("arab", "any_other"),
}
"""The ethnicities of the Census in each of its groups."""


def limits(*said: dict[str, str]) -> Limits:
    """Limits from words, where `a|b` is either; a dimension that is named twice is limited twice."""
    known: dict[str, frozenset[str]] = {}
    for named in said:
        for dimension, value in named.items():
            if dimension == "service_user_ethnic_group":
                dimension, value = "service_user_ethnicity", "|".join(_GROUPS.get(value, (value,)))
            values = frozenset(value.split("|"))
            known[dimension] = known.get(dimension, values) & values
    if known.get("procedure", frozenset({"blank"})) != {"blank"}:
        known.setdefault("kind", frozenset({"complaint"}))
    if "ended" in known:
        known.pop("kind", None)  # Only a complaint has stages.
    return frozenset(known.items())
