"""What every test may ask for."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end: modules, tests and their parameters."""
    gc.freeze()


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """Folder of the committed problems."""
    return ROOT / "fixtures"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of real data kept beside the checkout; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real data is not beside this checkout")
    return folder
