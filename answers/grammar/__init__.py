"""Which question is asked: words and forms of questions in each language, as data, tried in order."""
