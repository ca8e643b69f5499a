"""People at the desk, each in a browser of their own: what they open, fill in, choose and press, as they see it."""

from time import time

import pyotp
from playwright.sync_api import expect

from tests.confhub.accounts.people import PASSWORD

from .following import follow


class Person:
    """``Person(context, "curator")``: a browser in which nobody has logged in yet, and the account it is for."""

    def __init__(self, context, name):
        self.page, self.name, self.recovery_codes = context.new_page(), name, []

    # The way in

    def log_in(self):
        self.page.goto("/admin/")
        self.page.get_by_label("Username").fill(self.name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Log in")

    def enrol(self):
        """Set up a second factor on the page that is open, with the secret it shows."""
        secret = self.page.locator("code.words").inner_text()
        self.page.get_by_label("The six figures").fill(pyotp.TOTP(secret).at(time()))
        self.press("Set it up")
        self.recovery_codes = self.page.locator(".recovery code").all_inner_texts()
        self.follow("I have copied them")

    # Where they go

    def start(self):
        self.follow("Confhub curation")

    def list_of(self, kind):
        """``kind``: as the start page names it, "Statements"."""
        self.start()
        self.follow(kind)

    def add(self, kind):
        self.start()
        self.follow(f"Add to {kind}")

    def follow(self, words):
        follow(self.page.get_by_role("link", name=words, exact=True).first)

    def open(self, words):
        """A record of a list, by the first words of its line."""
        follow(self.page.locator("#result_list tbody th, .queue li").get_by_role("link", name=words).first)

    # What they enter

    def fill(self, **fields):
        """``{name of a field: words}``; a list is chosen from by the words of its entry."""
        for name, words in fields.items():
            box = self.page.locator(f"#id_{name}")
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(label=words)
            else:
                box.fill(words)

    def tick(self, words):
        self.page.get_by_label(words).check()

    def find(self, name, words):
        """Choose what a field that searches finds for ``words``."""
        self.page.locator(f".field-{name} .select2-selection").first.click()
        self.page.locator(".select2-container--open .select2-search__field").fill(words)
        self.page.locator(".select2-results__option", has_text=words).first.click()

    def press(self, words):
        follow(self.page.get_by_role("button", name=words, exact=True))

    def choose(self, action, *lines):
        """Tick the lines of a list that have these words, all of them without any, and go on to an action."""
        rows = self.page.locator("#result_list tbody tr")
        for row in [rows.filter(has_text=words) for words in lines] or rows.all():
            row.locator(".action-checkbox input").check()
        self.page.locator("select[name=action]").select_option(label=action)
        self.press("Go")

    # What they see

    def told(self, words):
        """That a message has these words."""
        expect(self.page.locator(".messagelist")).to_contain_text(words)

    def standing(self, words):
        """That the record which is open stands where these words say."""
        expect(self.page.locator("#preview-heading .standing").first).to_have_text(words)
