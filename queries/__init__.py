"""The library of questions as SPARQL files, with what each asks in both languages."""
