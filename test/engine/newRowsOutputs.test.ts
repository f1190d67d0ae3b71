import { expect, test } from 'vitest';
import './support/withoutTelemetry.js';
import { newRowsOf, outputsOf, withNewRows } from '../../src/engine/onnx/newRows.js';
import { graphOf, modelShape } from './support/embeddedModel.js';
import { toyGraph } from './support/toyGraph.js';
import { toyTokenizer } from './support/toyTokenizer.js';

test('the outputs of the embedded model are listed', () => {
  const names = outputsOf(graphOf()).map(({ name }) => name);
  expect(names.filter((name) => modelShape.presents.includes(name))).toEqual(modelShape.presents);
  expect(names).toContain('logits');
});

test('each output present.* gets a sibling new.*, and what was there stays', () => {
  const graph = toyGraph('model.onnx', { attention: 'concat' }, toyTokenizer([]))['model.onnx']!;
  const presents = ['present.0.key', 'present.0.value', 'present.1.key', 'present.1.value'];
  expect(outputsOf(withNewRows(graph)).map(({ name }) => name)).toEqual([
    'logits',
    ...presents,
    'new.0.key',
    'new.0.value',
    'new.1.key',
    'new.1.value',
  ]);
  expect(presents.map(newRowsOf)).toEqual(['new.0.key', 'new.0.value', 'new.1.key', 'new.1.value']);
});
