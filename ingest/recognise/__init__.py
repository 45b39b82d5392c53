"""Paragraphs gain mentions: names of the register, forms of the language, what the document itself defines."""
