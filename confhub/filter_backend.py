"""Filters of the API's lists: the filter sets that the pages use, with nothing ignored."""

from organisations.filtering import ValuesFilter
from organisations.problems import BadParameter, BadParameters


class StrictFilterBackend:
    """Narrows a list by the view's ``filterset_class``; a value that it does not take is a 400.

    Leaves the filter set at the view as ``filterset``, for what else is made of it.
    """

    def filter_queryset(self, request, queryset, view):
        view.filterset = view.filterset_class(request.query_params, queryset=queryset)
        if not view.filterset.is_valid():
            raise BadParameters(list(_faults(view.filterset.form)))
        return view.filterset.qs

    def get_schema_operation_parameters(self, view):
        return [_documented(name, each) for name, each in view.filterset_class.base_filters.items()]


def _faults(form):
    for name, errors in form.errors.as_data().items():
        for error in errors:
            details = error.params or {}
            value = details.get("value", form.data[name])
            yield BadParameter(name, value, error.messages[0], details.get("valid", []))


def _documented(name, each):
    schema, description = each.field.schema, each.field.help_text
    parameter = {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
    if isinstance(each, ValuesFilter):
        most = {"maxItems": each.field.most} if each.field.most else {}
        parameter |= {"schema": {"type": "array", "items": schema, **most}, "style": "form", "explode": True}
        parameter["description"] += f" Can be repeated: {each.joined}."
    return parameter
