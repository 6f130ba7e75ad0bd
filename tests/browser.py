"""A person at a browser: real Chromium, mouse or keyboard only, axe at every stop."""

import hashlib
import os
import re
import shutil
import signal
import socket
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, sync_playwright

# The one without windows takes a third of the time for a page.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


PARTS = """() => [...new Set([...document.querySelectorAll("*")].filter(e => e.checkVisibility()).map(
    e => [e.tagName, e.className, e.id.replace(/\\d+/g, "#"), e.getAttribute("role"), e.getAttribute("type")].join(".")
))].sort().join(" ")"""
TABS_AWAY = """e => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
        .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0);
    return stops.indexOf(e) - stops.indexOf(document.activeElement);
}"""
DESK, PHONE = 1280, 390
WIDTHS = {DESK, PHONE}
DEPENDS_ON_WIDTH = ["scrollable-region-focusable", "target-size"]
ASK_AXE = """async options => (await axe.run(options)).violations.map(
    found => [found.id, found.nodes.slice(0, 3).map(node => node.html.slice(0, 120))])"""


class LookedAt:
    """Pages given to axe so far, by any of the workers: a file for each, in a folder they share."""

    folder: Path

    @classmethod
    def remembers(cls, *page: str) -> Path:
        """Where it is marked that a page was found in order."""
        return cls.folder / hashlib.sha256("\n".join(page).encode()).hexdigest()


def free_port() -> int:
    """A port nobody uses."""
    with closing(socket.socket()) as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@contextmanager
def served(house, command: str = "demo"):
    """The demonstration (or what is there), served by the command that everyone uses; its address.

    At the end it is not asked to stop, but killed with all its processes: nobody waits for streams
    to end, and what was answered must stand all the same.
    """
    port = free_port()
    process = house.start(command, "--port", str(port))
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(address, timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=20)


@contextmanager
def chromium():
    """A browser; the test is skipped with a clear message where there is none."""
    if not CHROMIUM:
        pytest.skip("no Chromium: install Debian's chromium or set CHROMIUM")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Person:
    """Someone using the pages, signed in as a demo user or not at all."""

    def __init__(self, browser, address: str, width: int, name: str = "", keyboard: bool = False):
        self.context = browser.new_context(accept_downloads=True)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.address, self.width, self.keyboard = address, width, keyboard
        self._at_width(width)
        self.errors: list[str] = []
        self.page.on("pageerror", lambda fault: self.errors.append(str(fault)))
        self.page.on(
            "console",
            lambda line: self.errors.append(line.text) if "Content Security" in line.text else None,
        )
        if name:
            self.page.goto(f"{address}/logg-inn/")
            with self.page.expect_navigation():
                self.page.locator(f'form[action="/logg-inn/prov-som/demo-{name}/"] button').click()

    def go(self, path: str) -> None:
        """Open an address and look at it."""
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer is not None
        assert answer.status < 400, (path, answer.status)
        self.look()

    def look(self) -> None:
        """Nothing for axe to find, nothing wider than the screen, no script fault; at the own width.

        Every page is looked at in both by ``test_looks``.
        """
        self._look_at_this_width(self.width)
        assert not self.errors, self.errors

    def look_at_both_widths(self) -> None:
        """The same at a desk and on a phone."""
        for width in (*(WIDTHS - {self.width}), self.width):
            self._at_width(width)
            self._look_at_this_width(width)
        assert not self.errors, self.errors

    def _at_width(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def _look_at_this_width(self, width: int) -> None:
        """Axe takes a quarter of a second.

        A page of the same address, whose visible parts are the same, is given to it whole once,
        whatever the language; at another width, for what depends on width.
        """
        parts = self.page.evaluate(PARTS)
        place = re.sub(r"\d+", "#", urlsplit(self.page.url).path)
        whole = LookedAt.remembers(place, parts)
        here = LookedAt.remembers(place, parts, str(width))
        if not here.exists():
            self._ask_axe(DEPENDS_ON_WIDTH if whole.exists() else None)
            whole.touch()
            here.touch()
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{self.page.url} is {wide} wide on {width}"

    def _ask_axe(self, rules: list[str] | None) -> None:
        """Nothing found by these rules; by all of them, if none are named."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        options = {
            "resultTypes": ["violations"],
            "rules": {"target-size": {"enabled": True}},
            **({"runOnly": rules} if rules else {}),
        }
        found = self.page.evaluate(ASK_AXE, options)
        assert not found, (self.page.url, found)

    def _reach(self, target: Locator) -> None:
        """Tab until the element has the focus, as someone without a mouse does.

        Where it has come is only asked when it should be there.
        """
        for _ in range(target.evaluate(TABS_AWAY)):
            self.page.keyboard.press("Tab")
        for _ in range(400):
            if target.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached by keyboard on {self.page.url}")

    def press(self, name: str, *, within: str = "", nth: int = 0) -> None:
        """Use a button or a link by its words."""
        scope = self.page.locator(within) if within else self.page
        exact = re.compile(rf"^\s*{re.escape(name)}\s*$")
        target = (
            scope.get_by_role("button", name=exact)
            .or_(scope.get_by_role("link", name=exact))
            .nth(nth)
        )
        self.follow(target)

    def follow(self, target: Locator) -> None:
        """Use a button or a link, wait until the page it leads to is there, and look at it."""
        before = self.page.url
        if self.keyboard:
            self._reach(target)
        with self.page.expect_navigation():
            if self.keyboard:
                self.page.keyboard.press("Enter")
            else:
                target.click()
        self.page.wait_for_load_state()
        assert self.page.locator("h1").count() == 1, before
        self.look()

    def unfold(self, name: str) -> None:
        """Open a folded part of the page."""
        target = self.page.locator("summary", has_text=name)
        if self.keyboard:
            self._reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def write(self, label: str, text: str, within: str = "") -> None:
        """Fill in a field by its label."""
        scope = self.page.locator(within) if within else self.page
        target = scope.get_by_label(re.compile(rf"^{re.escape(label)}( \(|$)")).first
        if self.keyboard:
            self._reach(target)
            self.page.keyboard.type(text)
        else:
            target.fill(text)

    def choose(self, label: str, option: str, within: str = "") -> None:
        """Choose in a list."""
        scope = self.page.locator(within) if within else self.page
        target = scope.get_by_label(re.compile(rf"^{re.escape(label)}( \(|$)")).first
        if self.keyboard:
            self._reach(target)
            self.page.keyboard.type(option[:14], delay=15)
        else:
            target.select_option(label=self._option(target, option))

    @staticmethod
    def _option(target: Locator, start: str) -> str:
        texts = target.locator("option").all_inner_texts()
        return next(text for text in texts if text.startswith(start))

    def mark(self, label: str, within: str = "") -> None:
        """Tick or choose a mark."""
        scope = self.page.locator(within) if within else self.page
        target = scope.get_by_label(label, exact=True).first
        if not self.keyboard:
            target.click()
            return
        group = target.locator("xpath=ancestor::fieldset").locator("input").first
        self._reach(group)
        self.page.keyboard.press("Space")
        for _ in range(5):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label} cannot be marked by keyboard")

    def comes(self, text: str, seconds: int = 15) -> None:
        """The words appear by themselves on a page that is live."""
        for _ in range(seconds * 10):
            if text in self.page.inner_text("body"):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{text!r} did not come on {self.page.url}")

    def sees(self, text: str) -> None:
        """The words stand on the page."""
        assert text in self.page.content(), f"{text!r} is not on {self.page.url}"

    def leave(self) -> None:
        """Close the browser window."""
        self.context.close()
