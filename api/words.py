"""The words of the pages, in both languages."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "name": "Mandate Graph", "other_language": "中文",
        "lead": "Which decision created this body? Ask, and be shown the paragraph that says so.",
        "ask": "Ask", "placeholder": "Which decision created the Environment Management Group?", "examples": "For example",
        "documents": "Documents", "digest": "digest, not the official text", "official": "official text", "paragraph": "paragraph",
        "data": "Data", "answer": "Answer", "sure": "sure", "unsure": "not quite sure", "unknown": "The documents do not say",
        "ambiguous": "Which one is meant?", "sources": "Sources", "query": "The query that was run", "candidates": "You can also ask",
        "facts": "What the documents say", "from_register": "From the register", "also_called": "Also called", "kind": "Kind",
        "missing": "There is nothing at this address.", "missing_more": "Addresses of the graph never end in nothing: this one was never given.",
        "relation": "Relation", "subject": "Subject", "object": "Object", "when": "When", "where_said": "Where it is said", "mentions": "Mentioned in",
        "claims": "facts", "paragraphs": "paragraphs", "outline": "Outline", "home": "Home", "sparql": "SPARQL endpoint", "licence": "Graph CC0 · code Apache-2.0 · quotations © United Nations",
        "standing_proposed": "proposed", "standing_requested": "requested", "standing_supported": "supported", "standing_option": "option",
        "curated": "register, not read here", "no_claims": "No fact about it was read from the documents.", "formats": "This page as",
    },
    "zh": {
        "name": "授权图谱", "other_language": "English",
        "lead": "哪项决定设立了这个机构？请提问，答案附上写明此事的段落。",
        "ask": "提问", "placeholder": "环境管理小组由哪项决定设立？", "examples": "例如",
        "documents": "文件", "digest": "摘编，非正式文本", "official": "正式文本", "paragraph": "段落",
        "data": "数据", "answer": "答案", "sure": "确定", "unsure": "不完全确定", "unknown": "文件没有说",
        "ambiguous": "指的是哪一个？", "sources": "出处", "query": "所运行的查询", "candidates": "还可以问",
        "facts": "文件所载", "from_register": "登记册所载", "also_called": "又称", "kind": "类别",
        "missing": "此地址没有内容。", "missing_more": "图谱的地址一经给出即长期有效；此地址从未给出。",
        "relation": "关系", "subject": "主语", "object": "宾语", "when": "时间", "where_said": "出处", "mentions": "见于",
        "claims": "项陈述", "paragraphs": "段", "outline": "目录", "home": "首页", "sparql": "SPARQL 端点", "licence": "图谱 CC0 · 代码 Apache-2.0 · 引文版权属联合国",
        "standing_proposed": "提议", "standing_requested": "请求", "standing_supported": "支持", "standing_option": "备选方案",
        "curated": "登记册，非在此读到", "no_claims": "文件中没有读到关于它的陈述。", "formats": "本页数据",
    },
}  # fmt: skip
