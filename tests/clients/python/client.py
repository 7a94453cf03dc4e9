"""A caller of the register, and what a refusal said."""

import functools
import re
import uuid

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from grpc_status import rpc_status

from redress.v1 import (
    access_pb2_grpc,
    changes_pb2_grpc,
    ombudsman_pb2_grpc,
    reference_pb2_grpc,
    representations_pb2_grpc,
    statistics_pb2_grpc,
)

CALL_SECONDS = 10


class Client:
    """One program with its token, or with none."""

    def __init__(self, channel, token=None):
        metadata = [("authorization", f"Bearer {token}")] if token else []
        self.access = Service(access_pb2_grpc.AccessServiceStub(channel), metadata)
        self.ombudsman = Service(ombudsman_pb2_grpc.OmbudsmanServiceStub(channel), metadata)
        self.reference = Service(reference_pb2_grpc.ReferenceServiceStub(channel), metadata)
        self.representations = Service(
            representations_pb2_grpc.RepresentationsServiceStub(channel), metadata
        )
        self.changes = Service(changes_pb2_grpc.ChangesServiceStub(channel), metadata)
        self.statistics = Service(statistics_pb2_grpc.StatisticsServiceStub(channel), metadata)


class Service:
    """A stub whose every call carries the token and a deadline."""

    def __init__(self, stub, metadata):
        self._stub = stub
        self._metadata = metadata

    def __getattr__(self, method):
        call = getattr(self._stub, method)
        return functools.partial(call, metadata=self._metadata, timeout=CALL_SECONDS)


class Refusal:
    """A status that is not OK, with its rich details opened."""

    def __init__(self, error):
        self.code = error.code()
        self.message = error.details()
        self.info = ErrorInfo()
        self.fields = []
        status = rpc_status.from_call(error)
        for detail in status.details if status else ():
            self._open(detail)

    def _open(self, detail):
        if detail.Is(ErrorInfo.DESCRIPTOR):
            detail.Unpack(self.info)
        elif detail.Is(BadRequest.DESCRIPTOR):
            bad_request = BadRequest()
            detail.Unpack(bad_request)
            self.fields = [violation.field for violation in bad_request.field_violations]

    def __str__(self):
        fields = f", fields {self.fields}" if self.fields else ""
        return f"{self.code.name} {self.info.reason or '(no reason)'}: {self.message}{fields}"

    def without_names(self):
        """All that it says, with the name and number of the record asked for left out."""
        def strip(text):
            return re.sub(r"\d+", "N", re.sub(r"authorities/\S+/\d+", "NAME", text))

        metadata = {key: strip(value) for key, value in self.info.metadata.items()}
        return self.code, strip(self.message), self.info.domain, self.info.reason, metadata, self.fields


def refusal(call, request):
    """Makes a call that must be refused, and answers what the refusal said."""
    try:
        answer = call(request)
    except grpc.RpcError as error:
        return Refusal(error)
    raise AssertionError(f"{type(request).__name__} was accepted and should not have been: {answer}")


def expect_refusal(call, request, code, reason):
    """The same, and checks the code and the reason."""
    refused = refusal(call, request)
    assert refused.code == code, f"expected {code.name}, not {refused}"
    assert refused.info.domain == "redress", f"expected the domain redress, not {refused.info.domain!r}"
    assert refused.info.reason == reason, f"expected the reason {reason}, not {refused}"
    return refused


def request_id():
    """A new id for a write, to be kept for every retry of it."""
    return uuid.uuid4().hex
