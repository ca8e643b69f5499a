from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organisations.compaction import drop_overtaken, forget_withdrawals


class Command(BaseCommand):
    """Make the change log shorter. Can be run at any time, and while others release.

    Changes older than ``--keep-days`` are dropped where a later change of the same row has overtaken them. With
    ``--forget-days`` withdrawals older than that are forgotten as well: partners who have not heard of them by then
    are told to start over.
    """

    help = "Drop changes that later ones have overtaken; --forget-days forgets old withdrawals too."

    def add_arguments(self, parser):
        parser.add_argument("--keep-days", type=int, default=90, help="Drop nothing younger than this (90).")
        parser.add_argument("--forget-days", type=int, help="Forget withdrawals older than this; by default none.")

    def handle(self, *args, keep_days, forget_days, **options):
        if keep_days < 0 or (forget_days or 0) < 0:
            raise CommandError("Days are counted from 0.")
        if forget_days is not None and forget_days < keep_days:
            raise CommandError(f"Withdrawals are kept for {keep_days} days like everything: forget them later.")
        self.stdout.write(f"Overtaken changes dropped: {drop_overtaken(_days_ago(keep_days))}")
        if forget_days is not None:
            self.stdout.write(f"Withdrawals forgotten: {forget_withdrawals(_days_ago(forget_days))}")


def _days_ago(days):
    return timezone.now() - timedelta(days=days)
