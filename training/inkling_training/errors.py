"""Errors that the person at the keyboard can mend."""


class KitError(Exception):
    """Its text is fit for people and names the next step; the command line prints it without a stack."""
