"""Which fields an answer has, and which rows inside it are shown whole."""

import pytest

from confhub.api import KINDS
from tests.confhub.test_api_queries import make_everything
from tests.factories import make_conference, make_country, make_organisation, make_session, make_statement

pytestmark = pytest.mark.django_db

NAMES = [kind.kind for kind in KINDS]


def get(client, address):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_field_can_be_had_alone_as_it_is_among_all(client, kind):
    made = make_everything(2)
    for address, serializer_class in (
        (f"{kind.kind}/", kind.serializer_class),
        (f"{kind.kind}/{made[kind.kind]}/", kind.detail_serializer_class or kind.serializer_class),
    ):
        [*whole] = rows(get(client, address))
        for field in serializer_class.Meta.fields:
            part = rows(get(client, f"{address}?fields={field}"))
            assert part == [{name: row[name] for name in row if name in {"id", field}} for row in whole]


def rows(answer):
    return answer.get("results", [answer])


@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_a_short_row_becomes_the_row_of_its_own_list(client, kind):
    made = make_everything(2)
    for path, other in kind.expandable.items():
        in_lists = path.partition(".")[0] in kind.serializer_class.Meta.fields
        address = f"{kind.kind}/" if in_lists else f"{kind.kind}/{made[kind.kind]}/"
        short, whole = get(client, address), get(client, f"{address}?expand={path}")
        listed = {row["id"]: row for row in get(client, f"{other}/?page_size=200")["results"]}
        for each, before in zip(inside(whole, path), inside(short, path), strict=True):
            expected = {**listed[next(before[key] for key in ("id", "slug", "code") if key in before)], **before}
            assert each == expected
        assert inside(whole, path), f"nothing stands at {path}: it proves nothing"


def inside(answer, path):
    """What stands at a path, in every part."""
    found = rows(answer)
    for name in path.split("."):
        found = [part for each in found for part in (each[name] if isinstance(each[name], list) else [each[name]])]
    return [each for each in found if each]


def test_what_a_short_row_says_beside_stays(client):
    """The name of the time and that of today; the role."""
    country = make_country("MK")
    statement = make_statement(make_session(make_conference()), countries=["MK"])
    about = statement.about.get()
    about.name_in_source = "Macedonia"
    about.save()
    [short] = get(client, f"statements/{statement.pk}/")["countries"]
    assert (short["name"], short["name_in_source"]) == ("North Macedonia", "Macedonia")
    [whole] = get(client, f"statements/{statement.pk}/?expand=countries")["countries"]
    assert (whole["name"], whole["name_in_source"]) == ("North Macedonia", "Macedonia")
    assert whole["slug"] == country.slug
    body = make_organisation()
    conference = make_conference(organisations=[(body, "organiser"), (body, "funder")])
    [behind] = get(client, f"conferences/{conference.pk}/?expand=organisations")["organisations"]
    assert (behind["roles"], behind["classification"]) == (["funder", "organiser"], body.classification)


def test_nothing_inside_means_nothing_to_show(client, django_assert_num_queries):
    body = make_organisation()
    with django_assert_num_queries(4):
        assert get(client, f"organisations/{body.pk}/?expand=country,relations.organisation")["country"] is None


def test_details_show_what_only_they_have(client):
    make_statement(make_session(make_conference()))
    answer = client.get("/api/v1/statements/?expand=links.statement").json()
    assert answer["errors"][0]["valid"][-1] == "attribution.country"
