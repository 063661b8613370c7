"""The offline installation of the manual: its own commands, in a copy of the project, and folders for other systems."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.pages import PAGES, ROOT, blocks

COMMANDS = [
    line
    for block in blocks(PAGES["docs/install.md"])
    if block.language == "sh"
    for line in block.content.splitlines()
]
WINDOWS = {
    "platform_system": "Windows",
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_machine": "AMD64",
}
ARM = {"platform_system": "Linux", "sys_platform": "linux", "os_name": "posix", "platform_machine": "aarch64"}
INTEL = {**ARM, "platform_machine": "x86_64"}
FOLDERS = {"wheels": INTEL, "wheels-windows": WINDOWS, "wheels-x86_64": INTEL, "wheels-aarch64": ARM}
OTHERS = {"wheels-windows": "win", "wheels-x86_64": "x86_64", "wheels-aarch64": "aarch64"}

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine != "x86_64", reason="the page's commands are those of Linux"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with everything done in it that the page says."""
    place = tmp_path_factory.mktemp("offline") / "project"
    left_out = shutil.ignore_patterns(".git", ".*_cache", ".hypothesis", "__pycache__", "site", "tests")
    shutil.copytree(ROOT, place, ignore=left_out)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    for command in COMMANDS:
        call = re.sub(r"^python ", f'"{sys.executable}" ', command)
        done = subprocess.run(
            ["bash", "-c", call], cwd=place, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return place


def requirements(wheel: Path, environment: dict[str, str]) -> set[str]:
    """Give the names of what a wheel needs on another system, without its extras."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    needed = map(Requirement, told.get_all("Requires-Dist", []))
    where = {**environment, "python_version": "3.11", "python_full_version": "3.11.0", "extra": ""}
    return {plain(need.name) for need in needed if need.marker is None or need.marker.evaluate(where)}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_program_is_installed_without_a_network_and_writes_a_report(project: Path) -> None:
    assert (project / "试.docx").read_bytes()[:2] == b"PK"
    installed = next((project / "banli").glob("lib/python*/site-packages/banli_report"))
    assert installed.is_dir()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_of_wheels_lacks_nothing(project: Path, folder: str) -> None:
    wheels = list((project / folder).glob("*.whl"))
    assert len(wheels) > 15
    needed = set[str]().union(*(requirements(wheel, FOLDERS[folder]) for wheel in wheels))
    assert needed - {plain(wheel.name.partition("-")[0]) for wheel in wheels} == set()


@pytest.mark.parametrize("folder", OTHERS)
def test_a_folder_of_wheels_is_of_its_system(project: Path, folder: str) -> None:
    tags = {wheel.stem.rpartition("-")[2] for wheel in (project / folder).glob("*.whl")}
    assert len(tags) > 1
    assert all(tag == "any" or OTHERS[folder] in tag for tag in tags)
