"""What every page's template knows."""

from django.conf import settings


def site(request):
    """The site's name and origin, and ``section``: the first part of the address, which the menu marks."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "section": request.path.split("/")[1],
    }
