"""Damaged files are read or refused, and nothing else happens: no other error, no hanging."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from ingest.formats.readers import read
from ingest.source import UnreadableSource, make
from tests.ingest.formats import files

STORY = [
    "UNEP/EA.9/77",
    "Report",
    *(f"{n}. The Office keeps the lights of harbour {n} and tells the Assembly." for n in range(1, 20)),
]
NOTE = f'<w:footnote w:id="7">{files.p("See E/9.")}</w:footnote>'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MARK = '<w:r><w:footnoteReference w:id="7"/></w:r>'
BODY = [*STORY, files.p("a", number=("1", 0)), files.table([["a", "b"], ["c", "d"]]), files.p("b", MARK)]
SOUND = {
    ".docx": files.docx(BODY, parts={"footnotes": NOTE, "numbering": LIST}),
    ".pdf": files.pdf([*STORY, [["a", "b"], ["c", "d"]]]),
    ".html": ("<meta charset=utf-8>" + "".join(f"<p>{x}<ol><li>a<table><tr><td>b" for x in STORY)).encode(),
    ".txt": "\n\n".join(STORY).encode("utf-16"),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with some of them changed, lost, added or moved."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 30])):
        at = chance.randrange(len(out))
        match chance.randrange(4):
            case 0:
                out[at] = chance.randrange(256)
            case 1:
                del out[at : at + chance.randrange(1, 200)]
            case 2:
                out[at:at] = chance.randbytes(chance.randrange(1, 20))
            case _:
                other = chance.randrange(len(out))
                out[at : at + 50] = out[other : other + 50]
        if not out:
            return b"x"
    return bytes(out)


def damaged_part(data: bytes, chance: random.Random) -> bytes:
    """A package in which one part is damaged and whole again as a member."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    name = chance.choice([name for name in members if name.endswith(".xml")])
    return files.archive({**members, name: damaged(members[name], chance)})


@pytest.mark.parametrize("suffix", SOUND)
def test_damaged_files_are_read_or_refused(suffix: str) -> None:
    chance = random.Random(suffix)
    refused: list[str] = []
    for turn in range(200):
        data = (damaged_part if suffix == ".docx" and turn % 2 else damaged)(SOUND[suffix], chance)
        try:
            extract = read(data, "a", suffix)
            make("a", extract.text, {}, extract.links, extract.headings, whole_lines=extract.whole_lines)
        except UnreadableSource as refusal:
            refused.append(str(refusal))
    assert refused, "the damage was worth the name"
    assert all(reason.startswith("a: ") for reason in refused)
