from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """Lessons and the statements that support, qualify or contradict them."""

    name = "lessons"
    verbose_name = "Lessons"
    default_auto_field = "django.db.models.BigAutoField"
