"""Requests of the Open Archives Initiative Protocol for Metadata Harvesting, version 2.0, and its errors.

Specification: http://www.openarchives.org/OAI/openarchivesprotocol.html
"""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

PREFIX = "oai_dc"
LISTS = ("metadataPrefix",), ("from", "until", "set")
# {verb: (arguments it must have, those it may have)}; "resumptionToken" stands alone where it may stand.
VERBS = {
    "Identify": ((), ()),
    "ListMetadataFormats": ((), ("identifier",)),
    "ListSets": ((), ()),
    "GetRecord": (("identifier", "metadataPrefix"), ()),
    "ListIdentifiers": LISTS,
    "ListRecords": LISTS,
}
RESUMED = ("ListSets", "ListIdentifiers", "ListRecords")
DAY, SECOND = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
FORMS = {DAY: re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), SECOND: re.compile(r"[-\d]{10}T[:\d]{8}Z", re.ASCII)}
LASTING = {DAY: timedelta(days=1), SECOND: timedelta(seconds=1)}
TOKEN = re.compile(r"(\d{1,18})!(\d{1,18})!([a-z]*)!([-:TZ\d]*)!([-:TZ\d]*)", re.ASCII)


class ProtocolError(Exception):
    """An error as the protocol has it: ``code`` is one of its own. The text may be shown to anyone."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Harvest(NamedTuple):
    """A list that is asked for: changes after ``seq``, of which ``cursor`` rows were given before.

    ``set``, ``since``, ``until``: the arguments as they were written, or "".
    """

    seq: int = 0
    cursor: int = 0
    set: str = ""
    since: str = ""
    until: str = ""

    def token(self, seq, given):
        """The resumption token for what follows; it holds all there is to know."""
        return "!".join(map(str, self._replace(seq=seq, cursor=self.cursor + given)))

    def times(self):
        """``(first, end)``: aware datetimes that the rows lie between, or None. Raises ``ProtocolError``."""
        first, end = _time(self.since), _time(self.until)
        if first and end and first[1] != end[1]:
            raise ProtocolError("badArgument", "from and until have different granularities.")
        if first and end and first[0] > end[0]:
            raise ProtocolError("badArgument", "from is later than until.")
        return first and first[0], end and _end(*end)


def read(query):
    """``(verb, {argument: value})`` of a request's ``QueryDict``. Raises ``ProtocolError``."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise ProtocolError("badVerb", f"One verb must be given: {', '.join(VERBS)}.")
    verb, (must, may) = verbs[0], VERBS[verbs[0]]
    given = {name: query[name] for name in query if name != "verb"}
    if verb in RESUMED and "resumptionToken" in given:
        must, may = ("resumptionToken",), ()
    faults = [f"{name} is given more than once" for name in given if len(query.getlist(name)) > 1]
    faults += [f"{verb} takes no such argument: {name}" for name in given if name not in (*must, *may)]
    faults += [f"{name} is missing" for name in must if name not in given]
    if faults:
        raise ProtocolError("badArgument", "; ".join(faults) + ".")
    return verb, given


def harvest(arguments, sets):
    """The ``Harvest`` that arguments of a list ask for. Raises ``ProtocolError``."""
    token = arguments.get("resumptionToken")
    if token is not None:
        return _resumed(token, sets)
    if arguments["metadataPrefix"] != PREFIX:
        raise ProtocolError("cannotDisseminateFormat", f"The only metadata format here is {PREFIX}.")
    empty = [name for name in ("set", "from", "until") if arguments.get(name) == ""]
    if empty:
        raise ProtocolError("badArgument", f"{empty[0]} has no value.")
    asked = Harvest(0, 0, arguments.get("set", ""), arguments.get("from", ""), arguments.get("until", ""))
    asked.times()
    if asked.set and asked.set not in sets:
        raise ProtocolError("noRecordsMatch", "There is no such set.")
    return asked


def _resumed(token, sets):
    bad = ProtocolError("badResumptionToken", "This token was not given out here: start again without it.")
    found = TOKEN.fullmatch(token)
    if not found:
        raise bad
    seq, cursor, *words = found.groups()
    asked = Harvest(int(seq), int(cursor), *words)
    try:
        asked.times()
    except ProtocolError as error:
        raise bad from error
    if asked.set and asked.set not in sets:
        raise bad
    return asked


def _time(text):
    """``(aware datetime, granularity)`` of a date, None if there is none. Raises ``ProtocolError``."""
    if not text:
        return None
    for form, shape in FORMS.items():
        if shape.fullmatch(text):
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC), form
            except ValueError:
                break
    raise ProtocolError("badArgument", "Dates are written as 2014-04-24 or 2014-04-24T12:00:00Z.")


def _end(time, form):
    try:
        return time + LASTING[form]
    except OverflowError:
        return None
