"""Every address that is for the public."""

from django.urls import include, path
from django.views.generic import RedirectView

from confhub.api import docs
from confhub.crawlers import opensearch, robots
from confhub.guide import guide
from confhub.health import healthz
from confhub.home import about, home
from confhub.oai.views import oai
from confhub.reports.views import report, sent
from confhub.search.views import search
from confhub.sitemaps import sitemap, sitemap_part

urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("search/", search, name="search"),
    path("", include("lessons.urls")),
    path("", include("sessions.urls")),
    path("", include("organisations.urls")),
    path("api/", RedirectView.as_view(pattern_name="api:root")),
    path("api/v1/", include("confhub.api")),
    path("api/docs/", docs, name="api-docs"),
    path("api/guide/", guide, name="api-guide"),
    path("oai", oai, name="oai"),
    path("report/", report, name="report"),
    path("report/sent/", sent, name="report-sent"),
    path("robots.txt", robots, name="robots"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-part.xml", sitemap_part, name="sitemap-part"),
    path("healthz", healthz),
]

handler400 = "confhub.errors.bad_request"
handler404 = "confhub.errors.not_found"
handler500 = "confhub.errors.server_error"
