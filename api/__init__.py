"""The server: pages, linked data, questions and SPARQL over the live generation."""
