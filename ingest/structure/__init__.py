"""A source's text becomes addressed paragraphs."""
