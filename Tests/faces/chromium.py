"""Debian's Chromium, without a screen: the shell of it does without what a browser's own windows need, and is quicker."""

import os
import shutil

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")


def launch(playwright, **options):
    if not CHROMIUM:
        raise RuntimeError("No Chromium: apt-get install chromium-headless-shell, or set CHROMIUM to its path.")
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], **options)
