"""What a run changes: weights, optimizer, samples taken, counts. One step of it, and its state to save and restore."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

import torch
from torch import Tensor, nn

from inkling_training.model import Model
from inkling_training.optimizer import Matrices, OptimizerOptions, make_optimizers, set_scale
from inkling_training.packing import collate
from inkling_training.precision import product_dtype
from inkling_training.processes import Processes
from inkling_training.samples.batches import Rows
from inkling_training.samples.sample import SampleMaker
from inkling_training.samples.workers import WorkerRows


@dataclass(frozen=True)
class TrainOptions:
    """Rows are of the model's context length; `rows` make a step, `micro_rows` a forward pass of one process."""

    section: ClassVar[str] = "train"
    seed: int = 1
    rows: int = 8
    micro_rows: int = 8
    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    compile: bool = True
    matrices: Matrices = "muon"
    muon_rate: float = 0.02
    adam_rate: float = 0.004
    momentum: float = 0.95
    weight_decay: float = 0.0
    muon_steps: int = 5
    warmup_tokens: int = 400_000
    average: float = 0.0
    """Factor of the running average of the weights, each step; 0 keeps none."""
    checkpoint_minutes: float = 10.0
    valid_tokens: int = 2_000_000
    """Training tokens between two validations."""
    valid_text_rows: int = 16
    valid_hole_rows: int = 48

    def __post_init__(self) -> None:
        if self.rows < 1 or self.micro_rows < 1:
            raise ValueError("rows and micro_rows must be at least 1")
        if not 0 <= self.average < 1:
            raise ValueError("average must be at least 0 and below 1")


class _Loss(nn.Module):
    """DistributedDataParallel wraps `forward` only."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, *arguments: Any) -> tuple[Tensor, Tensor]:
        return self.model.loss(*arguments)


class Trainer:
    """`take_step` is a training step; everything that it changes is in `state`."""

    def __init__(self, model: Model, maker: SampleMaker, options: TrainOptions, group: Processes) -> None:
        if options.rows % maker.options.streams or maker.options.streams % group.world:
            raise ValueError("rows must be a multiple of the streams, and the streams of the processes")
        self.options, self.group, self._maker = options, group, maker
        self._rows = self._make_rows(None)
        dtype = product_dtype(options.precision, group.device)
        self.model = model.to(group.device).prepare(dtype, options.compile)
        moving = OptimizerOptions(
            options.matrices,
            options.muon_rate,
            options.adam_rate,
            options.momentum,
            options.weight_decay,
            options.muon_steps,
        )
        self._optimizers = make_optimizers(model, moving, dtype)
        self._loss = group.wrap(_Loss(model))
        self.average = {name: p.detach().clone() for name, p in model.named_parameters()} if options.average else None
        self.step = self.tokens = self.warm_tokens = 0
        self.sample_seconds = 0.0

    def _make_rows(self, state: Mapping[int, tuple] | None) -> Rows | WorkerRows:
        place = (self.group.rank, self.group.world, state)
        workers = self._maker.options.workers
        return WorkerRows(self._maker, workers, *place) if workers else Rows(self._maker, *place)

    def close(self) -> None:
        """Ends the processes that make samples."""
        self._rows.close()

    def take_step(self, scale: float) -> Tensor:
        """One step at `scale` times the full rates; returns this process's mean loss in nats, a tensor without
        dimensions: who reads its value waits for the GPU, which could work on while the next rows are laid out."""
        context, device = self.model.options.context, self.group.device
        start = time.perf_counter()
        rows = self._rows.take(self.options.rows // self.group.world)
        micro = [
            collate(rows[i : i + self.options.micro_rows], context)
            for i in range(0, len(rows), self.options.micro_rows)
        ]
        self.sample_seconds += time.perf_counter() - start
        set_scale(self._optimizers, scale)
        total = torch.zeros((), device=device)
        for number, batch in enumerate(micro):
            weights = batch.weights(len(rows) * context, self._maker.options.suffix_weight)
            if self.group.world > 1:
                self._loss.require_backward_grad_sync = number == len(micro) - 1
            loss, _ = self._loss(*batch.inputs(weights, device), context)
            loss.backward()
            total += loss.detach()
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        if self.average is not None:
            torch._foreach_lerp_(
                list(self.average.values()), [p.detach() for p in self.model.parameters()], 1 - self.options.average
            )
        self.step += 1
        self.tokens += self.options.rows * context
        self.warm_tokens += self.options.rows * context
        return total

    @property
    def state_shape(self) -> dict[str, Any]:
        return asdict(self.model.options)

    def state(self) -> dict[str, Any]:
        """All processes must call it together."""
        return {
            "model": self.model.state_dict(),
            "model_options": self.state_shape,
            "optimizers": [optimizer.state_dict() for optimizer in self._optimizers],
            "average": self.average,
            "samples": self.group.gather(self._rows.state),
            "step": self.step,
            "tokens": self.tokens,
            "warm_tokens": self.warm_tokens,
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Rates are those of the options, not of the state, so that a later run may change them."""
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self._optimizers, state["optimizers"], strict=True):
            groups = [dict(group) for group in optimizer.param_groups]
            optimizer.load_state_dict(saved)
            for group, kept in zip(optimizer.param_groups, groups, strict=True):
                group.update({name: value for name, value in kept.items() if name != "params"})
        if self.average is not None:
            source = state["average"] or state["model"]
            self.average = {name: source[name].to(self.group.device).clone() for name in self.average}
        self._rows.close()
        self._rows = self._make_rows(state["samples"])
        self.step, self.tokens, self.warm_tokens = state["step"], state["tokens"], state["warm_tokens"]

    def averaged(self) -> "_Averaged":
        """A context in which the model has the averaged weights."""
        return _Averaged(self.model, self.average)


class _Averaged:
    def __init__(self, model: Model, average: Mapping[str, Tensor] | None) -> None:
        self._model, self._average = model, average or {}

    def __enter__(self) -> None:
        self._swap()

    def __exit__(self, *_: object) -> None:
        self._swap()

    def _swap(self) -> None:
        with torch.no_grad():
            for name, parameter in self._model.named_parameters():
                if name in self._average:
                    kept = parameter.clone()
                    parameter.copy_(self._average[name])
                    self._average[name].copy_(kept)
