"""Pages about promises, duties and judgements, a file for each."""
