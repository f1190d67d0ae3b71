"""What the section [corpus] of a config file says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from inkling_training.corpus.languages import LANGUAGES

DEFAULT_MIX = {
    "typescript": 0.385,
    "javascript": 0.095,
    "python": 0.34,
    "go": 0.03,
    "rust": 0.025,
    "java": 0.022,
    "kotlin": 0.008,
    "c": 0.01,
    "cpp": 0.015,
    "csharp": 0.015,
    "css": 0.01,
    "html": 0.004,
    "vue": 0.01,
    "svelte": 0.005,
    "shell": 0.006,
    "markdown": 0.012,
    "json": 0.005,
    "yaml": 0.003,
}


@dataclass(frozen=True)
class CorpusOptions:
    """`mix` holds shares of `megabytes` by language; a language of which there is less gives all it has."""

    section: ClassVar[str] = "corpus"

    seed: int
    megabytes: float
    mix: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_MIX))
    #: Takes only these of the list; empty for all.
    only: tuple[str, ...] = ()
    #: No repository gives more of one language than this, nor more than this part of the language's share.
    repository_megabytes: float = 5.0
    repository_share: float = 0.15
    min_bytes: int = 150
    max_bytes: int = 100_000
    max_line: int = 1_000
    max_mean_line: float = 100.0
    min_letters_or_blanks: float = 0.45
    max_non_ascii: float = 0.1
    keep_tests: float = 0.4
    keep_licence_headers: float = 0.1
    #: Jaccard similarity of 5-token shingles from which a file counts as a copy.
    near_duplicate: float = 0.75
    #: Whole repositories that no other split contains.
    valid_repositories: tuple[str, ...] = ()
    valid_files_share: float = 0.01
    valid_files_most: int = 500

    def __post_init__(self) -> None:
        unknown = [language for language in self.mix if language not in LANGUAGES]
        if unknown:
            raise ValueError(f"mix names {', '.join(unknown)}; known are {', '.join(sorted(LANGUAGES))}")
        if abs(sum(self.mix.values()) - 1) > 0.001:
            raise ValueError(f"the shares of mix must sum to 1, not {sum(self.mix.values()):.3f}")
        if self.megabytes <= 0:
            raise ValueError("megabytes must be more than 0")
        if not 0 < self.near_duplicate <= 1:
            raise ValueError("near_duplicate must be more than 0 and at most 1")

    def budgets(self) -> Mapping[str, int]:
        """Bytes by language."""
        return {language: int(share * self.megabytes * 1e6) for language, share in self.mix.items()}

    def most_bytes(self, language: str) -> float:
        """What one repository may give of a language."""
        return min(self.repository_megabytes * 1e6, self.repository_share * self.budgets()[language])
