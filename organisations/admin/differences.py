"""What differs between two versions of a record, in the words staff read."""

from collections import defaultdict
from difflib import SequenceMatcher

from django.db.models import ForeignKey
from django.utils.html import format_html, format_html_join

LONG = 60


class Words:
    """The words of some versions of one record for one member of staff; queries do not grow with the versions.

    ``fields``: ``{column: label}`` of what may be shown: what the form has for them, less what keepers keep.
    """

    def __init__(self, own, request, record, versions):
        self.own, self.request, self.versions = own, request, versions
        kept = () if own.keeps(request) else own.kept_from_others
        form = own.get_form(request, record, change=True)
        fields = own.model._meta.concrete_fields
        self.lists = {f.name: f for f in own.model._meta.many_to_many if f.name not in kept}
        shown = {name: str(field.label or "") for name, field in form.base_fields.items()}
        self.fields = {
            f: shown.get(f.name) or str(f.verbose_name)
            for f in fields
            if f.name not in kept and (f.name in shown or f.name in own.history_also)
        }
        self.parts = {model._meta.model_name: (model, link) for model, link in own.part_models()}
        self.labels = self._labels()

    def _labels(self):
        """``{model: {key: words}}`` of everything the versions point at."""
        wanted = defaultdict(set)
        for version in self.versions:
            for field in self.fields:
                if isinstance(field, ForeignKey):
                    wanted[field.related_model].add(getattr(version, field.attname))
            for name, rows in (version.parts or {}).items():
                self._want_parts(wanted, name, rows)
        return {model: self._labels_of(model, keys - {None}) for model, keys in wanted.items()}

    def _want_parts(self, wanted, name, rows):
        if name in self.lists:
            wanted[self.lists[name].related_model] |= set(rows)
        elif name in self.parts:
            for field in _pointing(*self.parts[name]):
                wanted[field.related_model] |= {row.get(field.attname) for row in rows}

    def _labels_of(self, model, keys):
        own = self.own.admin_site._registry.get(model)
        rows = model._default_manager.select_related(*(getattr(own, "label_related", ()) or [None])).filter(pk__in=keys)
        if hasattr(own, "labels"):
            return own.labels(self.request, rows)
        return {row.pk: str(row) for row in rows}

    def changes(self, older, newer):
        """``[(label, words before, words now)]`` of what differs."""
        pairs = [(label, self._value(older, f), self._value(newer, f)) for f, label in self.fields.items()]
        for name, field in self.lists.items():
            before, now = (self._keys(field, (version.parts or {}).get(name)) for version in (older, newer))
            pairs.append((str(field.verbose_name), before, now))
        for name, (model, link) in self.parts.items():
            pairs += self._rows(model, link, *((version.parts or {}).get(name) or [] for version in (older, newer)))
        if older.parts is None:
            pairs = pairs[: len(self.fields)]
        return [(label.capitalize(), before, now) for label, before, now in pairs if before != now]

    def _value(self, version, field):
        return self._word(field, getattr(version, field.attname))

    def _word(self, field, value):
        if value in (None, "", [], {}):
            return ""
        if isinstance(field, ForeignKey):
            return str(self.labels.get(field.related_model, {}).get(value, "no longer there"))
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, list):
            return "; ".join(": ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in value)
        return str(dict(field.flatchoices).get(value, value))

    def _keys(self, field, keys):
        known = self.labels.get(field.related_model, {})
        return "; ".join(sorted(str(known.get(key, "no longer there")) for key in keys or ()))

    def _rows(self, model, link, before, now):
        """Of rows with the same key one pair each; rows that came or went have nothing on the other side."""
        old, new = ({row["pk"]: self._row(model, link, row) for row in rows} for rows in (before, now))
        title = str(model._meta.verbose_name)
        return [(title, old.get(pk, ""), new.get(pk, "")) for pk in {**old, **new}]

    def _row(self, model, link, row):
        fields = [f for f in model._meta.concrete_fields if f.name not in ("id", link) and f.editable]
        return ", ".join(filter(None, (self._word(f, row.get(f.attname)) for f in fields)))


def _pointing(model, link):
    return [f for f in model._meta.concrete_fields if isinstance(f, ForeignKey) and f.name != link]


def marked(before, now):
    """Two texts as one: what went in ``del``, what came in ``ins``. Word by word where both are long."""
    if min(len(before), len(now)) < LONG:
        arrow = '<del dir="auto">{}</del> <span aria-hidden="true">→</span> <ins dir="auto">{}</ins>'
        return format_html(arrow, before or "nothing", now or "nothing")
    old, new = before.split(" "), now.split(" ")
    pieces = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(format_html("{} ", " ".join(old[a:b])))
            continue
        pieces += [format_html("<del>{}</del> ", " ".join(old[a:b]))] if a < b else []
        pieces += [format_html("<ins>{}</ins> ", " ".join(new[c:d]))] if c < d else []
    return format_html('<span dir="auto">{}</span>', format_html_join("", "{}", ((one,) for one in pieces)))
