"""Measures of learning actions."""

from reckoning import Reckoning, Series, View, after, among, before, both, count, every, rate, unless, within
from units.frame import OPEN

DONE = among("action_status", "done", "evidenced")
ACCEPTED = unless(among("action_status", "rejected", "cancelled"))


def overdue(view: View) -> Series:
    """Outstanding past the due date on the day of the answer."""
    return (view["settled_on"] == OPEN) & (view["due_on"] < view.today)


MEASURES: dict[str, Reckoning] = {
    "actions_raised": count(every),
    "actions_done": count(DONE),
    "actions_done_rate": rate(DONE, ACCEPTED),
    "actions_in_time_rate": rate(among("action_timeliness", "within_base", "within_agreed"), DONE),
    "actions_done_late": count(both(DONE, among("action_timeliness", "late"))),
    "actions_overdue": count(overdue),
    "actions_evidenced": count(among("action_status", "evidenced")),
    "actions_with_change_seen": count(among("impact", "change_seen")),
    "actions_shared": count(among("shared", "yes")),
    "actions_brought_forward": count(before("raised_on")),
    "actions_raised_in_period": count(within("raised_on")),
    "actions_settled": count(within("settled_on")),
    "actions_carried_forward": count(after("settled_on")),
    "action_types": count(every),
}
