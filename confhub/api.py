"""The whole API on one screen."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.urls import path, reverse
from django.views.generic import TemplateView
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from confhub.schema import SchemaView
from confhub.search.everything import Search
from lessons.api import LessonViewSet, StatementViewSet
from organisations.api import Changes, Snapshot
from organisations.questions import refuse_misunderstood
from sessions.api import (
    ConferenceViewSet,
    CountryViewSet,
    OrganisationViewSet,
    ParticipantViewSet,
    PersonViewSet,
    SessionViewSet,
    ThemeViewSet,
)

KINDS = [
    CountryViewSet,
    ThemeViewSet,
    OrganisationViewSet,
    PersonViewSet,
    ConferenceViewSet,
    SessionViewSet,
    ParticipantViewSet,
    StatementViewSet,
    LessonViewSet,
]


class Root(APIView):
    """Addresses of every list, and where to read about them."""

    @extend_schema(
        operation_id="root",
        tags=["root"],
        responses={200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}},
    )
    def get(self, request):
        refuse_misunderstood(request, ())
        more = {name: f"api:{name}" for name in ("search", "changes", "snapshot", "schema")} | {
            "docs": "api-docs",
            "guide": "api-guide",
        }
        names = {kind.kind: f"api:{kind.kind}-list" for kind in KINDS} | more
        return Response({name: settings.SITE_URL + reverse(view) for name, view in names.items()})


# The only public page with a script: ours and Swagger UI's, both from our own static files.
docs = csp_update({"script-src": [SELF], "connect-src": [SELF]})(
    TemplateView.as_view(template_name="confhub/api_docs.html")
)

router = SimpleRouter()
for kind in KINDS:
    router.register(kind.kind, kind, basename=kind.kind)

app_name = "api"
urlpatterns = [
    path("", Root.as_view(), name="root"),
    path("schema/", SchemaView.as_view(), name="schema"),
    # The same lists for questions too long for an address. Before the details: no row is known by this word here.
    *(path(f"{kind.kind}/query/", kind.as_view({"post": "list"}), name=f"{kind.kind}-query") for kind in KINDS),
    path("search/", Search.as_view(kinds=KINDS), name="search"),
    path("changes/", Changes.as_view(kinds=KINDS), name="changes"),
    path("snapshot/", Snapshot.as_view(kinds=KINDS), name="snapshot"),
    *router.urls,
]
