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
from lessons.api import LessonViewSet, StatementViewSet
from organisations.api import CountryViewSet, OrganisationViewSet
from organisations.api.viewsets import refuse_misunderstood
from sessions.api import ConferenceViewSet, ParticipantViewSet, PersonViewSet, SessionViewSet, ThemeViewSet

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
    """Addresses of every list."""

    @extend_schema(
        operation_id="root",
        tags=["root"],
        responses={200: {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}}},
    )
    def get(self, request):
        refuse_misunderstood(request, ())
        names = {kind.kind: f"api:{kind.kind}-list" for kind in KINDS} | {"schema": "api:schema", "docs": "api-docs"}
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
    *router.urls,
]
