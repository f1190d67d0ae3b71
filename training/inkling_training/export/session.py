"""Runs exported graphs in Python."""

from pathlib import Path

import onnxruntime as ort


def open_session(graph: bytes | Path) -> ort.InferenceSession:
    """A session on the CPU whose threads sleep while they wait: spinning ones slow each other down on busy cores."""
    options = ort.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    source = str(graph) if isinstance(graph, Path) else graph
    return ort.InferenceSession(source, options, providers=["CPUExecutionProvider"])
