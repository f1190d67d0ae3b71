"""A file's language, from its name alone."""

from pathlib import PurePosixPath

_endings = {
    "typescript": (".ts", ".tsx", ".mts", ".cts"),
    "javascript": (".js", ".jsx", ".mjs", ".cjs"),
    "python": (".py", ".pyi"),
    "go": (".go",),
    "rust": (".rs",),
    "java": (".java",),
    "kotlin": (".kt", ".kts"),
    "c": (".c", ".h"),
    "cpp": (".cc", ".cpp", ".cxx", ".hh", ".hpp", ".hxx"),
    "csharp": (".cs",),
    "css": (".css", ".scss", ".less"),
    "html": (".html", ".htm"),
    "vue": (".vue",),
    "svelte": (".svelte",),
    "shell": (".sh", ".bash", ".zsh"),
    "markdown": (".md", ".mdx"),
    "json": (".json", ".jsonc"),
    "yaml": (".yaml", ".yml"),
}

LANGUAGES = frozenset(_endings)

_by_ending = {ending: language for language, endings in _endings.items() for ending in endings}


def language_of(path: str) -> str | None:
    """None for a file of a language that the corpus does not take."""
    return _by_ending.get(PurePosixPath(path).suffix.lower())
