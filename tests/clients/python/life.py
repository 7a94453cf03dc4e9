"""The story: the whole life of a children's complaint, then the Ombudsman's case that grew out of it.

Each step is a function of the world, named after what holds when it passes; STORY at the end has them in order.
Every person is invented.
"""

import time
from datetime import date, timedelta

import grpc
from google.type.money_pb2 import Money
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

from client import CALL_SECONDS, Client, expect_refusal, refusal, request_id
from redress.v1 import access_pb2 as access
from redress.v1 import changes_pb2 as changes
from redress.v1 import ombudsman_pb2 as ombudsman
from redress.v1 import options_pb2 as options
from redress.v1 import reference_pb2 as reference
from redress.v1 import representations_pb2 as representations
from redress.v1 import statistics_pb2 as statistics
from redress.v1 import types_pb2 as types
from workdays import from_proto, to_proto, working_days_after, working_days_between

# Ids of figures, as GetCatalogue lists them.
UPHELD_MEASURE = "ombudsman_upheld"
UPHELD_DIMENSION = "ombudsman_category"
RECEIVED_MEASURE = "representations_received"
RECEIVED_DIMENSION = "team"

# Codes that every authority starts with.
METHOD = "email"
MADE_BY = "parent_or_carer"
EXTENSION_REASON_1 = "complexity"
EXTENSION_REASON_2 = "investigator_unavailable"
OMBUDSMAN_CATEGORY = "education_and_childrens"
DECISION_GROUND = "fault_and_injustice"
REMEDY_KIND = "financial_redress_distress"

# Codes that this story's administrator saves.
SERVICE = "childrens"
TEAM = "through-care"
TEAM_ALIAS = "TC"
OTHER_TEAM = "team-west"
CATEGORY_1 = "told-too-late"
CATEGORY_2 = "plan-not-followed"

COVENTRY = "authorities/coventry"
LEEDS = "authorities/leeds"
SERVICES = ("Access", "Changes", "Ombudsman", "Reference", "Representations", "Statistics")
EXTERNAL_REFERENCE = "CRM-0001"
OMBUDSMAN_REFERENCE = "24 001 234"
NARRATIVE = "Person A says that the plan was changed and that nobody told Child B."
DECISION_TEXT = "The Council was at fault in how it told Person A."

RECEIVED = date(2024, 1, 3)
ACKNOWLEDGED = date(2024, 1, 5)
EXTENDED_1 = date(2024, 1, 15)
CONCLUDED_1 = date(2024, 1, 29)
ESCALATED_2 = date(2024, 2, 12)
EXTENDED_2 = date(2024, 3, 11)
CONCLUDED_2 = date(2024, 5, 10)
ESCALATED_3 = date(2024, 6, 6)
ACKNOWLEDGED_3 = date(2024, 6, 7)
CONCLUDED_3 = date(2024, 7, 26)
CLOSED = date(2024, 7, 29)

CASE_RECEIVED = date(2024, 8, 5)
ENQUIRY_RECEIVED = date(2024, 8, 12)
ENQUIRY_ANSWERED = date(2024, 9, 6)
DECIDED = date(2024, 10, 15)
REMEDY_DUE = DECIDED + timedelta(weeks=4)
REMEDY_DONE = date(2024, 11, 5)

# Due dates, counted by hand on a 2024 calendar.
ACKNOWLEDGEMENT_DUE = date(2024, 1, 8)
STAGE_1_DUE = date(2024, 1, 17)
STAGE_1_AGREED = date(2024, 1, 31)
STAGE_2_WINDOW = date(2024, 2, 26)
STAGE_2_DUE = date(2024, 3, 18)
STAGE_2_AGREED = date(2024, 5, 16)  # Good Friday, Easter Monday and early May lie between
STAGE_3_WINDOW = date(2024, 6, 10)  # the spring holiday lies between
ACKNOWLEDGEMENT_3_DUE = date(2024, 6, 10)
STAGE_3_DUE = date(2024, 8, 15)
ENQUIRY_DUE = date(2024, 9, 10)  # the summer holiday lies between

# The same once more: from this date, so many working days, this due date.
RECKONED = (
    (RECEIVED, 3, ACKNOWLEDGEMENT_DUE),
    (RECEIVED, 10, STAGE_1_DUE),
    (RECEIVED, 20, STAGE_1_AGREED),
    (CONCLUDED_1, 20, STAGE_2_WINDOW),
    (ESCALATED_2, 25, STAGE_2_DUE),
    (ESCALATED_2, 65, STAGE_2_AGREED),
    (CONCLUDED_2, 20, STAGE_3_WINDOW),
    (ESCALATED_3, 2, ACKNOWLEDGEMENT_3_DUE),
    (ESCALATED_3, 50, STAGE_3_DUE),
    (ENQUIRY_RECEIVED, 20, ENQUIRY_DUE),
    (date(2024, 3, 28), 10, date(2024, 4, 15)),  # Easter: domain.md section 8
)

REVOKE_SECONDS = 60


class World:
    """What the steps share: the connection, the callers, and the latest answer about each record."""

    def __init__(self, address, admin_token):
        self.address = address
        self.channel = grpc.insecure_channel(address)
        self.admin = Client(self.channel, admin_token)
        self.nobody = Client(self.channel)

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self.channel.close()

    def __getattr__(self, name):
        """Asked only for what no step has set."""
        raise AssertionError(f"not reached: an earlier step was to make {name!r}")


# Small helpers.

def equal(actual, expected, what):
    assert actual == expected, f"{what}: expected {expected!r}, not {actual!r}"


def same_bytes(first, second, what):
    serialised = [message.SerializeToString(deterministic=True) for message in (first, second)]
    assert serialised[0] == serialised[1], f"{what}: the answers differ\n{first}\n---\n{second}"


def finding_of(number):
    return types.Finding.Name(number)


def clock_of(representation, name, stage):
    wanted = types.ClockName.Value(f"CLOCK_NAME_{name}")
    found = [clock for clock in representation.clocks if (clock.clock, clock.stage) == (wanted, stage)]
    assert len(found) == 1, f"expected one {name} clock of stage {stage}, not {found}"
    return found[0]


def check_clock(clock, state, anchor, length, due, agreed=None, stopped=None):
    """Compares a clock with figures reckoned here; `agreed` is the extended length with its due date."""
    agreed_length, agreed_due = agreed or (length, due)
    what = f"clock {types.ClockName.Name(clock.clock)} of stage {clock.stage}"
    equal(types.ClockState.Name(clock.state), f"CLOCK_STATE_{state}", f"{what}, state")
    equal(clock.unit, types.TIME_UNIT_WORKING_DAYS, f"{what}, unit")
    equal(from_proto(clock, "anchor_date"), anchor, f"{what}, anchor")
    equal((clock.length, clock.agreed_length), (length, agreed_length), f"{what}, lengths")
    equal(from_proto(clock, "due_date"), due, f"{what}, due")
    equal(from_proto(clock, "agreed_due_date"), agreed_due, f"{what}, agreed due")
    equal(from_proto(clock, "stopped_date"), stopped, f"{what}, stopped")
    taken = working_days_between(anchor, stopped) if stopped else 0
    equal(clock.working_days_taken, taken, f"{what}, working days taken")
    assert not clock.provisional, f"{what} is provisional, and 2024 is not"


def check_step(before, after, state):
    """What holds for the answer to every step of a representation."""
    equal(types.State.Name(after.state), f"STATE_{state}", "state")
    equal(after.name, before.name, "name")
    assert after.etag and after.etag != before.etag, "the step did not change the etag"
    assert after.position > before.position, "the step did not move the position"
    check_basic(after)


def check_basic(representation):
    """No personal data and no words in the view BASIC."""
    for field in ("complainant", "service_user"):
        assert not representation.HasField(field), f"{field} is in the view BASIC"
    words = [representation.narrative, representation.desired_outcome]
    words += [concern.text for concern in representation.concerns]
    equal("".join(words), "", "the words in the view BASIC")


def a_complaint(**changes):
    """A valid children's complaint, with some of its fields changed."""
    fields = {
        "kind": types.KIND_COMPLAINT,
        "procedure": types.PROCEDURE_CHILDREN_STATUTORY,
        "received_date": to_proto(RECEIVED),
        "service": SERVICE,
        "team": TEAM_ALIAS,
        "method": METHOD,
        "made_by": MADE_BY,
        "concerns": [
            representations.Concern(category=CATEGORY_1, text="Person A was told a month late."),
            representations.Concern(category=CATEGORY_2, text="The plan was not kept to."),
        ],
        "complainant": types.Person(full_name="Person A", email="person.a@example.org"),
        "narrative": NARRATIVE,
    }
    return representations.Representation(**{**fields, **changes})


def registration(representation, **changes):
    fields = {"parent": COVENTRY, "representation": representation, "request_id": request_id()}
    return representations.RegisterRepresentationRequest(**{**fields, **changes})


def another_complaint():
    """One that the figures asked for below leave out: another team, received in another financial year."""
    return a_complaint(team=OTHER_TEAM, received_date=to_proto(date(2024, 6, 3)))


def whole(name, view=types.VIEW_BASIC):
    return representations.GetRepresentationRequest(name=name, view=view)


def code(owner, in_list, code_id, display_name, **fields):
    return reference.SaveCodeRequest(
        parent=f"{owner}/lists/{in_list}",
        code_id=code_id,
        code=reference.Code(display_name=display_name, **fields),
        request_id=request_id(),
    )


def count_listed(client):
    request = representations.ListRepresentationsRequest(parent=COVENTRY, page_size=200)
    return len(client.representations.ListRepresentations(request).representations)


# The server before anybody has a token.

def hand_reckoned_dates_agree(_world):
    for anchor, length, due in RECKONED:
        equal(working_days_after(anchor, length), due, f"{length} working days after {anchor}")


def health_is_serving(world):
    stub = health_pb2_grpc.HealthStub(world.channel)
    for service in ("", "redress.v1.RepresentationsService"):
        answer = stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=CALL_SECONDS)
        status = health_pb2.HealthCheckResponse.ServingStatus.Name(answer.status)
        equal(status, "SERVING", f"the health of {service or 'the whole'}")


def list_by_reflection(channel, version):
    """The names of all services. The two versions differ in nothing but their package."""
    call = channel.stream_stream(
        f"/grpc.reflection.{version}.ServerReflection/ServerReflectionInfo",
        request_serializer=reflection_pb2.ServerReflectionRequest.SerializeToString,
        response_deserializer=reflection_pb2.ServerReflectionResponse.FromString,
    )
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    answer = next(call(iter([request]), timeout=CALL_SECONDS))
    return {service.name for service in answer.list_services_response.service}


def reflection_lists_the_services(world):
    wanted = {f"redress.v1.{service}Service" for service in SERVICES}
    for version in ("v1", "v1alpha"):
        missing = wanted - list_by_reflection(world.channel, version)
        assert not missing, f"reflection {version} does not list {sorted(missing)}"


def reflection_describes_the_services(world):
    database = ProtoReflectionDescriptorDatabase(world.channel)
    for service in SERVICES:
        file = database.FindFileContainingSymbol(f"redress.v1.{service}Service")
        equal([found.name for found in file.service], [f"{service}Service"], f"services of {file.name}")


def a_call_without_a_good_token_is_refused(world):
    request = reference.ListAuthoritiesRequest()
    for client in (world.nobody, Client(world.channel, "not-a-token")):
        call = client.reference.ListAuthorities
        expect_refusal(call, request, grpc.StatusCode.UNAUTHENTICATED, "CREDENTIAL_REFUSED")


# Setting up two authorities.

def admin_registers_two_authorities(world):
    for authority_id in ("coventry", "leeds"):
        authority = world.admin.reference.RegisterAuthority(reference.RegisterAuthorityRequest(
            authority_id=authority_id,
            authority=reference.Authority(
                display_name=f"{authority_id.title()} City Council",
                type=reference.AUTHORITY_TYPE_METROPOLITAN,
            ),
            request_id=request_id(),
        ))
        equal(authority.name, f"authorities/{authority_id}", "name of the authority")


def admin_saves_codes(world):
    save = world.admin.reference.SaveCode
    save(code(COVENTRY, "services", SERVICE, "Children's services"))
    team = save(code(
        COVENTRY, "teams", TEAM, "Through Care", aliases=[TEAM_ALIAS], parent_code=SERVICE
    ))
    save(code(COVENTRY, "teams", OTHER_TEAM, "Team West", parent_code=SERVICE))
    save(code(COVENTRY, "concern-categories", CATEGORY_1, "Told too late"))
    save(code(COVENTRY, "concern-categories", CATEGORY_2, "Plan not followed"))
    equal(team.name, f"{COVENTRY}/lists/teams/codes/{TEAM}", "name of the team")
    equal(list(team.aliases), [TEAM_ALIAS], "aliases of the team")


def built_in_codes_are_there(world):
    wanted = {
        "methods": {METHOD},
        "made-by": {MADE_BY},
        "extension-reasons": {EXTENSION_REASON_1, EXTENSION_REASON_2},
        "ombudsman-categories": {OMBUDSMAN_CATEGORY},
        "decision-grounds": {DECISION_GROUND},
        "remedy-kinds": {REMEDY_KIND},
    }
    for in_list, codes in wanted.items():
        request = reference.ListCodesRequest(parent=f"{COVENTRY}/lists/{in_list}")
        answer = world.admin.reference.ListCodes(request)
        found = {one.name.rsplit("/", 1)[-1] for one in answer.codes}
        assert codes <= found, f"the list {in_list} lacks {sorted(codes - found)}; it has {sorted(found)}"


def new_token(world, authority, client_id, role):
    """Saves a client and answers the secret of a token for it."""
    world.admin.access.SaveClient(access.SaveClientRequest(
        parent=authority, client_id=client_id, client=access.Client(role=role), request_id=request_id()
    ))
    name = f"{authority}/clients/{client_id}"
    request = access.IssueTokenRequest(parent=name, request_id=request_id())
    token = world.admin.access.IssueToken(request)
    assert token.secret, "the first answer to IssueToken has no secret"
    again = world.admin.access.IssueToken(request)
    equal((again.name, again.secret), (token.name, ""), "the repeated answer to IssueToken")
    return token


def admin_issues_tokens(world):
    world.crm_token = new_token(world, COVENTRY, "crm", options.ROLE_OFFICER).secret
    world.crm = Client(world.channel, world.crm_token)
    world.analyst = Client(world.channel, new_token(world, COVENTRY, "analyst", options.ROLE_ANALYST).secret)
    world.leeds = Client(world.channel, new_token(world, LEEDS, "crm", options.ROLE_OFFICER).secret)


def a_revoked_token_is_refused(world):
    token = new_token(world, COVENTRY, "visitor", options.ROLE_AUDITOR)
    visitor = Client(world.channel, token.secret)
    request = reference.GetAuthorityRequest(name=COVENTRY)
    equal(visitor.reference.GetAuthority(request).name, COVENTRY, "what the visitor reads")
    world.admin.access.RevokeToken(access.RevokeTokenRequest(name=token.name, request_id=request_id()))
    until = time.monotonic() + REVOKE_SECONDS
    while time.monotonic() < until:
        try:
            visitor.reference.GetAuthority(request)
        except grpc.RpcError:
            break
        time.sleep(0.5)
    code_wanted = grpc.StatusCode.UNAUTHENTICATED
    expect_refusal(visitor.reference.GetAuthority, request, code_wanted, "CREDENTIAL_REFUSED")


# Stage 1.

def validate_only_registers_nothing(world):
    request = registration(a_complaint(), validate_only=True)
    answer = world.crm.representations.RegisterRepresentation(request)
    equal(answer.position, 0, "position of an answer to validate_only")
    response = clock_of(answer, "RESPONSE", 1)
    check_clock(response, "RUNNING", RECEIVED, 10, STAGE_1_DUE)
    equal(count_listed(world.crm), 0, "representations on the register")


def officer_registers_a_complaint(world):
    world.registration = registration(a_complaint(external_reference=EXTERNAL_REFERENCE))
    made = world.crm.representations.RegisterRepresentation(world.registration)
    assert made.name.startswith(f"{COVENTRY}/representations/"), f"its name is {made.name!r}"
    assert made.etag and made.position > 0, "it has no etag or no position"
    equal(types.State.Name(made.state), "STATE_OPEN", "state")
    equal((made.service, made.team), (SERVICE, TEAM), "service and team, the alias resolved")
    equal([c.category for c in made.concerns], [CATEGORY_1, CATEGORY_2], "categories")
    equal([c.number for c in made.concerns], [1, 2], "numbers of the concerns")
    equal([s.number for s in made.stages], [1], "stages")
    check_basic(made)
    check_clock(clock_of(made, "ACKNOWLEDGEMENT", 1), "RUNNING", RECEIVED, 3, ACKNOWLEDGEMENT_DUE)
    check_clock(clock_of(made, "RESPONSE", 1), "RUNNING", RECEIVED, 10, STAGE_1_DUE)
    world.registered = made


def acknowledge(name, on, **fields):
    return representations.AcknowledgeRepresentationRequest(
        name=name, acknowledged_date=to_proto(on), request_id=request_id(), **fields
    )


def validate_only_acknowledges_nothing(world):
    before = world.registered
    request = acknowledge(before.name, ACKNOWLEDGED, etag=before.etag, validate_only=True)
    answer = world.crm.representations.AcknowledgeRepresentation(request)
    equal(answer.position, 0, "position of an answer to validate_only")
    equal(clock_of(answer, "ACKNOWLEDGEMENT", 1).state, types.CLOCK_STATE_MET, "state of the clock foretold")
    now = world.crm.representations.GetRepresentation(whole(before.name))
    same_bytes(now, before, "the complaint before and after validate_only")


def officer_acknowledges_it(world):
    before = world.registered
    world.acknowledgement = acknowledge(before.name, ACKNOWLEDGED, etag=before.etag)
    after = world.crm.representations.AcknowledgeRepresentation(world.acknowledgement)
    check_step(before, after, "OPEN")
    equal(from_proto(after.stages[0], "acknowledged_date"), ACKNOWLEDGED, "date of the acknowledgement")
    clock = clock_of(after, "ACKNOWLEDGEMENT", 1)
    check_clock(clock, "MET", RECEIVED, 3, ACKNOWLEDGEMENT_DUE, stopped=ACKNOWLEDGED)
    world.acknowledged = after


def extension(before, length, reason, on, **fields):
    return representations.ExtendClockRequest(
        name=before.name,
        clock=types.CLOCK_NAME_RESPONSE,
        length=length,
        reason=reason,
        decided_date=to_proto(on),
        told_date=to_proto(on),
        request_id=request_id(),
        etag=before.etag,
        **fields,
    )


def an_extension_over_the_cap_is_refused(world):
    request = extension(world.acknowledged, 21, EXTENSION_REASON_1, EXTENDED_1)
    refused = expect_refusal(
        world.crm.representations.ExtendClock, request,
        grpc.StatusCode.FAILED_PRECONDITION, "EXTENSION_OVER_CAP",
    )
    equal(refused.info.metadata["cap"], "20", "the cap in the metadata")
    for key in ("rule", "source"):
        assert refused.info.metadata.get(key), f"the refusal has no {key} in its metadata"


def officer_extends_stage_1_to_20_days(world):
    before = world.acknowledged
    request = extension(before, 20, EXTENSION_REASON_1, EXTENDED_1)
    after = world.crm.representations.ExtendClock(request)
    check_step(before, after, "OPEN")
    clock = clock_of(after, "RESPONSE", 1)
    check_clock(clock, "RUNNING", RECEIVED, 10, STAGE_1_DUE, agreed=(20, STAGE_1_AGREED))
    found = [(e.clock, e.length, e.reason) for e in after.stages[0].extensions]
    equal(found, [(types.CLOCK_NAME_RESPONSE, 20, EXTENSION_REASON_1)], "extensions of stage 1")
    world.extended = after


def findings(before, stage, *found):
    """What was found at a stage on the concerns 1, 2 and so on."""
    return representations.RecordFindingsRequest(
        name=before.name,
        stage=stage,
        findings=[
            representations.ConcernFinding(concern=number, finding=finding)
            for number, finding in enumerate(found, start=1)
        ],
        request_id=request_id(),
        etag=before.etag,
    )


def conclusion(before, stage, on):
    return representations.ConcludeStageRequest(
        name=before.name, stage=stage, concluded_date=to_proto(on), request_id=request_id(), etag=before.etag
    )


def a_stage_without_every_finding_is_not_concluded(world):
    record = findings(world.extended, 1, types.FINDING_NOT_UPHELD)
    half = world.crm.representations.RecordFindings(record)
    refused = expect_refusal(
        world.crm.representations.ConcludeStage, conclusion(half, 1, CONCLUDED_1),
        grpc.StatusCode.FAILED_PRECONDITION, "FINDINGS_MISSING",
    )
    equal(refused.info.metadata["concerns"], "2", "the concerns that lack a finding")
    world.half_found = half


def decide_stage(world, before, stage, on, *found):
    """Records the findings of a stage and concludes it."""
    recorded = world.crm.representations.RecordFindings(findings(before, stage, *found))
    check_step(before, recorded, "OPEN")
    after = world.crm.representations.ConcludeStage(conclusion(recorded, stage, on))
    check_step(recorded, after, "ANSWERED")
    ended = after.stages[-1]
    equal(ended.number, stage, "the stage concluded")
    equal(from_proto(ended, "ended_date"), on, f"end of stage {stage}")
    equal(ended.ended_by, representations.STAGE_END_RESPONSE, f"what ended stage {stage}")
    equal([f.finding for f in ended.findings], list(found), f"findings of stage {stage}")
    assert not ended.finding_overridden, "the finding was derived, not set by hand"
    return after


def officer_concludes_stage_1(world):
    found = (types.FINDING_NOT_UPHELD, types.FINDING_NOT_UPHELD)
    after = decide_stage(world, world.half_found, 1, CONCLUDED_1, *found)
    equal(finding_of(after.finding), "FINDING_NOT_UPHELD", "finding after stage 1")
    clock = clock_of(after, "RESPONSE", 1)
    check_clock(
        clock, "MET_AS_EXTENDED", RECEIVED, 10, STAGE_1_DUE, agreed=(20, STAGE_1_AGREED), stopped=CONCLUDED_1
    )
    check_clock(clock_of(after, "REQUEST_WINDOW", 1), "RUNNING", CONCLUDED_1, 20, STAGE_2_WINDOW)
    world.answered_1 = after


# Stages 2 and 3.

def escalation(before, on):
    return representations.EscalateRepresentationRequest(
        name=before.name, requested_date=to_proto(on), request_id=request_id(), etag=before.etag
    )


def complainant_goes_to_stage_2(world):
    before = world.answered_1
    after = world.crm.representations.EscalateRepresentation(escalation(before, ESCALATED_2))
    check_step(before, after, "OPEN")
    equal([s.number for s in after.stages], [1, 2], "stages")
    window = clock_of(after, "REQUEST_WINDOW", 1)
    check_clock(window, "MET", CONCLUDED_1, 20, STAGE_2_WINDOW, stopped=ESCALATED_2)
    check_clock(clock_of(after, "RESPONSE", 2), "RUNNING", ESCALATED_2, 25, STAGE_2_DUE)
    world.escalated_2 = after


def officer_extends_stage_2_to_65_days(world):
    before = world.escalated_2
    request = extension(before, 65, EXTENSION_REASON_2, EXTENDED_2, complainant_agreed=True)
    after = world.crm.representations.ExtendClock(request)
    check_step(before, after, "OPEN")
    clock = clock_of(after, "RESPONSE", 2)
    check_clock(clock, "RUNNING", ESCALATED_2, 25, STAGE_2_DUE, agreed=(65, STAGE_2_AGREED))
    assert after.stages[1].extensions[0].complainant_agreed, "the agreement is not on record"
    world.extended_2 = after


def officer_concludes_stage_2(world):
    found = (types.FINDING_PARTLY_UPHELD, types.FINDING_NOT_UPHELD)
    after = decide_stage(world, world.extended_2, 2, CONCLUDED_2, *found)
    equal(finding_of(after.finding), "FINDING_PARTLY_UPHELD", "finding after stage 2")
    clock = clock_of(after, "RESPONSE", 2)
    check_clock(
        clock, "MET_AS_EXTENDED", ESCALATED_2, 25, STAGE_2_DUE, agreed=(65, STAGE_2_AGREED), stopped=CONCLUDED_2
    )
    check_clock(clock_of(after, "REQUEST_WINDOW", 2), "RUNNING", CONCLUDED_2, 20, STAGE_3_WINDOW)
    world.answered_2 = after


def a_late_request_for_stage_3_is_refused(world):
    request = escalation(world.answered_2, STAGE_3_WINDOW + timedelta(days=1))
    refused = expect_refusal(
        world.crm.representations.EscalateRepresentation, request,
        grpc.StatusCode.FAILED_PRECONDITION, "ESCALATION_OUT_OF_TIME",
    )
    equal(refused.info.metadata["due_date"], STAGE_3_WINDOW.isoformat(), "the last day in the metadata")


def complainant_goes_to_stage_3_in_time(world):
    before = world.answered_2
    after = world.crm.representations.EscalateRepresentation(escalation(before, ESCALATED_3))
    check_step(before, after, "OPEN")
    equal([s.number for s in after.stages], [1, 2, 3], "stages")
    window = clock_of(after, "REQUEST_WINDOW", 2)
    check_clock(window, "MET", CONCLUDED_2, 20, STAGE_3_WINDOW, stopped=ESCALATED_3)
    check_clock(clock_of(after, "ACKNOWLEDGEMENT", 3), "RUNNING", ESCALATED_3, 2, ACKNOWLEDGEMENT_3_DUE)
    check_clock(clock_of(after, "RESPONSE", 3), "RUNNING", ESCALATED_3, 50, STAGE_3_DUE)
    world.escalated_3 = after


def officer_acknowledges_stage_3(world):
    before = world.escalated_3
    request = acknowledge(before.name, ACKNOWLEDGED_3, etag=before.etag)
    after = world.crm.representations.AcknowledgeRepresentation(request)
    check_step(before, after, "OPEN")
    clock = clock_of(after, "ACKNOWLEDGEMENT", 3)
    check_clock(clock, "MET", ESCALATED_3, 2, ACKNOWLEDGEMENT_3_DUE, stopped=ACKNOWLEDGED_3)
    world.acknowledged_3 = after


def officer_concludes_stage_3(world):
    found = (types.FINDING_UPHELD, types.FINDING_NOT_UPHELD)
    after = decide_stage(world, world.acknowledged_3, 3, CONCLUDED_3, *found)
    equal(finding_of(after.finding), "FINDING_PARTLY_UPHELD", "finding after stage 3")
    by_stage = [finding_of(stage.finding) for stage in after.stages]
    kept = ["FINDING_NOT_UPHELD", "FINDING_PARTLY_UPHELD", "FINDING_PARTLY_UPHELD"]
    equal(by_stage, kept, "the finding of each stage")
    clock = clock_of(after, "RESPONSE", 3)
    check_clock(clock, "MET", ESCALATED_3, 50, STAGE_3_DUE, stopped=CONCLUDED_3)
    world.answered_3 = after


def there_is_no_stage_4(world):
    request = escalation(world.answered_3, CLOSED)
    refused = expect_refusal(
        world.crm.representations.EscalateRepresentation, request,
        grpc.StatusCode.FAILED_PRECONDITION, "NO_FURTHER_STAGE",
    )
    equal(refused.info.metadata["stage"], "3", "the stage in the metadata")


def officer_closes_it(world):
    before = world.answered_3
    after = world.crm.representations.CloseRepresentation(representations.CloseRepresentationRequest(
        name=before.name,
        closed_date=to_proto(CLOSED),
        closure=representations.CLOSURE_RESOLVED,
        request_id=request_id(),
        etag=before.etag,
    ))
    check_step(before, after, "CONCLUDED")
    equal(from_proto(after, "closed_date"), CLOSED, "date of the closure")
    equal(finding_of(after.finding), "FINDING_PARTLY_UPHELD", "finding of the whole")
    world.closed = after


# Who may see what.

def basic_view_holds_no_personal_data(world):
    for client in (world.crm, world.analyst):
        seen = client.representations.GetRepresentation(whole(world.closed.name))
        check_basic(seen)
        equal((seen.state, seen.etag), (world.closed.state, world.closed.etag), "state and etag")
        equal(seen.clocks, world.closed.clocks, "clocks")


def full_view_opens_the_record(world):
    seen = world.crm.representations.GetRepresentation(whole(world.closed.name, types.VIEW_FULL))
    told = world.registration.representation
    equal(seen.complainant, told.complainant, "the complainant")
    equal(seen.narrative, told.narrative, "the narrative")
    equal([c.text for c in seen.concerns], [c.text for c in told.concerns], "the concerns in words")


def only_an_officer_opens_a_record(world):
    view = whole(world.closed.name, types.VIEW_FULL)
    denied = grpc.StatusCode.PERMISSION_DENIED
    refused = expect_refusal(
        world.analyst.representations.GetRepresentation, view, denied, "ROLE_NOT_PERMITTED"
    )
    for key in ("role", "method"):
        assert refused.info.metadata.get(key), f"the refusal has no {key} in its metadata"
    view = whole(world.closed.name)
    expect_refusal(world.admin.representations.GetRepresentation, view, denied, "ROLE_NOT_PERMITTED")


def an_analyst_writes_nothing(world):
    expect_refusal(
        world.analyst.representations.RegisterRepresentation, registration(another_complaint()),
        grpc.StatusCode.PERMISSION_DENIED, "ROLE_NOT_PERMITTED",
    )


def another_authority_cannot_tell_what_exists(world):
    not_found = grpc.StatusCode.NOT_FOUND
    names = (world.closed.name, f"{COVENTRY}/representations/999999", f"{LEEDS}/representations/999999")
    reads = [
        expect_refusal(world.leeds.representations.GetRepresentation, whole(name), not_found, "NOT_FOUND")
        for name in names
    ]
    writes = [
        expect_refusal(
            world.leeds.representations.AcknowledgeRepresentation, acknowledge(name, CLOSED),
            not_found, "NOT_FOUND",
        )
        for name in names
    ]
    for refused in (reads, writes):
        for other in refused[1:]:
            equal(refused[0].without_names(), other.without_names(), "what is said of a record and of none")


def another_authority_lists_nothing(world):
    request = representations.ListRepresentationsRequest(parent=COVENTRY)
    call = world.leeds.representations.ListRepresentations
    expect_refusal(call, request, grpc.StatusCode.NOT_FOUND, "NOT_FOUND")
    request = representations.ListRepresentationsRequest(parent=LEEDS)
    equal(list(call(request).representations), [], "what Leeds has on its register")


def list_finds_it_by_its_reference(world):
    answer = world.crm.representations.ListRepresentations(representations.ListRepresentationsRequest(
        parent=COVENTRY,
        filter=representations.RepresentationFilter(external_reference=EXTERNAL_REFERENCE),
    ))
    equal([one.name for one in answer.representations], [world.closed.name], "names")
    check_basic(answer.representations[0])
    assert answer.position >= world.closed.position, "the page was read before the closure"


# The Ombudsman's case.

def officer_registers_a_case(world):
    made = world.crm.ombudsman.RegisterCase(ombudsman.RegisterCaseRequest(
        parent=COVENTRY,
        ombudsman_case=ombudsman.OmbudsmanCase(
            reference=OMBUDSMAN_REFERENCE,
            category=OMBUDSMAN_CATEGORY,
            service=SERVICE,
            received_date=to_proto(CASE_RECEIVED),
            representation=world.closed.name,
        ),
        request_id=request_id(),
    ))
    assert made.name.startswith(f"{COVENTRY}/cases/"), f"its name is {made.name!r}"
    equal(made.reference, OMBUDSMAN_REFERENCE, "reference")
    equal(made.representation, world.closed.name, "the representation that it grew out of")
    equal(ombudsman.CaseState.Name(made.state), "CASE_STATE_RECEIVED", "state")
    world.case_received = made


def check_case_step(before, after, state):
    equal(ombudsman.CaseState.Name(after.state), f"CASE_STATE_{state}", "state")
    equal(after.name, before.name, "name")
    assert after.etag and after.etag != before.etag, "the step did not change the etag"
    assert after.position > before.position, "the step did not move the position"


def a_remedy_before_a_decision_is_refused(world):
    expect_refusal(
        world.crm.ombudsman.AgreeRemedy, a_remedy(world.case_received),
        grpc.StatusCode.FAILED_PRECONDITION, "CASE_NOT_UPHELD",
    )


def ombudsman_enquires(world):
    before = world.case_received
    after = world.crm.ombudsman.RecordEnquiry(ombudsman.RecordEnquiryRequest(
        name=before.name, received_date=to_proto(ENQUIRY_RECEIVED), request_id=request_id(), etag=before.etag
    ))
    check_case_step(before, after, "UNDER_ENQUIRY")
    equal([enquiry.number for enquiry in after.enquiries], [1], "numbers of the enquiries")
    check_clock(after.enquiries[0].clock, "RUNNING", ENQUIRY_RECEIVED, 20, ENQUIRY_DUE)
    world.enquired = after


def council_answers_the_enquiry(world):
    before = world.enquired
    after = world.crm.ombudsman.AnswerEnquiry(ombudsman.AnswerEnquiryRequest(
        name=before.name,
        enquiry=1,
        answered_date=to_proto(ENQUIRY_ANSWERED),
        request_id=request_id(),
        etag=before.etag,
    ))
    check_case_step(before, after, "AWAITING_DECISION")
    clock = after.enquiries[0].clock
    check_clock(clock, "MET", ENQUIRY_RECEIVED, 20, ENQUIRY_DUE, stopped=ENQUIRY_ANSWERED)
    world.enquiry_answered = after


def ombudsman_upholds_the_complaint(world):
    before = world.enquiry_answered
    after = world.crm.ombudsman.RecordDecision(ombudsman.RecordDecisionRequest(
        name=before.name,
        decision=ombudsman.FinalDecision(
            decision=ombudsman.DECISION_UPHELD,
            decided_date=to_proto(DECIDED),
            ground=DECISION_GROUND,
            text=DECISION_TEXT,
        ),
        request_id=request_id(),
        etag=before.etag,
    ))
    # Nothing is left to do until a remedy is agreed.
    check_case_step(before, after, "CLOSED")
    equal(after.decision.decision, ombudsman.DECISION_UPHELD, "the decision in the older words")
    equal(after.decision.decision_class, ombudsman.DECISION_CLASS_INVESTIGATED, "and in the newer ones")
    equal(after.decision.text, "", "the letter's words in the view BASIC")
    world.decided = after


def a_remedy(before):
    return ombudsman.AgreeRemedyRequest(
        name=before.name,
        remedy=ombudsman.Remedy(
            kind=REMEDY_KIND,
            amount=Money(currency_code="GBP", units=150),
            due_date=to_proto(REMEDY_DUE),
            text="Pay Person A for the distress that the fault caused.",
        ),
        request_id=request_id(),
        etag=before.etag,
    )


def council_agrees_a_remedy(world):
    before = world.decided
    after = world.crm.ombudsman.AgreeRemedy(a_remedy(before))
    check_case_step(before, after, "REMEDIES_OPEN")
    equal(len(after.remedies), 1, "how many remedies there are")
    remedy = after.remedies[0]
    equal((remedy.number, remedy.kind), (1, REMEDY_KIND), "number and kind of the remedy")
    equal((remedy.amount.currency_code, remedy.amount.units), ("GBP", 150), "what is to be paid")
    equal(from_proto(remedy, "due_date"), REMEDY_DUE, "when it is due")
    equal(from_proto(remedy, "completed_date"), None, "when it was done")
    equal(remedy.text, "", "the remedy in words in the view BASIC")
    world.agreed = after


def council_completes_the_remedy_in_time(world):
    before = world.agreed
    after = world.crm.ombudsman.CompleteRemedy(ombudsman.CompleteRemedyRequest(
        name=before.name,
        remedy=1,
        completed_date=to_proto(REMEDY_DONE),
        request_id=request_id(),
        etag=before.etag,
    ))
    check_case_step(before, after, "AWAITING_COMPLIANCE")
    equal(from_proto(after.remedies[0], "completed_date"), REMEDY_DONE, "when it was done")
    assert not after.remedies[0].completed_late, "it was done in time"
    world.case_closed = after


def case_views_differ_in_the_words_only(world):
    name = world.case_closed.name
    basic = world.analyst.ombudsman.GetCase(ombudsman.GetCaseRequest(name=name))
    full = world.crm.ombudsman.GetCase(ombudsman.GetCaseRequest(name=name, view=types.VIEW_FULL))
    equal((basic.decision.text, full.decision.text), ("", DECISION_TEXT), "the letter's words")
    assert full.remedies[0].text, "the remedy has no words in the view FULL"
    full.decision.text = ""
    full.remedies[0].text = ""
    equal(full, basic, "the rest of the views")


# Figures.

def catalogue_names_the_figures(world):
    catalogue = world.analyst.statistics.GetCatalogue(statistics.GetCatalogueRequest())
    known = {entry.id for entry in [*catalogue.measures, *catalogue.dimensions]}
    missing = {UPHELD_MEASURE, UPHELD_DIMENSION, RECEIVED_MEASURE, RECEIVED_DIMENSION} - known
    assert not missing, f"the catalogue lacks {sorted(missing)}; it has {sorted(known)}"


def check_single_row(world, measure, dimension, year, key):
    """A measure by one dimension in one financial year must have one row, with one counted in it."""
    table = world.analyst.statistics.QueryStatistics(statistics.QueryStatisticsRequest(
        parent=COVENTRY,
        measures=[measure],
        dimensions=[dimension],
        period=statistics.Period(financial_year=year),
    ))
    counted = [(row.keys[0].value, row.figures[0].numerator) for row in table.rows if row.figures[0].numerator]
    equal(counted, [(key, 1)], f"{measure} by {dimension}")
    equal(table.total.figures[0].numerator, 1, f"{measure} in total")
    equal(table.total.figures[0].state, statistics.FIGURE_STATE_NUMBER, f"state of {measure}")
    equal([one.id for one in table.measures], [measure], "the definitions given")
    equal(from_proto(table, "start_date"), date(year, 4, 1), "first day of the period")
    equal(from_proto(table, "end_date"), date(year + 1, 3, 31), "last day of the period")
    assert table.position >= world.case_closed.position, "the figures are older than the last step"


def the_complaint_is_counted_by_team(world):
    check_single_row(world, RECEIVED_MEASURE, RECEIVED_DIMENSION, 2023, TEAM)


def the_upheld_decision_is_counted(world):
    check_single_row(world, UPHELD_MEASURE, UPHELD_DIMENSION, 2024, OMBUDSMAN_CATEGORY)


# Retries, and what is refused.

def a_retry_gives_the_same_answer(world):
    request = registration(another_complaint())
    register = world.crm.representations.RegisterRepresentation
    first = register(request)
    listed = count_listed(world.crm)
    for _ in range(3):
        same_bytes(register(request), first, "a registration and its retry")
    equal(count_listed(world.crm), listed, "representations on the register")
    world.retried = request
    world.other = first


def a_retry_long_after_gives_the_same_answer(world):
    register = world.crm.representations.RegisterRepresentation
    same_bytes(register(world.registration), world.registered, "the registration, asked for after closure")
    again = world.crm.representations.AcknowledgeRepresentation(world.acknowledgement)
    same_bytes(again, world.acknowledged, "the acknowledgement with its old etag, asked for after closure")


def a_request_id_is_not_used_twice(world):
    changed = representations.RegisterRepresentationRequest()
    changed.CopyFrom(world.retried)
    changed.representation.narrative = "Other words of Person A."
    refused = expect_refusal(
        world.crm.representations.RegisterRepresentation, changed,
        grpc.StatusCode.FAILED_PRECONDITION, "REQUEST_ID_REUSED",
    )
    equal(refused.info.metadata["request_id"], world.retried.request_id, "the id in the metadata")


def a_stale_etag_is_refused(world):
    on = date(2024, 6, 4)
    acknowledge_it = world.crm.representations.AcknowledgeRepresentation
    current = acknowledge_it(acknowledge(world.other.name, on, etag=world.other.etag))
    extend = extension(world.other, 20, EXTENSION_REASON_1, date(2024, 6, 5))
    refused = expect_refusal(
        world.crm.representations.ExtendClock, extend, grpc.StatusCode.ABORTED, "ETAG_STALE"
    )
    equal(refused.info.metadata["etag"], current.etag, "the etag in the metadata")


def a_reference_is_not_taken_twice(world):
    refused = expect_refusal(
        world.crm.representations.RegisterRepresentation,
        registration(a_complaint(external_reference=EXTERNAL_REFERENCE)),
        grpc.StatusCode.ALREADY_EXISTS, "REFERENCE_TAKEN",
    )
    equal(refused.info.metadata["name"], world.closed.name, "the name in the metadata")


def every_invalid_field_is_reported_at_once(world):
    wrong = a_complaint(
        external_reference="x" * 101,
        received_date=to_proto(date(2999, 1, 4)),
        team="no such team",
        method="no such method",
        made_by="no such person",
        concerns=[representations.Concern(category="no such category")],
        narrative="x" * 20_001,
    )
    refused = expect_refusal(
        world.crm.representations.RegisterRepresentation, registration(wrong, request_id="not an id"),
        grpc.StatusCode.INVALID_ARGUMENT, "INVALID_FIELDS",
    )
    wanted = {"request_id", "representation.concerns[0].category"}
    for field in ("external_reference", "received_date", "team", "method", "made_by", "narrative"):
        wanted.add(f"representation.{field}")
    equal(set(refused.fields), wanted, "the fields reported")


def a_date_that_does_not_exist_is_refused(world):
    wrong = another_complaint()
    wrong.received_date.month, wrong.received_date.day = 2, 30
    refused = refusal(world.crm.representations.RegisterRepresentation, registration(wrong))
    equal(refused.code, grpc.StatusCode.INVALID_ARGUMENT, "code")
    equal(refused.fields, ["representation.received_date"], "the fields reported")


def nothing_refused_was_kept(world):
    equal(count_listed(world.crm), 2, "representations on the register")
    now = world.crm.representations.GetRepresentation(whole(world.closed.name))
    equal(now.etag, world.closed.etag, "etag of the closed complaint")


# The log, as somebody reads it who keeps a copy.

def list_all_changes(client, **asked):
    """Page by page, each from where the one before ended."""
    found = []
    request = changes.ListChangesRequest(parent=COVENTRY, page_size=10, **asked)
    while True:
        page = client.changes.ListChanges(request)
        found += page.changes
        if page.next_after_position == page.head_position:
            return found
        request.after_position = page.next_after_position


def changes_tell_the_complaints_whole_life(world):
    only = changes.ChangeFilter(record=world.closed.name)
    told = list_all_changes(world.analyst, filter=only, include_records=True)
    kinds = [change.kind for change in told]
    equal((kinds[0], kinds[-1]), ("representation.registered", "representation.closed"), "first and last kind")
    same_bytes(told[-1].representation, world.closed, "the record after its last change")
    for change in told:
        equal(change.representation.position, change.position, f"position of the record after {change.kind}")
        check_basic(change.representation)


def nobody_is_told_what_it_may_not_read(world):
    equal({change.kind.split(".")[0] for change in list_all_changes(world.analyst)},
          {"representation", "case", "reference"}, "what an analyst is told of")
    equal({change.kind.split(".")[0] for change in list_all_changes(world.admin)},
          {"reference", "access"}, "what an admin is told of")
    expect_refusal(world.leeds.changes.ListChanges, changes.ListChangesRequest(parent=COVENTRY),
                   grpc.StatusCode.NOT_FOUND, "NOT_FOUND")


def a_watch_goes_on_where_it_was_broken(world):
    listed = list_all_changes(world.crm)
    read, position = [], 0
    for most in (1, 5, 10, len(listed)):
        watch = world.crm.changes.WatchChanges(
            changes.WatchChangesRequest(parent=COVENTRY, after_position=position)
        )
        for message in watch:
            if message.HasField("heartbeat"):
                equal(message.heartbeat.position, message.heartbeat.head_position, "a reader that caught up")
                break
            read.append(message.change)
            position = message.change.position
            most -= 1
            if not most:
                break
        watch.cancel()
    equal(len(read), len(listed), "changes read, none twice")
    for one, other in zip(read, listed, strict=True):
        same_bytes(one, other, f"the change at {one.position}")


def a_watch_tells_what_happens_next(world):
    head = world.crm.changes.ListChanges(changes.ListChangesRequest(parent=COVENTRY)).head_position
    watch = world.crm.changes.WatchChanges(
        changes.WatchChangesRequest(parent=COVENTRY, after_position=head)
    )
    equal(next(watch).heartbeat.position, head, "the heartbeat of a reader that has caught up")
    current = world.crm.representations.GetRepresentation(whole(world.other.name))
    request = extension(current, 20, EXTENSION_REASON_1, date(2024, 6, 5))
    after = world.crm.representations.ExtendClock(request)
    change = next(watch).change
    equal((change.position, change.name, change.etag), (after.position, after.name, after.etag), "the change")
    equal((change.client, change.request_id), ("crm", request.request_id), "who made it")
    watch.cancel()


def a_position_beyond_the_log_is_refused(world):
    request = changes.ListChangesRequest(parent=COVENTRY, after_position=1_000_000)
    refused = expect_refusal(
        world.crm.changes.ListChanges, request, grpc.StatusCode.FAILED_PRECONDITION, "POSITION_AHEAD"
    )
    assert int(refused.info.metadata["head_position"]) < 1_000_000, "the end in the metadata"


STORY = (
    hand_reckoned_dates_agree,
    health_is_serving,
    reflection_lists_the_services,
    reflection_describes_the_services,
    a_call_without_a_good_token_is_refused,
    admin_registers_two_authorities,
    admin_saves_codes,
    built_in_codes_are_there,
    admin_issues_tokens,
    a_revoked_token_is_refused,
    validate_only_registers_nothing,
    officer_registers_a_complaint,
    validate_only_acknowledges_nothing,
    officer_acknowledges_it,
    an_extension_over_the_cap_is_refused,
    officer_extends_stage_1_to_20_days,
    a_stage_without_every_finding_is_not_concluded,
    officer_concludes_stage_1,
    complainant_goes_to_stage_2,
    officer_extends_stage_2_to_65_days,
    officer_concludes_stage_2,
    a_late_request_for_stage_3_is_refused,
    complainant_goes_to_stage_3_in_time,
    officer_acknowledges_stage_3,
    officer_concludes_stage_3,
    there_is_no_stage_4,
    officer_closes_it,
    basic_view_holds_no_personal_data,
    full_view_opens_the_record,
    only_an_officer_opens_a_record,
    an_analyst_writes_nothing,
    another_authority_cannot_tell_what_exists,
    another_authority_lists_nothing,
    list_finds_it_by_its_reference,
    officer_registers_a_case,
    a_remedy_before_a_decision_is_refused,
    ombudsman_enquires,
    council_answers_the_enquiry,
    ombudsman_upholds_the_complaint,
    council_agrees_a_remedy,
    council_completes_the_remedy_in_time,
    case_views_differ_in_the_words_only,
    catalogue_names_the_figures,
    the_complaint_is_counted_by_team,
    the_upheld_decision_is_counted,
    a_retry_gives_the_same_answer,
    a_retry_long_after_gives_the_same_answer,
    a_request_id_is_not_used_twice,
    a_stale_etag_is_refused,
    a_reference_is_not_taken_twice,
    every_invalid_field_is_reported_at_once,
    a_date_that_does_not_exist_is_refused,
    nothing_refused_was_kept,
    changes_tell_the_complaints_whole_life,
    nobody_is_told_what_it_may_not_read,
    a_watch_goes_on_where_it_was_broken,
    a_watch_tells_what_happens_next,
    a_position_beyond_the_log_is_refused,
)
