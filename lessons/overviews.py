"""Pages across countries: the evidence map and countries side by side."""

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.charts import bars
from organisations.filter_fields import TermsField
from organisations.listing import BadList, explains_bad_lists, problems_of
from organisations.regions import Region, by_region
from organisations.spreadsheets import csv_lines
from organisations.templatetags.languages import by_name
from sessions.models import Theme

from .across import lessons_by_year
from .choices import LessonKind
from .comparing import ChoiceForm, compared
from .matrix import matrix, table
from .queries import countries_with_counts


class RegionForm(forms.Form):
    """One region, or none for all of them."""

    region = TermsField(terms=Region, most=1, required=False)


@explains_bad_lists
def evidence(request):
    """How many lessons each theme has in each country; ``region`` shows the countries of one."""
    region = _region(request)
    years = [(str(year), "", count) for year, count in lessons_by_year()]
    shown = {
        "region": region,
        "matrix": matrix(region),
        "years": bars("years", _("Year"), _("Lessons"), years, longest_first=False),
        "crumbs": [(_("Evidence map"), reverse("evidence")), (_(region.label), "")] if region else [],
    }
    return render(request, "lessons/evidence.html", shown)


@explains_bad_lists
def evidence_table(request):
    """The same as CSV, countries as rows whatever their number."""
    answer = HttpResponse(csv_lines(table(_region(request))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="evidence-map.csv"'
    return answer


def _region(request):
    """The one ``Region`` that is asked for, or None. Raises ``BadList``."""
    form = RegionForm(_given(request, ["region"]))
    if not form.is_valid():
        raise BadList(list(problems_of(form)))
    chosen = form.cleaned_data["region"]
    return Region(chosen[0]) if chosen else None


def _given(request, names):
    """The parameters of these names that say something."""
    data = QueryDict(mutable=True)
    for name in names:
        data.setlist(name, [value for value in request.GET.getlist(name) if value])
    return data


def compare(request):
    """Two to five countries side by side, on one theme or on all; without countries, the form to choose them."""
    asked = _given(request, ["country", "theme"])
    form = ChoiceForm(asked)
    problems = [each for each in problems_of(form) if each.name != "country" or asked.getlist("country")]
    chosen = form.known() if asked.getlist("country") else []
    theme = Theme.objects.filter(pk__in=form.cleaned_data.get("theme") or []).first()
    known = by_name(row for row in countries_with_counts() if row.lesson_count or row.pk in chosen)
    shown = {
        "problems": problems,
        "asked": asked,
        "chosen": chosen,
        "theme": theme,
        "themes": Theme.objects.only("slug", "name"),
        "regions": by_region(known),
        "kinds": LessonKind.labels,
        "compared": compared(chosen, theme) if chosen and not problems else [],
        "crumbs": [(_("Compare countries"), reverse("compare") if chosen else "")],
    }
    return render(request, "lessons/compare.html", shown, status=400 if problems else 200)
