"""Which lessons are like which. Empty until the next ``release_all`` or release compares them."""

import django.db.models.deletion
from django.db import migrations, models


def lesson(related_name):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name=related_name,
        to="lessons.lesson",
    )


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("lessons", "0007_strength")]

    operations = [
        migrations.CreateModel(
            name="LessonWord",
            fields=[
                ("id", key()),
                ("word", models.CharField(max_length=200)),
                ("written", models.CharField(max_length=200)),
                ("size", models.PositiveSmallIntegerField()),
                ("lesson", lesson("telling_words")),
            ],
            options={
                "ordering": ["word"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["word", "lesson"], name="lesson_by_word")],
                "constraints": [models.UniqueConstraint(fields=("lesson", "word"), name="one_telling_word_once")],
            },
        ),
        migrations.CreateModel(
            name="SimilarLesson",
            fields=[
                ("id", key()),
                ("rank", models.PositiveSmallIntegerField()),
                ("score", models.PositiveIntegerField()),
                ("themes", models.JSONField()),
                ("words", models.JSONField()),
                ("link_count", models.PositiveIntegerField()),
                ("lesson", lesson("similar")),
                ("other", lesson("similar_to")),
            ],
            options={
                "ordering": ["rank"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["other"], name="similar_by_other")],
                "constraints": [
                    models.UniqueConstraint(fields=("lesson", "rank"), name="one_similar_lesson_at_each_rank"),
                    models.UniqueConstraint(fields=("lesson", "other"), name="one_similar_lesson_once"),
                ],
            },
        ),
    ]
