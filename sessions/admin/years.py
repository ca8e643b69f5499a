"""Lists of what stands in conferences, by the year of these."""

from django.contrib import admin

from ..models import ConferenceRecord


class YearFilter(admin.SimpleListFilter):
    """Reads the years off the conferences alone, however much stands in them. ``path``: to their first day."""

    title = "year of the conference"
    parameter_name = "year"
    path = "conference__start_date"

    def lookups(self, request, model_admin):
        years = ConferenceRecord.objects.order_by().dates("start_date", "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request, queryset):
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(**{f"{self.path}__year": self.value()}) if known else queryset


class StatementYearFilter(YearFilter):
    path = "session__conference__start_date"
