"""What happens to every answer."""

from django.middleware.gzip import GZipMiddleware
from django.urls import reverse


class CompressPublic(GZipMiddleware):
    """Compresses public answers. Those of the desk hold secrets and echo what was typed: their size would tell."""

    def process_response(self, request, response):
        if request.path.startswith(reverse("admin:index")):
            return response
        return super().process_response(request, response)
