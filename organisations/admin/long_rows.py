"""Records that stand in another one are rows of its form only while they are few; else a link leads to their list."""

from .inlines import RecordInline

# With many more the site would not take the form (Django's DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST_ROWS = 75


class LongRows:
    """Mixed into ``RecordAdmin``."""

    def record_inlines(self):
        """``{inline: (model, column)}`` of the records in the form: where each keeps what it stands in."""
        inlines = [inline for inline in self.inlines if issubclass(inline, RecordInline)]
        links = {one: [f.name for f in one.model._meta.fields if f.related_model is self.model] for one in inlines}
        return {one: (one.model, one.fk_name or links[one][0]) for one in inlines}

    def left_out(self, request, key):
        """Inlines with too many rows for the form of the record with this key; asked once in a request.

        What was sent is never left out, however many there are by now.
        """
        known = request.__dict__.setdefault("left_out", {})
        place = (self.model, str(key))
        if place not in known:
            pairs = self.record_inlines().items()
            known[place] = [one for one, pair in pairs if not _sent(request, *pair) and _many(*pair, key)]
        return known[place]

    def lists_instead(self, request, record):
        """``[(words, address)]`` of the lists that hold what is left out."""
        pairs = [self.record_inlines()[inline] for inline in self.left_out(request, record.pk)]
        admins = [(self.admin_site._registry[model], column) for model, column in pairs]
        return [
            (f"All {own.opts.verbose_name_plural} in it", own.list_address(**{f"{column}__id__exact": record.pk}))
            for own, column in admins
        ]


def _sent(request, model, column):
    prefix = model._meta.get_field(column).remote_field.get_accessor_name()
    return f"{prefix}-TOTAL_FORMS" in request.POST


def _many(model, column, key):
    return model._base_manager.filter(**{column: key})[: MOST_ROWS + 1].count() > MOST_ROWS
