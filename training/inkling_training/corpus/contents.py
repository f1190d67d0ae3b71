"""What a text itself says against a file, and the two changes that a text goes through."""

import re
import zlib

from inkling_training.corpus.options import CorpusOptions
from inkling_training.special import spells_special

_generated = re.compile(
    r"@generated|\bcode generated\b|auto-?generated|automatically generated|this file (was|is) generated"
    r"|generated (by|from|with|using|automatically)\b|\bdo not (edit|modify)\b|don't edit",
    re.IGNORECASE,
)

_secret = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{22,}"
    r"|\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10,}|\bsk-(ant-|proj-)?[A-Za-z0-9_-]{32,}|\b[rs]k_live_[A-Za-z0-9]{16,}"
    r"|\bAIza[\w-]{35}|\bnpm_[A-Za-z0-9]{36}\b|\bpypi-[\w-]{50,}|\bSG\.[\w-]{22}\.[\w-]{43}|\bhf_[A-Za-z]{34}\b"
    r"|\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}"
)
# The expression costs a millisecond a file, the search for these words a few microseconds.
_secret_words = (
    *("PRIVATE KEY", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox"),
    *("sk-", "k_live_", "AIza", "npm_", "pypi-", "SG.", "hf_", ".eyJ"),
)
_password = re.compile(r"https?://[^/\s:@]{3,}:[^/\s:@]{12,}@")

# Base64, hexadecimal dumps: nothing that anyone types.
_base64_length = 160
_base64 = re.compile(rf"[A-Za-z0-9+/=]{{{_base64_length}}}")
_dump_bytes = 24
_dump = re.compile(rf"(0x[0-9a-fA-F]{{2,8}},\s*){{{_dump_bytes}}}|(\\x[0-9a-fA-F]{{2}}){{{_dump_bytes}}}")

_licence_word = re.compile(r"copyright|licen[sc]e|spdx", re.IGNORECASE)
# A docstring that only mentions a licence says what the module does.
_licence_text = re.compile(r"permission is hereby granted|redistribution and use|licensed under", re.IGNORECASE)
_header = re.compile(
    r"(?P<kept>\A(#![^\n]*\n)?(#[^\n]*coding[:=][^\n]*\n)?(//[ \t]*@ts-check[^\n]*\n)?)\s*"
    r"(?P<comment>/\*[\s\S]*?\*/|(//[^\n]*(\n|\Z))+|(#(?!!)[^\n]*(\n|\Z))+|<!--[\s\S]*?-->"
    r"|\"\"\"[\s\S]*?\"\"\")\s*"
)


def decode(content: bytes) -> str | None:
    """UTF-8 with `\\n` as line end and no byte-order mark; None for anything else."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return None if "\r" in text or "\0" in text else text


def without_licence_header(text: str) -> str:
    """Takes off the comments at the top as long as they speak of a licence; an interpreter line stays."""
    while match := _header.match(text):
        comment = match["comment"]
        if not (_licence_text if comment.startswith('"') else _licence_word).search(comment):
            break
        text = match["kept"] + text[match.end() :]
    return text


def refused_text(text: str, language: str, options: CorpusOptions) -> str | None:
    """Why a text is left out, None where it is not."""
    size = len(text.encode("utf-8"))
    if size < options.min_bytes:
        return "too small"
    if size > options.max_bytes:
        return "too large"
    lines = text.split("\n")
    if max(map(len, lines)) > options.max_line:
        return "long line"
    if len(text) / len(lines) > options.max_mean_line and language != "markdown":
        return "long lines on average"
    if (size - len(text)) / size > options.max_non_ascii:
        return "not in English"
    if spells_special(text):
        return "spells a special token"
    letters = sum(map(str.isalpha, text)) + text.count(" ") + text.count("\n") + text.count("\t")
    if letters / len(text) < options.min_letters_or_blanks:
        return "mostly figures and signs"
    if _generated.search(text[:1500]):
        return "generated"
    if _holds_secret(text):
        return "secret"
    if _holds_encoded_data(text, lines):
        return "encoded data"
    if size > 4000 and len(zlib.compress(text.encode("utf-8"), 1)) / size < 0.08:
        return "repeats itself"
    return None


def _holds_secret(text: str) -> bool:
    if any(word in text for word in _secret_words) and _secret.search(text):
        return True
    return "@" in text and _password.search(text) is not None


def _holds_encoded_data(text: str, lines: list[str]) -> bool:
    if any(len(line) >= _base64_length and _base64.search(line) for line in lines):
        return True
    return (text.count("0x") >= _dump_bytes or text.count("\\x") >= _dump_bytes) and _dump.search(text) is not None
