"""A document as it came in: its text, with what stands beside it. The first value of the way."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: A text longer than this is no document: the longest reports of the United Nations have some three million characters.
LONGEST_TEXT = 5_000_000
#: A line, or lines that nothing parts, longer than this are no paragraph of one.
LONGEST_LINE = 500_000

_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_WORD = re.compile(r"[^\W\d_]+")
#: Words that hardly any text of the language does without, and that the other languages do not have.
_COMMON = {
    "en": frozenset(("the", "of", "and", "to", "by", "its", "with", "that", "for")),
    "fr": frozenset(("le", "les", "des", "du", "et", "aux", "que", "dans", "pour", "par", "sur")),
    "es": frozenset(("el", "los", "las", "del", "y", "por", "para", "su", "con", "en", "una")),
}


class UnreadableSource(Exception):
    """A file that cannot be read as a document. The message names the reason and the mend."""


@dataclass(frozen=True)
class Link:
    """A hyperlink: [start, end) of the text leads to `target`."""

    start: int
    end: int
    target: str


@dataclass(frozen=True)
class Heading:
    """A line of the text, by its first character, that the format calls a heading; `level` counts from 1."""

    start: int
    level: int


@dataclass(frozen=True)
class Source:
    """One document's text.

    `text` is the decoded text with line ends as they stand, or what was set from a DOCX, PDF or HTML file (offsets
    everywhere are Unicode code points of it); `fingerprint` the SHA-256 of the text without white space after NFKC, which
    is the same however a text was extracted or saved; `sidecar` the metadata that a curator put beside the file; `links`
    the hyperlinks and `headings` the headings of formats that have them, in order; `whole_lines` is true where every line
    is a paragraph, heading, table row or footnote of its own, and false where lines are broken as on a printed page.
    """

    name: str
    text: str
    language: str
    fingerprint: str
    sidecar: dict[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    whole_lines: bool = False

    @property
    def is_digest(self) -> bool:
        return bool(self.sidecar.get("digest_of"))


def fingerprint(text: str) -> str:
    """SHA-256 over the NFKC form of a text without white space."""
    return hashlib.sha256(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).encode()).hexdigest()


def language_of(text: str) -> str:
    """The language of a text: `zh` where at least one letter in ten is a Chinese character.

    Other scripts, French and Spanish are told from English so that they are refused by name and not read as English.

    >>> language_of("联大第66/288号决议"), language_of("The Assembly"), language_of("L’Assemblée prie les États et le Conseil")
    ('zh', 'en', 'fr')
    """
    letters = max(sum(map(str.isalpha, text)), 1)
    for code, script in (("ja", _KANA), ("zh", _CJK), ("ko", _HANGUL), ("ru", _CYRILLIC), ("ar", _ARABIC)):
        if len(script.findall(text)) * 10 >= letters:
            return code
    words = Counter(_WORD.findall(text[:400_000].lower()))
    score = {code: sum(words[word] for word in common) for code, common in _COMMON.items()}
    best = max(score, key=lambda code: score[code])
    # A few foreign words in a short text prove nothing.
    return best if score[best] > 2 * score["en"] + 2 else "en"


def parse_sidecar(data: bytes, name: str, beside: str) -> dict[str, Any]:
    """The metadata in the bytes of the file `name` that stands beside the document `beside`.

    Raises UnreadableSource where it is no JSON object, or a field is of another form than the document needs.
    """
    try:
        sidecar = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"{name}: the metadata beside {beside} is no JSON ({error}); mend it or take it away") from error
    if not isinstance(sidecar, dict):
        raise UnreadableSource(f"{name}: the metadata beside {beside} must be one JSON object")
    for key, (fits, form) in _FIELDS.items():
        if sidecar.get(key) is not None and not fits(sidecar[key]):
            raise UnreadableSource(f"{name}: “{key}” in the metadata beside {beside} must be {form}")
    return {key: value for key, value in sidecar.items() if not (isinstance(value, str) and not value.strip())}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_titles(value: object) -> bool:
    if not isinstance(value, dict):
        return _is_text(value)
    return all(re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", code) and _is_text(title) for code, title in value.items())


def _is_digested(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    return any(value.get(name) for name in ("symbol", "id")) and all(v is None or _is_text(v) for v in value.values())


_FIELDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "symbol": (_is_text, "a text"),
    "id": (_is_text, "a text"),
    "job_number": (_is_text, "a text"),
    "language": (_is_text, "a language code such as zh or en"),
    "title": (_is_titles, "a text, or an object of language codes and texts"),
    "digest_of": (_is_digested, "an object that names the official text by symbol or id"),
}


def make(
    name: str,
    text: str,
    sidecar: dict[str, Any] | None = None,
    links: tuple[Link, ...] = (),
    headings: tuple[Heading, ...] = (),
    *,
    whole_lines: bool = False,
) -> Source:
    """A source from text that is already decoded. Raises UnreadableSource where it is too long to be a document."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableSource(f"{name}: {len(text):,} characters are more than any document has; split it into documents")
    longest = max(map(len, text.splitlines()), default=0)
    if longest > LONGEST_LINE:
        raise UnreadableSource(
            f"{name}: a line of {longest:,} characters is no paragraph of a document; save it with its line ends"
        )
    sidecar = sidecar or {}
    language = str(sidecar.get("language") or language_of(text))
    if isinstance(title := sidecar.get("title"), str):
        sidecar = {**sidecar, "title": {language: title}}
    return Source(name, text, language, fingerprint(text), sidecar, links, headings, whole_lines)
