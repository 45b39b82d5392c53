"""Whether what an answer cites stands where it is said to stand."""

from __future__ import annotations

import re

from answers.answerer import Answerer
from answers.model import Answer

_TEXTS = """
SELECT ?document ?address ?text ?file WHERE { ?p mg:partOfDocument ?document ; mg:address ?address ; mg:text ?text .
  ?version dcterms:isVersionOf ?document ; mg:fileName ?file }
"""


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def paragraphs(answerer: Answerer) -> dict[tuple[str, str], str]:
    """The text of each paragraph by file and address, without white space."""
    found = getattr(answerer, "_paragraph_texts", None)
    if found is None:
        found = {(r["file"].value, r["address"].value): squeezed(r["text"].value) for r in answerer.store.select(_TEXTS)}
        answerer._paragraph_texts = found
    return found


def marks(file: str, known: dict[tuple[str, str], str]) -> set[str]:
    """The marks of a file's footnotes: their numbers and asterisks, which stand in the source and in no paragraph."""
    numbers = {m[1] for name, address in known if name == file and (m := re.search(r"(?:^|/)fn-?(\d+)(?:~\d+)?$", address))}
    return numbers | {"*", "∗"}


def stands(quote: str, text: str, lifted: set[str]) -> bool:
    """Whether a quotation stands in a text in one stretch, but for marks that were lifted out of the text."""
    tokens = re.findall(r"\d+|[*∗]|[^\d*∗]+", quote)
    pattern = "".join(f"(?:{re.escape(t)})?" if t in lifted else re.escape(t) for t in tokens)
    return re.search(pattern, text) is not None


def assert_cited(answer: Answer, answerer: Answerer) -> None:
    known = paragraphs(answerer)
    for citation in (*answer.citations, *(n.citation for n in answer.near)):
        text = known[citation.file, citation.paragraph]
        assert stands(squeezed(citation.quote), text, marks(citation.file, known)), (citation, text)
