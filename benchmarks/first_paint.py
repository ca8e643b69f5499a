"""When a first visit shows something on a poor line and a slow phone.

    make demo-data
    python benchmarks/first_paint.py

Serves the data of `make demo` and opens pages in Chromium (CHROMIUM, else /usr/bin/chromium) with nothing kept from
before: 400 kbit/s each way, 400 ms for each way there and back, the processor slowed four times. Prints the first
contentful paint (W3C Paint Timing) of each page, the median of five, what was sent for it, and in how many requests.
Fails beyond two seconds.
"""

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).parent.parent
SITE = "http://127.0.0.1:8765"
PAGES = ["/", "/countries/", "/countries/kosovo/", "/lessons/", "/themes/trust/", "/conferences/", "/search/?q=police"]
PAGES += ["/evidence/", "/compare/?country=XK&country=RS&country=ME", "/ar/", "/ar/countries/kosovo/"]
LATENCY, BYTES_A_SECOND, SLOWER, TIMES, MOST = 400, 400_000 / 8, 4, 5, 2000
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@contextmanager
def demo():
    """The demo, served until the block ends."""
    with tempfile.TemporaryFile() as log:
        options = {"cwd": HOUSE, "stdout": log, "stderr": log, "start_new_session": True}
        server = subprocess.Popen(["make", "demo", "PORT=8765"], **options)  # noqa: S607
        try:
            for _ in range(300):
                sleep(0.2)
                try:
                    yield urllib.request.urlopen(f"{SITE}/lessons/").read().decode()  # noqa: S310
                    return
                except OSError:
                    continue
            raise SystemExit("make demo does not serve")
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def visit(browser, address):
    """``(ms until something is shown, bytes, requests)`` of a first visit."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    line, sent = context.new_cdp_session(page), []
    line.send("Network.enable")
    line.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    speed = {"downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **speed})
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(SITE + address, wait_until="networkidle")
    page.wait_for_function(f"{PAINT} > 0")
    painted = page.evaluate(PAINT)
    context.close()
    return painted, sum(sent), len(sent)


def main():
    slow = []
    with demo() as lessons, sync_playwright() as playwright:
        options = {"executable_path": os.environ.get("CHROMIUM") or "/usr/bin/chromium", "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)
        lesson = lessons.split('<h3><a href="')[1].split('"')[0]
        for address in [*PAGES, lesson]:
            painted, sent, requests = (
                statistics.median(values)
                for values in zip(*(visit(browser, address) for _ in range(TIMES)), strict=True)
            )
            slow += [address] if painted > MOST else []
            print(f"{address:60} {painted:6.0f} ms  {sent / 1024:5.1f} KB  {requests:.0f} requests", flush=True)
    if slow:
        sys.exit(f"slower than {MOST} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
