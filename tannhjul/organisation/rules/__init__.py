"""What the law and the municipality say about bodies, lists and elections: plain Python."""
