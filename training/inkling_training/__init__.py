"""Inkling's training kit: corpus → tokenizer → train → export → evaluate, one command each."""
