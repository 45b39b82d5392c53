"""The documentation does not lie: its commands print what it shows, its links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.blocks import ROOT, Step, blocks, pages
from tests.docs.sandbox import Sandbox
from tests.scores.shared import needed

PAGES = pages()
BLOCKS = {page: blocks(page.read_text(encoding="utf-8")) for page in PAGES}
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def sandbox(built: Path, tmp_path: Path) -> Iterator[Sandbox]:
    held = Sandbox(tmp_path, built)
    yield held
    held.close()


def check(page: Path, steps: list[Step], sandbox: Sandbox) -> None:
    for step in steps:
        code, printed, errors = sandbox.run(step)
        place = f"{name(page)}, line {step.line}: {step.command}\n"
        assert code == step.code, f"{place}left with {code}:\n{printed}{errors}"
        assert step.agrees(printed), f"{place}printed:\n{printed}\nand the page shows:\n{step.shown}"


def on_official_texts(page: Path) -> list[Step]:
    """The steps of the blocks that name the texts beside the project."""
    return [step for block in BLOCKS[page] if any(s.needs_shared for s in block) for step in block]


def on_digests(page: Path) -> list[Step]:
    return [step for block in BLOCKS[page] if not any(s.needs_shared for s in block) for step in block]


def test_commands_of_the_readme_print_what_it_shows(sandbox: Sandbox) -> None:
    check(ROOT / "README.md", on_digests(ROOT / "README.md"), sandbox)


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if on_digests(p) and p.name != "README.md"], ids=name)
def test_commands_print_what_the_page_shows(page: Path, sandbox: Sandbox) -> None:
    check(page, on_digests(page), sandbox)


@pytest.mark.slow
@pytest.mark.parametrize("page", list(filter(on_official_texts, PAGES)), ids=name)
def test_commands_on_the_official_texts_print_what_the_page_shows(page: Path, sandbox: Sandbox) -> None:
    needed("documents", "gold", "evaluate")
    check(page, on_official_texts(page), sandbox)


def slugs(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.+?) *$", _CODE.sub(lambda m: m[0] if "\n" not in m[0] else "", text), re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(slug)
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for match in _LINK.finditer(_CODE.sub("", text)):
        target, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        other = (page.parent / target).resolve() if target else page
        assert other.exists(), f"{name(page)}: {match[0]} leads nowhere"
        assert ROOT in other.parents or other == ROOT, f"{name(page)}: {match[0]} leads out of the project"
        if anchor:
            assert anchor in slugs(other.read_text(encoding="utf-8")), f"{name(page)}: {match[0]} has no such heading"


def test_every_page_of_the_documentation_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        for match in _LINK.finditer(page.read_text(encoding="utf-8")):
            target = match["target"].partition("#")[0]
            if target and not re.match(r"[a-z]+:", target):
                other = (page.parent / target).resolve()
                todo += sorted(other.glob("*.md")) if other.is_dir() else [other]
    assert [name(p) for p in PAGES if p not in reached] == []
