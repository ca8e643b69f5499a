"""How the rows of a list are joined to the keys they are filtered by: in the database, without doubling a row."""

from dataclasses import dataclass

from django.db.models import Count, Exists, Model, OuterRef, Q, UniqueConstraint
from django.db.models.constants import LOOKUP_SEP

from .models import ShelfRow


@dataclass(frozen=True)
class Column:
    """Rows whose column ``name`` holds the key: one key for a row."""

    name: str
    many = False

    def matches(self, keys):
        return Q((f"{self.name}__in", keys))

    def pairs(self, rows):
        return rows.order_by().exclude((self.name, None)).values_list("pk", self.name)

    def counts(self, rows):
        return self.pairs(rows).values_list(self.name).annotate(Count("pk"))

    @property
    def own(self):
        """Whether it joins a row to no other keys unless that very row changes."""
        return LOOKUP_SEP not in self.name


@dataclass(frozen=True)
class Through:
    """Rows that a row of ``model`` points at by ``row``, and joins to the key by ``column``: many keys for a row."""

    model: type[Model]
    row: str
    column: str
    many = True

    def matches(self, keys):
        return Q(Exists(self.model.objects.filter((self.row, OuterRef("pk")), (f"{self.column}__in", keys))))

    def pairs(self, rows):
        found = self.model.objects.order_by().filter((f"{self.row}__in", rows.order_by().values("pk")))
        return found.exclude((self.column, None)).values_list(self.row, self.column)

    def counts(self, rows):
        # To leave out doubles that cannot be, PostgreSQL would sort all rows.
        return self.pairs(rows).values_list(self.column).annotate(Count(self.row, distinct=not self._once))

    @property
    def _once(self):
        """Whether the database lets no row be joined to a key twice."""
        options, pair = self.model._meta, {self.row, self.column}
        together = [
            *options.unique_together,
            *(c.fields for c in options.constraints if isinstance(c, UniqueConstraint)),
        ]
        return any({*fields} <= pair for fields in together)

    @property
    def own(self):
        """As for ``Column``: the table joined belongs to the row, as to whatever its first foreign key points at."""
        first = next(field.name for field in self.model._meta.fields if field.is_relation)
        return first == self.row and LOOKUP_SEP not in self.column and not issubclass(self.model, ShelfRow)


def any_of(links, keys):
    """The condition that one of the links joins a row to one of the keys."""
    return Q(*(link.matches(keys) for link in links), _connector=Q.OR)
