"""A text and what stands beside it: its language, its fingerprint, its metadata."""

from __future__ import annotations

import json

import pytest

from ingest.source import LONGEST_LINE, UnreadableSource, fingerprint, language_of, make, parse_sidecar


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Harbour Office keeps the register.", "en"),
        ("A/RES/97/3", "en"),
        ("1. 海港事务处保存名册。", "zh"),
        ("海港事务处（Harbour Office）与UNEP/EA.9/77号文件", "zh"),
        ("The name of the Harbour Office is 海港 in the other language, and it keeps the register of harbours.", "en"),
        ("Le Bureau des ports tient le registre des ports et prie les États de lui faire rapport sur les phares.", "fr"),
        ("La Oficina de los Puertos lleva el registro de los puertos y pide a los Estados que informen por escrito.", "es"),
        ("Управление портов ведёт реестр портов.", "ru"),
        ("يحتفظ مكتب الموانئ بسجل الموانئ", "ar"),
        ("港湾事務局は港湾の登録簿を保管する。", "ja"),
        ("항만 사무국은 등록부를 보관한다.", "ko"),
        ("", "en"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert language_of(text) == language
    assert make("a.txt", text).language == language


def test_the_metadata_has_the_last_word_on_the_language() -> None:
    assert make("a.txt", "The Harbour Office", {"language": "zh"}).language == "zh"


def test_a_fingerprint_does_not_mind_white_space_and_width() -> None:
    assert fingerprint("第 ２７/2 号\n决定") == fingerprint("第27/2号决定") != fingerprint("第27/3号决定")


def test_a_title_in_one_language_is_that_of_the_text() -> None:
    assert make("a.txt", "海港事务处。", {"title": "海港报告"}).sidecar["title"] == {"zh": "海港报告"}


def test_a_text_that_is_no_document() -> None:
    with pytest.raises(UnreadableSource, match=r"^a\.txt: a line of 500,001 characters is no paragraph of a document; save it"):
        make("a.txt", "a\n" + "x" * (LONGEST_LINE + 1))
    with pytest.raises(UnreadableSource, match=r"^a\.txt: 5,000,002 characters are more than any document has; split it"):
        make("a.txt", ("x" * 99 + "\n") * 50_000 + "ab")


def test_metadata_as_it_should_be() -> None:
    told = {
        "symbol": "E/9",
        "title": {"en": "Report", "zh-Hans": "报告"},
        "digest_of": {"symbol": "E/9", "sha256": None},
        "mine": [1],
    }
    assert parse_sidecar(json.dumps(told).encode("utf-8-sig"), "a.json", "a.txt") == told


def test_blank_metadata_is_none() -> None:
    assert parse_sidecar(b'{"symbol": " \\n", "language": ""}', "a.json", "a.txt") == {}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "the metadata beside a.txt is no JSON ("),
        (b"\xff\xfe{}", "the metadata beside a.txt is no JSON ("),
        (b"[" * 200_000, "the metadata beside a.txt is no JSON ("),
        (b"[]", "the metadata beside a.txt must be one JSON object"),
        (b'{"symbol": 7}', "“symbol” in the metadata beside a.txt must be a text"),
        (b'{"language": ["zh"]}', "“language” in the metadata beside a.txt must be a language code such as zh or en"),
        (
            b'{"title": {"z h": "x"}}',
            "“title” in the metadata beside a.txt must be a text, or an object of language codes and texts",
        ),
        (
            b'{"title": {"zh": 1}}',
            "“title” in the metadata beside a.txt must be a text, or an object of language codes and texts",
        ),
        (b'{"digest_of": "E/9"}', "“digest_of” in the metadata beside a.txt must be an object that names the official text by"),
        (b'{"digest_of": {}}', "“digest_of” in the metadata beside a.txt must be an object that names the official text by"),
    ],
)
def test_metadata_of_another_form_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        parse_sidecar(data, "a.json", "a.txt")
    assert str(refusal.value).startswith(f"a.json: {reason}")
