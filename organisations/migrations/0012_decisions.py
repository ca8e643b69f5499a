"""The log of decisions about attribution, whose rows the database refuses to change or take away."""

import django.db.models.deletion
from django.db import migrations, models


TABLE = "organisations_decision"
REFUSAL = "a decision is neither changed nor taken away"
POSTGRESQL = f"""
CREATE FUNCTION refuse_to_change_a_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW
EXECUTE FUNCTION refuse_to_change_a_decision();
"""
POSTGRESQL_BACK = f"DROP TRIGGER {TABLE}_stays ON {TABLE}; DROP FUNCTION refuse_to_change_a_decision();"
SQLITE = {
    verb: f"CREATE TRIGGER {TABLE}_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
}


def refuse(apps, schema_editor):
    """Let the database refuse whatever is not an addition."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in [POSTGRESQL] if on_postgresql else SQLITE.values():
        schema_editor.execute(statement)


def allow(apps, schema_editor):
    """Before the table goes."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    names = [f"DROP TRIGGER {TABLE}_{verb.lower()}" for verb in SQLITE]
    for statement in [POSTGRESQL_BACK] if on_postgresql else names:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0011_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.PositiveBigIntegerField(null=True)),
                ("kind", models.CharField(max_length=20)),
                ("public_id", models.CharField(max_length=8)),
                ("what", models.CharField(max_length=30)),
                ("before", models.CharField(blank=True, max_length=64)),
                ("after", models.CharField(blank=True, max_length=64)),
                ("why", models.CharField(blank=True, max_length=64)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["seq"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DecisionChain",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("seq", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DecisionWords",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="organisations.decision",
                    ),
                ),
                ("salt", models.CharField(max_length=32)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("why", models.TextField(blank=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["kind", "public_id"], name="decision_of_record"),
        ),
        migrations.AddConstraint(
            model_name="decisionchain",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="one_chain_of_decisions"),
        ),
        migrations.RunPython(refuse, allow),
    ]
