from dataclasses import replace
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from organisations.acknowledgements import acknowledgements_of
from organisations.choices import State
from organisations.findings import CHECK, CODES, MUST
from organisations.release import kinds
from organisations.safety import Look, check, is_open

BATCH = 500


class Command(BaseCommand):
    """List records of the desk whose safety checks found something that nobody settled.

    A line for each: kind, public id, state, level and what was found; no names and no words. “In public”: it was
    released and is no longer so on the desk. Withdrawn records are passed over. ``--must``: only what must be fixed.
    Exits with 1 if anything must be fixed.
    """

    help = "List records with safety findings; exit with 1 if something must be fixed."

    def add_arguments(self, parser):
        parser.add_argument("--must", action="store_true", help="Only what must be fixed.")

    def handle(self, *args, must, **options):
        levels, unsafe = (MUST,) if must else (MUST, CHECK), 0
        for record, findings in self._found():
            unsafe += sum(one.level == MUST for one, _ in findings)
            for line in sorted({_line(record, *pair) for pair in findings if pair[0].level in levels}):
                self.stdout.write(line)
        if unsafe:
            raise CommandError(f"{unsafe} findings must be fixed.", returncode=1)

    def _found(self):
        """Yields ``(record, [(Finding, where)])`` of everything open, in batches."""
        look = Look(least=settings.SAFETY_LEAST, years=settings.SAFETY_YEARS, today=date.today())
        for kind in kinds():
            rows = kind.record.objects.exclude(state=State.WITHDRAWN).order_by("pk")
            keys = list(rows.values_list("pk", flat=True))
            for start in range(0, len(keys), BATCH):
                records = list(rows.filter(pk__in=keys[start : start + BATCH]))
                found, given = check(records, look), acknowledgements_of(records)
                out = check([r for r in records if r.changed_since_release], replace(look, released=True))
                for record in records:
                    some = [(one, "") for one in found[record.pk]]
                    some += [(one, " in public") for one in out.get(record.pk, ()) if one not in found[record.pk]]
                    yield record, [pair for pair in some if is_open(pair[0], given[record.pk])]


def _line(record, one, where):
    level = {MUST: "must be fixed", CHECK: "to be looked at"}[one.level]
    what = f"{record._meta.verbose_name} {record.public_id} ({record.get_state_display().lower()})"
    return f"{what}: {level}{where}: {CODES[one.code]}"
