"""What programs look for at fixed places: who may read what, and how to search here from a browser's own box."""

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse

from organisations.xml import document, element

# Where words are searched for; ``{words}`` stands for them.
SEARCH = "/search/?q={words}"
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
ROBOTS = """User-agent: *
Disallow: {admin}
Disallow: {api}
Disallow: {report}
Disallow: /*/report/
Disallow: /*/offline.zip
Allow: /

Sitemap: {sitemap}
"""


def robots(request):
    """Everything may be read by anybody; the desk and the answers of the API are nothing to find.

    Files to take along hold what pages hold, and are made when they are asked for.
    """
    places = {"admin": "/admin/", "api": reverse("api:root"), "report": reverse("report")}
    text = ROBOTS.format(**places, sitemap=settings.SITE_URL + reverse("sitemap"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def opensearch(request):
    """How a browser searches here (https://github.com/dewitt/opensearch)."""
    site = settings.SITE_URL
    parts = [
        element("ShortName", settings.SITE_NAME[:16]),
        element("Description", f"Search {settings.SITE_NAME}"[:1024]),
        element("InputEncoding", "UTF-8"),
        element("Image", site + static("icon.svg"), type="image/svg+xml"),
        element("Url", type="text/html", method="get", template=site + SEARCH.format(words="{searchTerms}")),
        element(
            "Url",
            type="application/atom+xml",
            template=f"{site}{reverse('lessons-feed')}?q={{searchTerms}}",
        ),
        element("Url", type="application/opensearchdescription+xml", rel="self", template=site + reverse("opensearch")),
    ]
    content = document("OpenSearchDescription", parts, {"xmlns": OPENSEARCH})
    return HttpResponse(content, content_type="application/opensearchdescription+xml; charset=utf-8")
