"""Which fields an answer has, and which of the rows inside it are shown whole."""

from ..problems import BadParameter, BadParameters
from ..queries import path_of, with_names
from ..questions import language, words

# The column that the short form of a row is known by.
KEYS = ("id", "slug", "code")


class Selection:
    """What of each row the request wants: its ``fields``, their ``language``, and the paths to ``expand``.

    Raises ``BadParameters``.
    """

    def __init__(self, request, view):
        self.view, self.language = view, language(request)
        names = list(view.get_serializer_class().Meta.fields)
        self.fields = {"id", *(words(request, "fields", names) or names)}
        self.expansions = words(request, "expand", expandable(view))
        absent = [path for path in self.expansions if _root(path) not in self.fields]
        if absent:
            raise BadParameters([BadParameter("expand", path, "`fields` leaves this out.") for path in absent])
        self.serializer = self._serializer()

    def needed(self, rows):
        """``rows`` without what they would fetch for no field that is wanted, and with the words that are."""
        reads, worded = set(), {}
        for name, field in self.serializer.fields.items():
            reads |= {name, field.source, *self.view.reads.get(name, ())}
            worded |= dict.fromkeys(self.view.worded.get(name, ()) if self.language else ())
        fetched = rows._prefetch_related_lookups
        wanted = [each for each in fetched if path_of(each).partition("__")[0] in {*reads, *worded}]
        more = [path for path in worded if path not in map(path_of, wanted)]
        rows = rows.prefetch_related(None).prefetch_related(*wanted, *more)
        return with_names(rows) if self.language else rows

    def answers(self, rows):
        """The answers of rows. An expansion costs the queries of the list of its kind, however many rows there are."""
        # One serializer serves all rows: those of each batch of an export would be garbage that piles up.
        answers = [self.serializer.to_representation(row) for row in rows]
        for path in self.expansions:
            kind = self.view.kinds[self.view.expandable[path]]
            rows = with_names(kind.rows()) if self.language else kind.rows()
            _expand(answers, path, rows, kind.serializer_class(context={"lang": self.language}))
        return answers

    def _serializer(self):
        serializer = self.view.get_serializer()
        for name in set(serializer.fields) - self.fields:
            del serializer.fields[name]
        return serializer


def expandable(view):
    """The paths that ``expand`` takes in the answers a view gives now."""
    names = view.get_serializer_class().Meta.fields
    return [path for path in view.expandable if _root(path) in names]


def _root(path):
    return path.partition(".")[0]


def _expand(answers, path, rows, serializer):
    """Put the whole row in place of each short one at ``path``.

    What a short row says beside its columns (a role, a name in the source) stays.
    """
    places = [place for answer in answers for place in _places(answer, path.split("."))]
    found = list(rows.filter(pk__in={_key(holder[name]) for holder, name in places}))
    whole = {row.pk: serializer.to_representation(row) for row in found}
    for holder, name in places:
        short = holder[name]
        holder[name] = {**whole.get(_key(short), {}), **short}


def _places(node, path):
    """``(holder, name)`` of each short row below ``node``: ``holder[name]`` is it."""
    name, *rest = path
    inside = node[name]
    if isinstance(inside, list):
        holders = [(inside, number) for number in range(len(inside))]
    else:
        holders = [(node, name)] if inside else []
    for holder, place in holders:
        if rest:
            yield from _places(holder[place], rest)
        else:
            yield holder, place


def _key(short):
    return next(short[name] for name in KEYS if name in short)
