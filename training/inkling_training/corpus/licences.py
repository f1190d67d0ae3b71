"""Recognises a licence by sentences of its text. Only permissive ones and MPL-2.0 may enter a corpus."""

import re

#: Names of files, lower case, that can hold a repository's licence.
LICENCE_FILE = re.compile(r"(un)?licen[sc]e([-._](?!third|3rd|bundled|docs)[-.\w]*)?|copying([-.]\w+)?", re.IGNORECASE)

_permissive = (
    ("Apache-2.0", r"Apache License,? Version 2\.0|apache\.org/licenses/LICENSE-2\.0"),
    ("MPL-2.0", r"Mozilla Public License,? (Version|v\.?) ?2\.0"),
    ("0BSD", r"Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee "
     r"is hereby granted\. "),
    ("ISC", r"Permission to use, copy, modify, and(/or)? distribute this software"),
    ("MIT", r"Permission is hereby granted, free of charge, to any person obtaining"),
    ("BSD-3-Clause", r"Redistribution and use in source and binary forms[\s\S]*(Neither the name|may not be used to "
     r"endorse)"),
    ("BSD-2-Clause", r"Redistribution and use in source and binary forms"),
    ("Unlicense", r"This is free and unencumbered software released into the public domain"),
)  # fmt: skip

# As headings only: the MPL's own text names the GPL, and lists of bundled parts do too.
_refused = re.compile(
    r"^\W*GNU (AFFERO |LESSER |LIBRARY )?GENERAL PUBLIC LICENSE\W*$|Business Source License|Commons Clause"
    r"|Elastic License|Functional Source License|Server Side Public License|Creative Commons|Enterprise License"
    r"|Commercial License",
    re.IGNORECASE | re.MULTILINE,
)


def licence_of(text: str) -> str | None:
    """The licence that a text states first, None for one that is unknown or not permissive."""
    folded = re.sub(r"[ \t]*\n[ \t*#/]*", "\n", text)
    head = folded[:2000]
    if _refused.search(head):
        return None
    flat = re.sub(r"\s+", " ", folded)
    found = [(match.start(), name) for name, pattern in _permissive if (match := re.search(pattern, flat + " "))]
    if not found:
        return None
    first = min(start for start, _ in found)
    return next(name for start, name in found if start == first)


def licence_of_repository(texts: dict[str, str]) -> str | None:
    """From the licence files in the root, by name; `Apache-2.0, MIT` where there are several, be they a choice or not.

    None where no file is recognised.
    """
    names = {licence for text in texts.values() if (licence := licence_of(text))}
    return ", ".join(sorted(names)) or None
