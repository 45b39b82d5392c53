"""Sentences become claims: formulas of the drafting language, one file a family of relations, in one folder a language."""
