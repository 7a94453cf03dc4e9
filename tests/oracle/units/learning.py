"""Learning actions and their types."""

from export import Records
from units.frame import OPEN, Frame, Record, beside, code, day, tabulated, word, yes

COLUMNS = ("name", "action_source", "action_status", "action_team", "action_service", "action_timeliness", "impact", "shared",
           "acceptance", "raised_on", "due_on", "done_on", "settled_on")


def actions(records: Records) -> Frame:
    """Every action."""
    return tabulated([_action(action) for action in records["action"]], COLUMNS)


def _action(action: Record) -> Record:
    status = word(action, "status", "ACTION_STATUS_")
    decided, checks = action.get("decision", {}), action.get("impact_checks", [])
    raised_on, done_on = day(action, "raised_date") or OPEN, day(action, "done_date")
    ended_on = day(action.get("cancellation", {}), "cancelled_date") or done_on
    if status == "rejected":
        ended_on = ended_on or day(decided, "decided_date")
    return {
        "name": action["name"], "action_source": word(action["source"], "kind", "ACTION_SOURCE_KIND_"),
        "action_status": status, "action_team": code(action, "team"), "action_service": code(action, "service"),
        "action_timeliness": _timeliness(action, done_on),
        "impact": word(checks[-1], "outcome", "IMPACT_OUTCOME_") if checks else None, "shared": yes(action.get("sharings")),
        "acceptance": word(decided, "acceptance", "ACTION_ACCEPTANCE_"), "raised_on": raised_on,
        "due_on": day(action, "due_date"), "done_on": done_on, "settled_on": max(ended_on or OPEN, raised_on),
    }


def _timeliness(action: Record, done_on: str | None) -> str:
    if done_on is None:
        return "unanswered"
    if done_on <= (day(action, "original_due_date") or OPEN):
        return "within_base"
    return "within_agreed" if done_on <= (day(action, "due_date") or OPEN) else "late"


def types(records: Records, whole: Frame) -> Frame:
    """Pairs of an action and a type."""
    rows = [{"name": action["name"], "action_type": kind} for action in records["action"] for kind in action["types"]]
    return beside(tabulated(rows, ("name", "action_type")), whole)
