"""What the Ombudsman publishes of every council each year: cases received by category, decided by decision, and how
what he recommended was complied with. Here it says what the council's own register counts."""

from typing import Any

from deployment import YEAR, Council

RECEIVED = {
    "adult_care_services": "received_adult_care",
    "benefits_and_tax": "received_benefits_tax",
    "corporate_and_other": "received_corporate",
    "education_and_childrens": "received_education_childrens",
    "environmental": "received_environment",
    "highways_and_transport": "received_highways",
    "housing": "received_housing",
    "planning_and_development": "received_planning",
    "other": "received_other",
}
DECIDED = {
    "invalid_or_incomplete": "decided_invalid",
    "advice_given": "decided_advice",
    "referred_back": "decided_referred_back",
    "closed_after_initial_enquiries": "decided_closed",
    "not_for_us": "decided_not_for_us",
    "upheld": "ombudsman_upheld",
    "not_upheld": "ombudsman_not_upheld",
}
ALONE = {
    "RECEIVED": {"ombudsman_received": "ombudsman_received"},
    "CONCLUDED": {
        "ombudsman_decided": "ombudsman_decided",
        "ombudsman_satisfactory_remedy": "ombudsman_satisfactory_remedies",
    },
    "RECORDED": {name: name for name in ("compliance_recorded", "compliance_satisfied", "compliance_late")},
}
"""By basis, the measures whose totals he publishes and the kinds of figure that they are."""


def publish(council: Council) -> None:
    """Gives the council's register what he published of it for the year."""
    council.admin.write("SaveCode", parent=f"{council.parent}/lists/bodies", code_id=council.id,
                        code={"display_name": council.id})
    figures = [
        *_by(council, "RECEIVED", "ombudsman_received", "ombudsman_category", RECEIVED),
        *_by(council, "CONCLUDED", "ombudsman_decided", "decision", DECIDED),
    ]
    for basis, kinds in ALONE.items():
        told = _counted(council, basis, list(kinds), [])
        figures += [(kind, figure.numerator) for kind, figure in zip(kinds.values(), told.total.figures, strict=True)]
    for kind, value in figures:
        council.admin.write("GiveFigure", parent=council.parent, figure={
            "kind": kind, "body": council.id, "financial_year": YEAR, "value": value,
            "source": "Local Government and Social Care Ombudsman, annual data", "confidence": "CONFIDENCE_A"})


def _by(council: Council, basis: str, measure: str, dimension: str, kinds: dict[str, str]) -> list[tuple[str, int]]:
    rows = _counted(council, basis, [measure], [dimension]).rows
    return [(kinds[row.keys[0].value], row.figures[0].numerator) for row in rows if row.keys[0].value in kinds]


def _counted(council: Council, basis: str, measures: list[str], dimensions: list[str]) -> Any:
    return council.analyst.call(
        "QueryStatistics", parent=council.parent, measures=measures, dimensions=dimensions,
        basis=f"BASIS_{basis}", period={"financial_year": YEAR})
