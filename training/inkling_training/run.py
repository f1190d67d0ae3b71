"""The loop of a run: steps, and between them reports, validations and checkpoints."""

import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from inkling_training.checkpoint import save_checkpoint
from inkling_training.curves import append_row, draw, read_rows
from inkling_training.processes import Processes
from inkling_training.schedule import ActiveTime, Length, rate_scale
from inkling_training.trainer import Trainer
from inkling_training.validation import ValidationSet, evaluate

REPORT_STEPS = 20


@dataclass(frozen=True)
class Plan:
    """A run: how long, where from, and whether the rate falls over its last `decay` (0: not at all)."""

    folder: Path
    length: Length
    decay: float = 0.0
    init: Path | None = None
    fresh: bool = False
    """Whether a decay may begin without a checkpoint."""

    @property
    def run(self) -> Path:
        return self.folder / "run"

    @property
    def checkpoint(self) -> Path:
        return self.run / ("decay.pt" if self.decay else "checkpoint.pt")

    @property
    def curve(self) -> Path:
        return self.run / ("final.tsv" if self.decay else "curve.tsv")


def say(group: Processes, text: str) -> None:
    if group.rank == 0:
        print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


class Run:
    """One run of a trainer, by a plan."""

    def __init__(
        self, plan: Plan, trainer: Trainer, clock: ActiveTime, before: int, sets: Sequence[ValidationSet], sizes: Tensor
    ) -> None:
        self.plan, self.trainer, self.clock, self.before = plan, trainer, clock, before
        self.sets, self.sizes = sets, sizes
        self.stopped = False

    def go(self) -> dict[str, float]:
        """Until the run's length is reached, or a signal comes. Returns the last validation."""
        previous = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            result = self._steps()
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
        if self.plan.decay and self._progress() >= 1 and self.trainer.group.rank == 0:
            self.plan.checkpoint.replace(self.plan.run / "final.pt")
        say(self.trainer.group, f"{'stopped' if self.stopped else 'done'} at {self.trainer.tokens / 1e6:.3f} M tokens")
        return result

    def _steps(self) -> dict[str, float]:
        trainer, group = self.trainer, self.trainer.group
        every, step_tokens = trainer.options.valid_tokens, trainer.options.rows * trainer.model.options.context
        saved, result = self.clock.seconds, {}
        losses: list[Tensor] = []
        report = _Report(trainer)
        while (progress := self._progress()) < 1 and not group.any(self.stopped):
            scale = rate_scale(trainer.warm_tokens, trainer.options.warmup_tokens, progress, self.plan.decay)
            start = time.perf_counter()
            losses.append(trainer.take_step(scale))
            self.clock.add(time.perf_counter() - start)
            report.add(losses[-1], scale, progress)
            if trainer.tokens // every != (trainer.tokens - step_tokens) // every:
                result = self._validate(losses)
                losses = []
            if group.agree(self.clock.seconds) - saved > 60 * trainer.options.checkpoint_minutes:
                self._save()
                saved = self.clock.seconds
        self._save()
        return self._validate(losses) if losses and not self.stopped else result

    def _progress(self) -> float:
        share = self.plan.length.progress(self.clock.seconds, self.trainer.tokens - self.before)
        return self.trainer.group.agree(share)

    def _stop(self, *_: object) -> None:
        if self.stopped:
            sys.exit(1)
        self.stopped = True

    def _save(self) -> None:
        state = self.trainer.state() | {"run_seconds": self.clock.seconds, "tokens_before": self.before}
        if self.trainer.group.rank == 0:
            save_checkpoint(self.plan.checkpoint, state)

    def _validate(self, losses: list[Tensor]) -> dict[str, float]:
        """A line of the curve; only process 0 works, the others wait at the next step."""
        trainer = self.trainer
        if trainer.group.rank > 0:
            return {}
        start = time.perf_counter()
        row: dict[str, float] = {
            "tokens": trainer.tokens,
            "minutes": self.clock.seconds / 60,
            "train": torch.stack(losses).mean().item(),
        }
        row |= evaluate(trainer.model, self.sets, self.sizes, trainer.options.micro_rows)
        if trainer.average is not None:
            with trainer.averaged():
                figures = evaluate(trainer.model, self.sets, self.sizes, trainer.options.micro_rows)
            row |= {f"average_{name}": value for name, value in figures.items()}
        self._write(row)
        self.clock.seconds += min(300.0, time.perf_counter() - start)
        return row

    def _write(self, row: Mapping[str, float]) -> None:
        curve = self.plan.curve
        constant = self.plan.run / "curve.tsv"
        if self.plan.decay and not self.plan.fresh and not curve.is_file() and constant.is_file():
            curve.write_bytes(constant.read_bytes())
        append_row(curve, row)
        columns = read_rows(curve)
        millions = [tokens / 1e6 for tokens in columns["tokens"]]
        series = {name.removeprefix("valid_")[:-4]: columns[name] for name in row if name.endswith("_bpb")}
        draw(curve.with_suffix(".svg"), millions, series, "tokens, millions", "bits per byte")
        shown = "  ".join(f"{name} {value:.4f}" for name, value in row.items() if name.endswith(("_nats", "_bpb")))
        say(self.trainer.group, f"valid {shown}")


class _Report:
    """A line every few steps."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._begin()

    def _begin(self) -> None:
        self._start, self._tokens, self._losses = time.perf_counter(), self._trainer.tokens, []
        self._trainer.sample_seconds = 0.0

    def add(self, loss: Tensor, scale: float, progress: float) -> None:
        trainer = self._trainer
        self._losses.append(loss)
        if trainer.step % REPORT_STEPS:
            return
        mean = torch.stack(self._losses).mean().item()
        spent = time.perf_counter() - self._start
        say(
            trainer.group,
            f"step {trainer.step}  {trainer.tokens / 1e6:.3f} M tokens  {progress:6.1%}  "
            f"loss {mean:.4f}  rate × {scale:.3f}  "
            f"{(trainer.tokens - self._tokens) / spent:.0f} tokens/s  samples {trainer.sample_seconds / spent:.1%}",
        )
        self._begin()
