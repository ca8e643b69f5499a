from django.core.management.base import BaseCommand, CommandError

from organisations.decisions import broken_links
from organisations.models import DecisionChain


class Command(BaseCommand):
    """Whether no decision about attribution was changed, taken away or put in.

    Prints how many there are and the digest of the last; kept elsewhere, ``--head`` asks whether the chain still holds
    it. The exit status is 1 if anything is wrong; each fault is a line.
    """

    help = "Check the chain of decisions about attribution."

    def add_arguments(self, parser):
        parser.add_argument("--head", default="", help="A digest that an earlier run printed.")

    def handle(self, *args, head, **options):
        faults = list(broken_links(head))
        for fault in faults:
            self.stdout.write(fault)
        if faults:
            raise CommandError("The chain of decisions is broken.", returncode=1)
        chain = DecisionChain.objects.filter(id=1).first() or DecisionChain()
        self.stdout.write(f"{chain.seq} decisions, the chain is whole. Its head: {chain.digest or 'none yet'}")
