"""Repositories → filters → duplicates → mix → splits. See command.py for the order."""
