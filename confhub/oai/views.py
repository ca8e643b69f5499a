"""OAI-PMH for libraries: every list of the API is a set, every row a record in Dublin Core.

What there is and what is gone is read from the latest change of every row, in the order of the log.
"""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from confhub.api import KINDS
from organisations.choices import ChangeAction
from organisations.moment import one_moment
from organisations.queries import first_changed_at, latest_changes, log_span
from organisations.xml import element

from .answers import OAI_DC, OAI_DC_SCHEMA, answer, metadata, stamp
from .dublin_core import elements
from .protocol import PREFIX, ProtocolError, harvest, read

SETS = {kind.kind: kind for kind in KINDS}
PAGE = 100
# Before anything was ever released.
LONG_AGO = "1970-01-01T00:00:00Z"
ID = re.compile(r"[-_0-9A-Za-z]+", re.ASCII)


@csrf_exempt  # The protocol has requests sent by POST; they change nothing.
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """Answers one request of the protocol; its errors are answers like others, with status 200."""
    base, asked = settings.SITE_URL + reverse("oai"), {}
    try:
        verb, arguments = read(request.POST if request.method == "POST" else request.GET)
        asked = {"verb": verb, **arguments}
        with one_moment():
            content = [element(verb, ANSWERS[verb](arguments))]
    except ProtocolError as error:
        asked = {} if error.code in ("badVerb", "badArgument") else asked
        content = [element("error", str(error), code=error.code)]
    return HttpResponse(answer(base, asked, content), content_type="text/xml; charset=utf-8")


def _identify(arguments):
    first = first_changed_at()
    return [
        element("repositoryName", settings.SITE_NAME),
        element("baseURL", settings.SITE_URL + reverse("oai")),
        element("protocolVersion", "2.0"),
        element("adminEmail", settings.CONTACT_EMAIL),
        element("earliestDatestamp", stamp(first) if first else LONG_AGO),
        element("deletedRecord", "transient" if log_span().floor else "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ]


def _list_metadata_formats(arguments):
    if "identifier" in arguments:
        _one(arguments["identifier"])
    parts = [
        element("metadataPrefix", PREFIX),
        element("schema", OAI_DC_SCHEMA),
        element("metadataNamespace", OAI_DC),
    ]
    return [element("metadataFormat", parts)]


def _list_sets(arguments):
    if "resumptionToken" in arguments:
        raise ProtocolError("badResumptionToken", "The sets come in one answer, without a token.")
    return [element("set", [element("setSpec", name), element("setName", name.capitalize())]) for name in SETS]


def _get_record(arguments):
    change = _one(arguments["identifier"])
    if arguments["metadataPrefix"] != PREFIX:
        raise ProtocolError("cannotDisseminateFormat", f"The only metadata format here is {PREFIX}.")
    return _records([change])


def _list_identifiers(arguments):
    return _list(arguments, lambda changes: [record[1][0] for record in _records(changes)])


def _list_records(arguments):
    return _list(arguments, _records)


ANSWERS = {
    "Identify": _identify,
    "ListMetadataFormats": _list_metadata_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _list(arguments, shown):
    asked = harvest(arguments, SETS)
    first, end = asked.times()
    rows = latest_changes([asked.set] if asked.set else list(SETS)).filter(seq__gt=asked.seq)
    rows = rows.filter(at__gte=first) if first else rows
    changes = list((rows.filter(at__lt=end) if end else rows)[: PAGE + 1])
    if not changes:
        raise ProtocolError("noRecordsMatch", "There is nothing that fits, or nothing more.")
    return [*shown(changes[:PAGE]), *_resumption(asked, changes)]


def _resumption(asked, changes):
    """What stands behind a page: where to go on, or, on the last of several pages, that there is no more."""
    cursor = str(asked.cursor)
    if len(changes) > PAGE:
        return [element("resumptionToken", asked.token(changes[PAGE - 1].seq, PAGE), cursor=cursor)]
    return [element("resumptionToken", cursor=cursor)] if asked.cursor else []


def _records(changes):
    """A record for each change: header and metadata, the header alone where the row is gone."""
    there = [change for change in changes if change.action != ChangeAction.WITHDRAWN]
    rows = {name: _rows(kind, [c.public_id for c in there if c.kind == name]) for name, kind in SETS.items()}
    return [_record(change, rows[change.kind].get(change.public_id)) for change in changes]


def _rows(kind, ids):
    rows = kind.rows().filter(pk__in=ids) if ids else []
    return {record["id"]: record for record in kind.serializer_class(rows, many=True).data}


def _record(change, row):
    parts = [
        element("identifier", _identifier(change.kind, change.public_id)),
        element("datestamp", stamp(change.at)),
        element("setSpec", change.kind),
    ]
    if row is None:
        return element("record", [element("header", parts, status="deleted")])
    return element("record", [element("header", parts), metadata(elements(change.kind, row))])


def _host():
    return urlsplit(settings.SITE_URL).hostname


def _identifier(kind, public_id):
    return f"oai:{_host()}:{kind}/{public_id}"


def _one(identifier):
    """The latest change of the row of this identifier. Raises ``ProtocolError``."""
    kind, _, public_id = identifier.removeprefix(f"oai:{_host()}:").partition("/")
    known = kind in SETS and ID.fullmatch(public_id) and identifier == _identifier(kind, public_id)
    change = latest_changes([kind]).filter(public_id=public_id).first() if known else None
    if change is None:
        raise ProtocolError("idDoesNotExist", "There is no record of this identifier, and there was none.")
    return change
