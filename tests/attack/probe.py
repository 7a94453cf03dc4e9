"""A puller asks for everything: every method of every service, of its own body and of everybody else."""

from collections import Counter
from typing import Any

import grpc
from deployment import YEAR, Body, Client, Council
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor
from google.protobuf.descriptor_pool import Default
from google.protobuf.message_factory import GetMessageClass

BENCHMARK = "ROLE_BENCHMARK"
SERVICES = ("AccessService", "ReferenceService", "RepresentationsService", "OmbudsmanService", "LearningService",
            "StatisticsService", "ChangesService", "EditionsService", "ReleasesService", "BenchmarksService")
MEASURES = [{"measures": ["representations_received"], "dimensions": ["service_user_ethnicity"],
             "filters": [{"dimension": "procedure", "values": ["children_statutory"]}]}]
OPEN = {"GetCatalogue", "ListAuthorities", "PullReleases", "ListReceivedReleases", "ListPeerGroups", "CompareAuthorities",
        "RenderComparison"}
"""What may be answered of the puller's own body. ReceiveReleases brings in what it sends itself."""


def ask(body: Body, councils: list[Council], asked: Counter[str]) -> list[str]:
    """What was answered that should not have been."""
    wrong: list[str] = []
    others = [council.parent for council in councils]
    for name in SERVICES:
        service = Default().FindServiceByName(f"redress.v1.{name}")
        for method in service.methods:
            allowed = _allowed(method)
            asked["methods"] += 1
            for parent in [body.parent, *others]:
                for request in _requests(method, parent):
                    asked["asked"] += 1
                    answer, said = _call(body.puller, method, request)
                    told = answer == "OK"
                    asked["answered"] += told
                    whole = {"parent", "name"}.isdisjoint(request) and not any(one.encode() in said for one in others)
                    mine = parent == body.parent or whole or method.name == "GetCatalogue"
                    if told and not (allowed and mine and method.name in OPEN):
                        wrong.append(f"{body.id} was answered {name}/{method.name} of {parent}")
                    if not allowed and answer not in ("PERMISSION_DENIED", "NOT_FOUND"):
                        wrong.append(f"{body.id} got {answer} from {name}/{method.name}, which it may not call")
    return wrong


def _allowed(method: MethodDescriptor) -> bool:
    options = str(method.GetOptions())
    return BENCHMARK in options


def _requests(method: MethodDescriptor, parent: str) -> list[dict[str, Any]]:
    """A request that would be a good one, as far as its fields tell."""
    fields: dict[str, Any] = {}
    for field in method.input_type.fields:
        if field.name == "parent" and field.type == FieldDescriptor.TYPE_STRING:
            fields["parent"] = parent
        elif field.name == "name" and field.type == FieldDescriptor.TYPE_STRING:
            fields["name"] = f"{parent}/releases/1" if "Release" in method.name else f"{parent}/representations/1"
        elif field.name == "financial_year":
            fields["financial_year"] = YEAR
        elif field.name == "request_id":
            fields["request_id"] = "probe"
        elif field.name == "period":
            fields["period"] = {"financial_year": YEAR}
        elif field.name == "query":
            fields["query"] = {"parent": parent, "period": {"financial_year": YEAR}, **MEASURES[0]}
    if method.name == "QueryStatistics":
        return [{**fields, **extra} for extra in MEASURES]
    return [fields]


def _call(client: Client, method: MethodDescriptor, fields: dict[str, Any]) -> tuple[str, bytes]:
    """The code that it is answered with, and every byte."""
    path = f"/{method.containing_service.full_name}/{method.name}"
    request = GetMessageClass(method.input_type)
    kind = "stream" if method.client_streaming else "unary"
    called = getattr(client.channel, f"{kind}_stream")(
        path, request_serializer=request.SerializeToString,
        response_deserializer=GetMessageClass(method.output_type).FromString)
    sent, said = request(**fields), b""
    try:
        for answer in called(iter([sent]) if method.client_streaming else sent, metadata=client.metadata, timeout=5):
            said += answer.SerializeToString()
    except grpc.RpcError as error:
        return str(error.code().name), said
    return "OK", said
