"""One process or several under torchrun: who am I, which device, and what all must agree on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as distributed
from torch import nn


@dataclass(frozen=True)
class Processes:
    """This process's `rank` among `world`, and its device."""

    rank: int
    world: int
    device: torch.device

    def wrap(self, module: nn.Module) -> nn.Module:
        """The module with its gradients averaged over all processes."""
        if self.world == 1:
            return module
        return nn.parallel.DistributedDataParallel(module)

    def agree(self, value: float) -> float:
        """The value of process 0: clocks and signals differ, decisions must not."""
        if self.world == 1:
            return value
        shared = torch.tensor([value], dtype=torch.float64, device=self.device)
        distributed.broadcast(shared, 0)
        return shared.item()

    def any(self, flag: bool) -> bool:
        """Whether it is true in any process."""
        if self.world == 1:
            return flag
        shared = torch.tensor([float(flag)], device=self.device)
        distributed.all_reduce(shared, distributed.ReduceOp.MAX)
        return shared.item() > 0

    def gather(self, value: dict[Any, Any]) -> dict[Any, Any]:
        """The dictionaries of all processes in one."""
        if self.world == 1:
            return value
        every: list[Any] = [None] * self.world
        distributed.all_gather_object(every, value)
        return {key: item for one in every for key, item in one.items()}


@contextmanager
def processes() -> Iterator[Processes]:
    """Joins the group that torchrun's environment names: nccl on GPUs, one each, else gloo."""
    world, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
        torch.cuda.set_device(device)
    if world == 1:
        yield Processes(rank, world, device)
        return
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Processes(rank, world, device)
    finally:
        distributed.destroy_process_group()
