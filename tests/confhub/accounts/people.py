"""Somebody on the way in: with a name and a password, and with an app that makes codes."""

import re
from time import time

import pyotp
from django.test import Client

from confhub.accounts.codes import secret_of
from confhub.accounts.factors import NONCE
from confhub.accounts.models import Factor, Login
from tests.staff import make_account

PASSWORD = "a password of staff"
LOGIN, FACTOR, CODE = "/admin/login/", "/admin/second-factor/", "/admin/second-factor/code/"


class Person:
    """``Person("reviewer").log_in()``: a browser of their own, and an app that is always half a minute further on."""

    def __init__(self, *groups, account=None, **values):
        self.account = account or make_account(*groups, **values)
        self.client, self.ahead, self.codes = Client(), -30, []

    def log_in(self, password=PASSWORD, **headers):
        return self.client.post(LOGIN, {"username": self.account.get_username(), "password": password}, **headers)

    def get(self, address, **more):
        return self.client.get(address, **more)

    def enrol(self):
        """Set up a second factor; the recovery codes are in ``codes``."""
        self.get(FACTOR)
        answer = self.client.post(FACTOR, {"code": self.code_for(self.client.session[NONCE])})
        self.codes = re.findall(r'<li><code class="words">([^<]+)</code>', answer.content.decode())
        return answer

    def give(self, code=None, **more):
        """Type a code; without one, the next one that the app shows."""
        return self.client.post(CODE, {"code": code or self.code(), **more})

    def code(self):
        return self.code_for(Factor.objects.get(account=self.account).nonce)

    def code_for(self, nonce):
        self.ahead += 30
        return pyotp.TOTP(secret_of(nonce)).at(time() + self.ahead - 30)

    def asked_for(self):
        """Where the start page of the desk leads: "" if it is there."""
        return self.get("/admin/").headers.get("Location", "").partition("?")[0]


def outcomes(**columns):
    """What was written down, in order."""
    return list(Login.objects.filter(**columns).order_by("pk").values_list("outcome", flat=True))


def faults(answer):
    """What the page says is wrong."""
    return re.findall(r'class="errornote"[^>]*>\s*([^<]+?)\s*</p>', answer.content.decode())
