"""Where meetings were: a place has a name in each language that is spoken there."""

from .models import Conference


def places():
    """``[names]`` of each place where a meeting was. 1 query."""
    rows = Conference.objects.order_by().values_list("place", "place_names").distinct()
    return [[place, *(each["name"] for each in names)] for place, names in rows]
