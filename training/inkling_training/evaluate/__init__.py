"""Measures a model folder through the pipeline that ships."""
