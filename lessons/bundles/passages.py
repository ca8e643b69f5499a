"""Places in sources: a row is shared by all statements that point at the same place."""

from sessions.models import Passage

COLUMNS = ("source_id", "start", "end", "place", "reveals")


class Passages:
    """Finds or makes the passages of statements. ``sources``: ``{key: pk}``."""

    def __init__(self, sources):
        self.sources, self.pks = sources, {}

    def prepare(self, items):
        """Know the passages of these items, and make those that are new."""
        wanted = {self._place(item) for item in items if item["passage"]}
        starts = {place[1] for place in wanted}
        rows = Passage.objects.filter(source__in=self.sources.values(), start__in=starts).order_by()
        self.pks = {tuple(place): pk for pk, *place in rows.values_list("pk", *COLUMNS)}
        new = [Passage(**dict(zip(COLUMNS, place, strict=True))) for place in sorted(wanted - set(self.pks))]
        for passage in Passage.objects.bulk_create(new):
            self.pks[tuple(getattr(passage, column) for column in COLUMNS)] = passage.pk

    def column(self, item):
        """The column of a prepared item."""
        return {"passage_id": self.pks[self._place(item)] if item["passage"] else None}

    def _place(self, item):
        passage = item["passage"]
        return (self.sources[passage["source"]], *(passage[name] for name in COLUMNS[1:]))


def forget_unused(conference):
    """Remove passages of a conference's sources that no statement points at any more."""
    Passage.objects.filter(source__conference=conference, statements=None).delete()
