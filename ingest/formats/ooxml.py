"""Office Open XML packages, read with care: a part at a time, within limits, without anything that XML can fetch or swell.

The format is ECMA-376; its part 2 forbids document type declarations in packages, so a part that has one is refused, and
neither entity bombs nor external entities are ever looked at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element
from xml.parsers import expat

from ingest.source import LONGEST_LINE, UnreadableSource

#: No part of a document that is read is longer than this: a section of the budget has six megabytes.
LONGEST_PART = 48 * 2**20
#: Elements within elements; tables in text boxes in tables come to forty.
DEEPEST = 256
#: Elements of one paragraph or table; a table of forty pages has some 20,000.
MOST_ELEMENTS = 500_000

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The same elements in strict documents have other namespaces.
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main}": W[1:],
    "http://purl.oclc.org/ooxml/officeDocument/relationships}": R[1:],
}


class Package:
    """The parts of a DOCX file. Raises UnreadableSource where it is none, or damaged, protected or a bomb."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.damaged() from error
        self._names = set(self._zip.namelist())
        if not any(part.startswith("word/") for part in self._names):
            raise UnreadableSource(f"{name}: this is no document of Word (it holds no word/ part); save it as .docx")

    def damaged(self) -> UnreadableSource:
        return UnreadableSource(f"{self.name}: the file is damaged or was cut off; download or save it again")

    def main(self) -> str:
        """The name of the document part."""
        return next(
            (target for kind, target, _ in self.relations("").values() if kind.endswith("/officeDocument")), "word/document.xml"
        )

    def relations(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """What a part refers to, by relation id: kind, target, and whether the target lies outside of the package."""
        folder, base = posixpath.split(part)
        beside = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, tuple[str, str, bool]] = {}
        for element in self.elements(beside, lambda tag: tag == _RELATION):
            target, outside = element.get("Target", ""), element.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
            found[element.get("Id", "")] = element.get("Type", ""), target, outside
        return found

    def elements(self, part: str, wanted: Callable[[str], bool], skip: frozenset[str] = frozenset()) -> Iterator[Element]:
        """The outermost elements of a part whose tags are `wanted`, in order, each once it is read whole; none where the
        package has no such part. Elements whose tags are in `skip` are left out. Raises UnreadableSource."""
        if part not in self._names:
            return
        reader = _Reader(self.name, wanted, skip)
        read = 0
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(2**18):
                    read += len(chunk)
                    if read > LONGEST_PART:
                        raise UnreadableSource(
                            f"{self.name}: {part} unpacks to more than {LONGEST_PART // 2**20} MB; this is no document"
                        )
                    yield from reader.feed(chunk)
            yield from reader.feed(b"", last=True)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, expat.ExpatError) as error:
            raise self.damaged() from error
        except (RuntimeError, NotImplementedError) as error:
            raise UnreadableSource(f"{self.name}: the file is packed with a password; save it without one") from error


class _Reader:
    """Builds elements of those that are wanted, and of nothing else."""

    def __init__(self, name: str, wanted: Callable[[str], bool], skip: frozenset[str]) -> None:
        self.name, self.wanted, self.skip = name, wanted, skip
        self.done: list[Element] = []
        self.open: list[Element] = []
        self.depth = 0
        self.skipped = 0
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, last: bool = False) -> Iterator[Element]:
        self.parser.Parse(chunk, last)
        done, self.done = self.done, []
        yield from done

    def _doctype(self, *_: object) -> None:
        raise UnreadableSource(f"{self.name}: it holds a document type declaration, as no DOCX file does; save it anew in Word")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableSource(f"{self.name}: more than {DEEPEST} elements lie within each other; save it anew in Word")
        tag = _tag(name)
        if self.skipped or tag in self.skip:
            self.skipped += 1
            return
        if not self.open and not self.wanted(tag):
            return
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise UnreadableSource(f"{self.name}: a paragraph or table has more than {MOST_ELEMENTS:,} elements; split it")
        element = Element(tag, {_tag(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
        elif self.open:
            element = self.open.pop()
            if not self.open:
                self.done.append(element)
                self.count = 0

    def _text(self, text: str) -> None:
        if self.open and not self.skipped:
            last = self.open[-1]
            last.text = (last.text or "") + text
            if len(last.text) > LONGEST_LINE:
                raise UnreadableSource(f"{self.name}: a run of {LONGEST_LINE:,} characters is no text of a document")


def _tag(name: str) -> str:
    """A name as ElementTree writes it, the strict namespaces made the usual ones."""
    if "}" not in name:
        return name
    for strict, usual in _STRICT.items():
        if name.startswith(strict):
            name = usual + name[len(strict) :]
    return "{" + name
