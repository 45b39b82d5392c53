"""From documents to claims: source, structure, recognise, relate, RDF.

Each step is a function from one typed value to the next.
"""
