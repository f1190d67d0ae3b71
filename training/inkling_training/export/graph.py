"""Writes an ONNX graph node by node: no tracing, no optimizer, so the file holds exactly what is written here."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
OPSET = 17
IR_VERSION = 9

Dim = int | str


class GraphBuilder:
    """Collects nodes, constants, inputs and outputs; names of values are given or made up."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, shape: Sequence[Dim], kind: int = TensorProto.FLOAT) -> str:
        """Declares an input; a dimension that is a text has any size."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, shape: Sequence[Dim], kind: int = TensorProto.FLOAT) -> None:
        """Declares that the value `name` is an output."""
        self._outputs.append(helper.make_tensor_value_info(name, kind, shape))

    def constant(self, name: str, value: np.ndarray) -> str:
        """Stores an array once under its name."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def integers(self, *values: int) -> str:
        """A constant int64 vector."""
        return self.constant("integers_" + "_".join(map(str, values)), np.array(values, np.int64))

    def integer(self, value: int) -> str:
        """A constant int64 scalar."""
        return self.constant(f"integer_{value}", np.array(value, np.int64))

    def node(
        self, kind: str, inputs: Sequence[str], outputs: Sequence[str], domain: str = "", **attributes: Any
    ) -> None:
        """Adds a node whose output names are given; '' leaves out an optional input or output."""
        made = helper.make_node(kind, inputs, outputs, name=f"{kind}_{len(self._nodes)}", domain=domain, **attributes)
        self._nodes.append(made)

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Adds a node with one output and returns that output's name."""
        output = f"{kind.lower()}_{len(self._nodes)}"
        self.node(kind, inputs, [output], domain, **attributes)
        return output

    def model(self) -> onnx.ModelProto:
        """The graph so far as a model."""
        graph = helper.make_graph(
            self._nodes, "inkling", self._inputs, self._outputs, initializer=list(self._constants.values())
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, producer_name="inkling", opset_imports=opsets, ir_version=IR_VERSION)
