"""One list of packages leads everywhere, and the repository names no machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Cut in two, so that this file does not name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "download.py" + "torch.org",
    "ana" + "conda.org",
    "conda" + ".io",
    "npm" + "js.",
]
HOME = re.compile(r"(?<![\w/+.])/(?:home|Users|root)/[\w.-]+")


def lock_lines() -> list[str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line]


def locked() -> dict[str, Version]:
    found = {}
    for line in lock_lines():
        requirement = Requirement(line)
        (pin,) = requirement.specifier
        found[canonicalize_name(requirement.name)] = Version(pin.version)
    return found


def wanted() -> list[Requirement]:
    own = PROJECT["project"]
    extra = [line for lines in own["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*own["dependencies"], *extra]]


@pytest.mark.parametrize("line", lock_lines())
def test_the_lock_pins_every_package_to_one_version(line):
    assert re.fullmatch(r"[\w.-]+==\d+(\.\d+)*(\.?(post|rc|a|b)\d+)?", line), line


@pytest.mark.parametrize("requirement", wanted(), ids=str)
def test_the_lock_satisfies_every_range_of_the_project(requirement):
    assert locked()[canonicalize_name(requirement.name)] in requirement.specifier


def test_no_package_is_locked_twice():
    assert len(locked()) == len(lock_lines())


def test_torch_is_one_version_in_the_lock_and_in_the_makefile():
    assert locked()["torch"] == Version("2.13.0")
    assert "TORCH := 2.13.0\n" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_conda_environment_takes_its_packages_from_the_lock():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    entries = [line.strip() for line in text.splitlines() if line.strip().startswith("- ")]
    python = f"- python{PROJECT['project']['requires-python']}"
    assert entries == [
        "- conda-forge",
        python,
        "- pip",
        "- pip:",
        "- -r requirements.lock",
        "- -e .",
    ]


def test_every_package_on_disk_is_installed():
    places = PROJECT["tool"]["setuptools"]["package-dir"]
    found = []
    for name, place in places.items():
        for init in (ROOT / place).rglob("__init__.py"):
            found.append(".".join([name, *init.parent.relative_to(ROOT / place).parts]))
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(found)


def test_every_folder_with_code_is_a_package():
    folders = {path.parent for top in ("lib/dlcourse", "autograder") for path in _code(top)}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def _code(top: str) -> list[Path]:
    return [p for p in (ROOT / top).rglob("*.py") if ".ipynb_checkpoints" not in p.parts]


@pytest.mark.parametrize(
    "package, pattern",
    [(p, one) for p, all_ in PROJECT["tool"]["setuptools"]["package-data"].items() for one in all_],
)
def test_the_data_that_the_packages_carry_are_there(package, pattern):
    assert list((ROOT / PROJECT["tool"]["setuptools"]["package-dir"][package]).glob(pattern))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that git keeps."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = {}
    for name in filter(None, done.stdout.split("\0")):
        path = ROOT / name
        data = path.read_bytes() if path.is_file() else b"\0"
        if b"\0" not in data:
            found[name] = data.decode(errors="replace")
    assert "pyproject.toml" in found
    return found


@pytest.mark.parametrize("address", REGISTRIES)
def test_no_file_names_a_package_registry(texts, address):
    assert [name for name, text in texts.items() if address in text] == []


def test_no_file_names_a_home_folder(texts):
    found = {name: match[0] for name, text in texts.items() if (match := HOME.search(text))}
    assert found == {}


def test_no_notebook_names_a_folder_of_the_machine_that_ran_it(texts):
    """Tracebacks and warnings in outputs do."""
    notebooks = {name: text for name, text in texts.items() if name.endswith(".ipynb")}
    words = ["site-packages", "/tmp/", str(ROOT)] if len(ROOT.parts) > 2 else ["site-packages"]
    assert [n for n, text in notebooks.items() if any(word in text for word in words)] == []
