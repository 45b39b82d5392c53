"""Copies of a text in which names, decision numbers, years and paragraph numbers are others, or a sentence is gone or denied.

Every alteration keeps the length of the text and the white space in it, so that lines break where they broke.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph.names import fold
from ingest.model import Claim
from register.load import Entry, Register

#: Words of names and what takes their place, as long.
_WORDS = {
    "环境": "冰川", "土地": "草场", "旱地": "雪原", "化学品": "放射源", "生物多样性": "山间冰雪带", "绿色经济": "蓝色渔业",
    "荒漠化": "盐碱化", "部长级": "院士级", "巴厘": "卡兰", "贝尔格莱德": "科斯特林纳",
}  # fmt: skip
#: Decision numbers keep their session, by which one knows whose they can be; the running number becomes another.
_DIGITS = str.maketrans("0123456789", "0471826935")
_NUMBER = re.compile(r"(?<![\d/.A-Z])((?:\d{1,3}|SS\.[IVX]+)\s*/\s*)(\d{1,3})(?=\s*号?\s*(?:和|、|及|第|决|号|\d|[A-Z]\s*号))")
_OLD_NUMBER = re.compile(r"(?<!\d)(\d{4})(?=\s*[(（]\s*[XVI]+\s*[)）])")
_PARAGRAPH = re.compile(r"(第\s*)(\d{1,3})(?=\s*(?:段|\(?[a-z]\)|\s*和\s*\d+\s*段))")
_YEAR = re.compile(r"(?<![\d/.(A-Z])(20\d\d)(?![\d/.)])(?!\s*号)")


def _spread(old: str, new: str) -> tuple[re.Pattern[str], str]:
    """A word with white space anywhere in it, and its replacement with the same white space."""
    return re.compile(r"(\s*)".join(map(re.escape, old))), "".join(
        char + (rf"\{i}" if i < len(new) else "") for i, char in enumerate(new, start=1)
    )


_SPREAD = [_spread(old, new) for old, new in _WORDS.items()]


def renamed(text: str) -> str:
    """The text with other words in its names."""
    for pattern, replacement in _SPREAD:
        text = pattern.sub(replacement, text)
    return text


def renumbered(text: str) -> str:
    """The text with other running numbers of decisions and other paragraph numbers of them."""
    text = _NUMBER.sub(lambda m: m[1] + m[2].translate(_DIGITS), text)
    text = _OLD_NUMBER.sub(lambda m: m[1].translate(_DIGITS), text)
    return _PARAGRAPH.sub(lambda m: m[1] + m[2].translate(_DIGITS), text)


def redated(text: str) -> str:
    """The text with every year of this century three years later."""
    return _YEAR.sub(lambda m: str(int(m[1]) + 3), text)


def altered(text: str) -> str:
    """The text with all three."""
    return redated(renumbered(renamed(text)))


def altered_register(register: Register) -> Register:
    """The register of the altered world: the same things under their other names."""

    def called(names: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple((altered(name), language) for name, language in names)

    def at(iri: str) -> str:
        head, mark, number = iri.rpartition("/")
        return f"{head}{mark}{_iri_number(number)}" if "/decision/" in iri else iri

    entries: dict[str, Entry] = {
        at(iri): replace(entry, iri=at(iri), names=called(entry.names), short_forms=called(entry.short_forms))
        for iri, entry in register.entries.items()
    }
    return Register(entries, ())


def altered_provision(claim: Claim) -> str:
    """The provision that a claim of the altered text tells: another where the words print it, the same where it is the
    paragraph's own number."""
    provision = claim.details.get("provision", "")
    number = re.match(r"\d+", provision)
    printed = claim.subject_printed + claim.object_printed
    if number and re.search(rf"第{number[0]}(?!\d)", printed):
        return number[0].translate(_DIGITS) + re.sub(r"\d+", lambda m: m[0].translate(_DIGITS), provision[number.end() :])
    return provision


def _iri_number(slug: str) -> str:
    running = re.fullmatch(r"(.+_)(\d+)", slug)
    if running:
        return running[1] + running[2].translate(_DIGITS)
    old = re.fullmatch(r"(\d{4})(--[XVI]+)", slug)
    return old[1].translate(_DIGITS) + old[2] if old else slug


# ---- one sentence -------------------------------------------------------------------------------------------------
#: How what a formula reads is denied, by the formula: where in its words, and by what.
_DENIED: dict[str, tuple[str, str]] = {
    "zh.establishes.decision-on-founding": (r"关于(?=设立|成立)", "关于不"),
    "zh.establishes.name-was-founded": (r"(?=于\d{4}|根据|是根据|由|在)", "未"),
    "zh.renames.name-from-to": (r"(?=将)", "不"),
    "zh.terminates.name-was-ended": (r"已(?=终止|解散)", "尚未"),
    "zh.extends.mandate-prolonged": (r"(?=将)", "没有"),
    "zh.succeeds.replaces": (r"(?=取代|接替)", "没有"),
    "zh.succeeds.formerly": (r"\((?=原)", "(并非"),
    "zh.succeeds.former-now": (r"\(现", "(现在并非"),
}
_ACTIVE = (r"(?=设立|成立|建立|创建|启动|确立|延长|结束|终止|取代|接替)", "没有")


def denied(words: str, rule: str) -> str:
    """What a formula read, denied; without the 了 of what was done. Raises ValueError where the words give no place for it."""
    pattern, no = _DENIED.get(rule, _ACTIVE)
    told, count = re.subn(pattern, no, words, count=1)
    if not count:
        raise ValueError(f"{rule}: nowhere to deny in {words!r}")
    return re.sub(rf"({re.escape(no)}.{{2}})了", r"\1", told, count=1)


def stretch(claim: Claim) -> tuple[int, int]:
    """Where the evidence of a claim stands in the source."""
    evidence = claim.evidence
    offsets = evidence.paragraph.span.offsets
    return offsets[evidence.start], offsets[evidence.end - 1] + 1


def without(claim: Claim, text: str) -> str:
    """The text with the words that carry a claim taken out; a remark stands in their place, so that lists keep their items."""
    start, end = stretch(claim)
    return text[:start] + "此处从略" + text[end - 1 : end] + text[end:]


def with_denial(claim: Claim, text: str) -> str:
    """The text with the words that carry a claim denied, their line breaks closed up."""
    start, end = stretch(claim)
    words = fold(re.sub(r"\s+", "", text[start:end]))
    return text[:start] + denied(words, claim.rule) + text[end:]
