"""Prints the first five representations of an authority: REDRESS_TOKEN=… call.py ADDRESS AUTHORITY."""

import os
import sys

import grpc
from redress.v1 import representations_pb2, representations_pb2_grpc, types_pb2

address, authority = sys.argv[1:]
with grpc.insecure_channel(address) as channel:
    register = representations_pb2_grpc.RepresentationsServiceStub(channel)
    request = representations_pb2.ListRepresentationsRequest(parent=f"authorities/{authority}", page_size=5)
    token = [("authorization", f"Bearer {os.environ['REDRESS_TOKEN']}")]
    for one in register.ListRepresentations(request, metadata=token, timeout=10).representations:
        on = one.received_date
        print(one.name, types_pb2.State.Name(one.state), f"{on.year}-{on.month:02}-{on.day:02}")
