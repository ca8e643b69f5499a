"""Staff read the attached files of sources as far as the file's own mark lets them; only keepers remove them."""

from django.db import migrations

from importlib import import_module

make_permissions = import_module("lessons.migrations.0002_groups").make_permissions

RIGHTS = {
    "view_sourcefile": ("curator", "reviewer", "keeper"),
    "delete_sourcefile": ("keeper",),
}


def allow(apps, schema_editor):
    """Give the groups that are there the rights they lack."""
    make_permissions(apps)
    _each(apps, "add")


def take_back(apps, schema_editor):
    """As it was before."""
    _each(apps, "remove")


def _each(apps, verb):
    permissions = apps.get_model("auth", "Permission").objects
    for codename, names in RIGHTS.items():
        rights = permissions.filter(content_type__app_label="conference_sessions", codename=codename)
        for group in apps.get_model("auth", "Group").objects.filter(name__in=names):
            getattr(group.permissions, verb)(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("lessons", "0011_history"),
        ("conference_sessions", "0020_source_files"),
    ]

    operations = [migrations.RunPython(allow, take_back)]
