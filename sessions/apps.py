from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """Conferences, their sessions, who took part and what was said."""

    name = "sessions"
    # django.contrib.sessions owns the label "sessions".
    label = "conference_sessions"
    verbose_name = "Conferences and sessions"
    default_auto_field = "django.db.models.BigAutoField"
