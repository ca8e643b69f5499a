from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in

from .sessions import begin


class AccountsConfig(AppConfig):
    """How staff get in: the second factor, limits of tries and of sessions, and the record of who came."""

    name = "confhub.accounts"
    verbose_name = "Ways in"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        user_logged_in.connect(begin, dispatch_uid="confhub.accounts")
