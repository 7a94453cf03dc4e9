"""One complaint of a council is added, corrected, taken further or withdrawn."""

from datetime import timedelta
from typing import Any

import grpc
from fill.chance import day
from records import FINDINGS, Register

TRIES = 12


def change(register: Register) -> str:
    """Changes exactly one complaint, and says how."""
    ways = (_add, _add, _correct, _correct, _answer, _withdraw)
    for _ in range(TRIES):
        way = register.chance.choice(ways)
        try:
            if way(register):
                return way.__name__.lstrip("_")
        except grpc.RpcError as error:
            if error.code().name not in ("INVALID_ARGUMENT", "FAILED_PRECONDITION"):
                raise
    _add(register)
    return "add"


def _add(register: Register) -> bool:
    return bool(register.bring([register.row("COMPLAINT")]))


def _any(register: Register) -> str:
    return register.chance.choice(register.names)


def _correct(register: Register) -> bool:
    """Its service, or whom it is about, or what was found."""
    chance, codes = register.chance, register.council.codes.of
    amendments: list[dict[str, Any]] = [
        {"service": chance.choice(codes["services"])}, {"service_user_equality": register.equality()},
        {"made_by": chance.choice(codes["made-by"])},
        {"finding": {"stage": 1, "concern": 1, "finding": f"FINDING_{chance.choice(FINDINGS)}"}}]
    register.council.officer.write(
        "CorrectRepresentation", name=_any(register), corrected_date=day(register.today), note="As the letter shows.",
        reason=chance.choice(codes["correction-reasons"]), amendments=[chance.choice(amendments)])
    return True


def _answer(register: Register) -> bool:
    """A stage that is open is answered some days after it was received, so within the year."""
    name = _any(register)
    received = register.told[name]["representation"]["received_date"]
    on = register.today.replace(**received) + timedelta(days=register.chance.randint(5, 40))
    finding = {"concern": 1, "finding": f"FINDING_{register.chance.choice(FINDINGS)}"}
    register.council.officer.write("RecordFindings", name=name, stage=1, findings=[finding])
    try:
        register.council.officer.write("ConcludeStage", name=name, stage=1, concluded_date=day(on))
    except grpc.RpcError as error:
        if error.code().name != "FAILED_PRECONDITION":
            raise
    return True  # Its findings are recorded, whatever came of the rest.


def _withdraw(register: Register) -> bool:
    register.council.officer.write(
        "WithdrawRepresentation", name=_any(register), withdrawn_date=day(register.today),
        reason=register.chance.choice(register.council.codes.of["withdrawal-reasons"]))
    return True
