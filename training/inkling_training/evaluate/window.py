"""The part of a document that the editor sends: `src/core/prompt/window.ts` and `src/editor/cursorContext.ts`."""

BEFORE, AFTER, STEP = 12_000, 4_000, 4_096
_NEARBY = 2_000


def before_cursor(text: str) -> str:
    """The end of what stands before the cursor: its start moves in steps, then to the beginning of a line."""
    excess = max(0, len(text) - BEFORE - STEP)
    start = -(-excess // STEP) * STEP
    if start == 0:
        return text
    newline = text.find("\n", start)
    return text[newline + 1 :] if 0 <= newline - start < _NEARBY else text[start:]


def after_cursor(text: str) -> str:
    """What is left of the cursor's line and 4,000 characters after it."""
    newline = text.find("\n")
    return text[: (len(text) if newline < 0 else newline) + AFTER]
