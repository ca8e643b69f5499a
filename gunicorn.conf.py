"""The web server's own settings. `python -m gunicorn` reads this file from the folder it is started in."""

import os
from pathlib import Path

from confhub.environment import Environment

environment = Environment(os.environ)
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 (gunicorn makes files there that nobody else can open)

wsgi_app = "confhub.wsgi"
bind = f"{environment.text('BIND', '127.0.0.1')}:{environment.whole_number('PORT', 8000, least=1)}"
workers = environment.whole_number("WEB_CONCURRENCY", 2, least=1)
worker_class = "gthread"
threads = 4
preload_app = True  # a wrong variable stops the start once, with one message
timeout = 30
graceful_timeout = 20
keepalive = 5
control_socket_disable = True  # a socket in the home folder, which a container does not have
accesslog = None  # where visitors come from and what they search for is nobody's business
if SHARED_MEMORY.is_dir():
    worker_tmp_dir = str(SHARED_MEMORY)  # heartbeats: a slow disk must not look like a hung worker

environment.check()
