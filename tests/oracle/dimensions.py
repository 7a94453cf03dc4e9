"""What figures are broken down by: each dimension of the catalogue, and where a unit's value of it comes from."""

from collections.abc import Callable

import pandas as pd

from measures import learning, ombudsman, stages
from reckoning import Series, View

BLANK = "blank"

PLAIN = """
kind procedure state published_outcome service team team_group method made_by compliment_source advocate_supported
child_or_advocate last_stage published_band stage ending finding timeliness extended category subcategory concern_finding
theme complainant_age_band complainant_disability complainant_ethnicity complainant_sex complainant_gender_reassignment
complainant_marriage complainant_pregnancy complainant_religion complainant_sexual_orientation service_user_age_band
service_user_disability service_user_ethnicity service_user_sex service_user_gender_reassignment service_user_marriage
service_user_pregnancy service_user_religion service_user_sexual_orientation ombudsman_category ombudsman_service
case_state decision decision_class ground satisfactory_remedy public_report enquiry_timeliness remedy_kind
remedy_timeliness compliance unknown_until_listed enquiry_kind recommendation redress draft_response draft_timeliness
duty_triggered duty_reason duty_route duty_timeliness provider route advocacy_told advocate_offered advocacy_answer
advocacy_provider advocate_appointed refusal_reason signpost withdrawal_reason late_acceptance_reason deferred proceedings
reply_wanted passed_on finding_overridden partner complainant_answers_from service_user_answers_from has_learning_action
reached_ombudsman service_area published_guideline complainant_ethnic_group service_user_ethnic_group
last_stage_days_band days_band delay_reason extension_reason escalated internal_form acknowledgement_timeliness
statement_timeliness panel_meeting_timeliness panel_report_timeliness panel_response_timeliness entered_by left_by
from_procedure to_procedure conversion_reason conversion_out_reason cost_stage cost_kind budget payment_basis paid
local_finding local_procedure action_source action_status action_team action_service action_timeliness impact shared
acceptance action_type figure_kind figure_set body figure_year figure_source
""".split()
"""Those that are a column of the unit, of the same name."""


def judged(overdue: Callable[[View], Series], waits: Callable[[View], Series]) -> Callable[[View], Series]:
    """Whether what waits is overdue on the day of the answer; nothing for what waits no more."""
    def value(view: View) -> Series:
        said = pd.Series("no", index=view.frame.index, dtype=object)
        return said.mask(overdue(view), "yes").where(waits(view), None)

    return value


def month(view: View) -> Series:
    return view["basis_on"].str[:7]


DIMENSIONS: dict[str, Callable[[View], Series]] = {
    **{name: lambda view, column=name: view[column] for name in PLAIN},
    "month": month,
    "overdue_now": judged(stages.overdue, lambda view: view["ended_on"].isna()),
    "overdue": judged(ombudsman.overdue, lambda view: ~ombudsman.done(view)),
    "action_overdue": judged(learning.overdue, lambda view: view["settled_on"] == learning.OPEN),
}


def values(dimension: str, view: View) -> Series:
    """The value of each unit, as the API writes it."""
    return DIMENSIONS[dimension](view).astype(object).fillna(BLANK).astype(str)
