"""What can go wrong with a request to the API, as exceptions and as they are documented (RFC 9457)."""

from typing import NamedTuple

from rest_framework import serializers, status
from rest_framework.exceptions import APIException


class BadParameter(NamedTuple):
    """What is wrong with one value of a parameter. ``valid``: what may be written; empty if that is too much."""

    parameter: str
    value: str
    message: str
    valid: list[str] = []


class BadParameters(APIException):
    """A request whose parameters cannot be answered as meant. ``errors``: a ``BadParameter`` for each fault."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = "There are parameters that this address does not take, or values they cannot have."
    default_code = "bad_parameters"

    def __init__(self, errors):
        super().__init__()
        self.errors = errors


class TooLarge(APIException):
    """A body with more bytes than a question needs."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body has more than 100,000 bytes."
    default_code = "too_large"


class Withdrawn(APIException):
    """A row that was on the shelf and is not any more. Says nothing of what it was."""

    status_code = status.HTTP_410_GONE
    default_detail = "This was withdrawn. Delete your copy."
    default_code = "withdrawn"


class StartOver(APIException):
    """A place from which nobody can go on: it is gone, or was never given out here. Says nothing of which."""

    status_code = status.HTTP_410_GONE
    default_detail = (
        "The changes after this number are not all kept any more, or the number was never given out here. "
        "Start over: take the snapshot, delete what is not in it, and go on with the changes after its “seq”."
    )
    default_code = "start_over"


class BadParameterSerializer(serializers.Serializer):
    """What is wrong with one value of a parameter."""

    parameter = serializers.CharField(help_text="Name of the parameter.")
    value = serializers.CharField(help_text="The value, as it was sent.")
    message = serializers.CharField(help_text="What is wrong with it, in words.")
    valid = serializers.ListField(
        child=serializers.CharField(), help_text="What may be written there; empty if that is too much to list."
    )


class ProblemSerializer(serializers.Serializer):
    """An answer that is not the one asked for, as problem details (RFC 9457)."""

    type = serializers.CharField(help_text="“about:blank”: the status says what sort of problem it is.")
    title = serializers.CharField(help_text="The words of the HTTP status.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What happened, in words.")
    code = serializers.CharField(help_text="The same for programs: “bad_parameters”, “not_found”, “withdrawn” …")
    errors = BadParameterSerializer(many=True, required=False, help_text="With “bad_parameters”: each fault.")
