"""Forgets where people came from and how they can be reached, once that has been kept long enough."""

from django.core.management.base import BaseCommand

from confhub.accounts.models import Login
from confhub.reports.models import Report


class Command(BaseCommand):
    """Each login and each look at the list does the same; this is for a desk where nobody is. Daily, from cron."""

    help = "Drops addresses of logins after LOGIN_ADDRESS_DAYS, and contacts of reports after REPORT_CONTACT_DAYS."

    def handle(self, **options):
        self.stdout.write(f"Addresses of logins: {Login.objects.forget_addresses()}")
        self.stdout.write(f"Contacts of reports: {Report.objects.forget_contacts()}")
