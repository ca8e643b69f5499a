# First stage: the locked packages, the code, and the static files named by content and compressed.
FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
WORKDIR /srv/confhub
COPY requirements/base.txt requirements/base.txt
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: -r requirements/base.txt
COPY . .
RUN DEBUG=1 STATIC_MANIFEST=1 STATIC_ROOT=static /opt/venv/bin/python manage.py collectstatic --no-input
RUN /opt/venv/bin/python -m compileall -q .

# Second stage: only what runs, owned by root and run by somebody else.
FROM python:3.12-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin confhub
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/confhub /srv/confhub
WORKDIR /srv/confhub
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_MANIFEST=1 STATIC_ROOT=/srv/confhub/static OFFLINE_FOLDER=/tmp/offline BIND=0.0.0.0 PORT=8000
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "-c", \
    "import os, urllib.parse as p, urllib.request as r; r.urlopen(r.Request('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', headers={'Host': p.urlsplit(os.environ['SITE_URL']).netloc}), timeout=4)"]
CMD ["sh", "-c", "python manage.py migrate --no-input && python manage.py load_countries && python manage.py load_themes && exec python -m gunicorn"]
