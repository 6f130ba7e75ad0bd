"""Reads about promises, duties and judgements that pages, actions and checks share, a file for each."""
