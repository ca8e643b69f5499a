"""Every address that is for the public."""

from django.conf.urls.i18n import i18n_patterns
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
from lessons.urls import files as lesson_files
from sessions.urls import files as session_files

# What people read, in every language: /ar/lessons/ beside /lessons/. What programs read stands once, below.
pages = i18n_patterns(
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("search/", search, name="search"),
    path("", include("lessons.urls")),
    path("", include("sessions.urls")),
    path("", include("organisations.urls")),
    path("", include("confhub.offline.urls")),
    path("report/", report, name="report"),
    path("report/sent/", sent, name="report-sent"),
    prefix_default_language=False,
)
urlpatterns = [
    *pages,
    *lesson_files,
    *session_files,
    path("api/", RedirectView.as_view(pattern_name="api:root")),
    path("api/v1/", include("confhub.api")),
    path("api/docs/", docs, name="api-docs"),
    path("api/guide/", guide, name="api-guide"),
    path("oai", oai, name="oai"),
    path("robots.txt", robots, name="robots"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-part.xml", sitemap_part, name="sitemap-part"),
    path("healthz", healthz),
]

handler400 = "confhub.errors.bad_request"
handler404 = "confhub.errors.not_found"
handler500 = "confhub.errors.server_error"
