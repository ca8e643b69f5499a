"""Released versions say of a statement whether its speaker was released by then, of a participant the kind of their body.

What is public stays as it is: speakers that are released now count as released then, and a kind that was read from the
body is kept as the body's released version has it.
"""

from django.db import migrations

from organisations.snapshots import rewrite_snapshots


def say_what_was_known(apps, schema_editor):
    participants = apps.get_model("conference_sessions", "ParticipantRecord").objects
    bodies = apps.get_model("organisations", "OrganisationRecord").objects.exclude(snapshot=None)
    kinds = {pk: snapshot["classification"] for pk, snapshot in bodies.values_list("pk", "snapshot")}
    released = set(participants.exclude(snapshot=None).values_list("pk", flat=True))
    statements = apps.get_model("conference_sessions", "StatementRecord").objects
    rewrite_snapshots(statements, lambda known: known | {"speaker_released": known["speaker"] in released})
    rewrite_snapshots(participants, lambda known: known | {"classification": _kind(known, kinds)})


def _kind(known, kinds):
    return known["classification"] or kinds.get(known["organisation"], "")


def forget_it(apps, schema_editor):
    """Back: the kind of body stays, as one of the participant's own."""
    statements = apps.get_model("conference_sessions", "StatementRecord").objects
    rewrite_snapshots(
        statements, lambda known: {name: value for name, value in known.items() if name != "speaker_released"}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("conference_sessions", "0005_translations"),
        ("organisations", "0003_mirror"),
    ]
    operations = [migrations.RunPython(say_what_was_known, forget_it)]
