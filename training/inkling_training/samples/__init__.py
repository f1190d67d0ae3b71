"""Samples of text and of holes, made from documents while the model trains."""
