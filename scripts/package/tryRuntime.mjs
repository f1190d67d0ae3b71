/**
 * Loads the model with the runtime of a staged folder, as its worker will; in a separate process, so that the library's
 * state and its memory end with it.
 *
 *   node scripts/package/tryRuntime.mjs <staged folder>
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const dir = path.resolve(process.argv[2] ?? '.');

/** The stage lies inside the repository, whose own node_modules would replace missing packages. */
function requireInside(/** @type {string} */ from, /** @type {string} */ name) {
  const require = createRequire(from);
  const found = require.resolve(name);
  assert(found.startsWith(dir + path.sep), `${name} is missing in ${dir}; Node went on to ${found}`);
  return { found, load: () => require(name) };
}

// As the host does before it starts the worker: see engine/workerHandle.ts.
process.env.ORT_DISABLE_TELEMETRY = '1';
process.env.ORT_TELEMETRY_DISABLED = '1';
const runtime = requireInside(path.join(dir, 'dist', 'worker.js'), 'onnxruntime-node');
requireInside(runtime.found, 'onnxruntime-common');
const { InferenceSession } = runtime.load();
const graphs = path.join(dir, 'model', 'onnx');
const graph = readdirSync(graphs).find((name) => name.endsWith('.onnx'));
assert(graph, `no .onnx file is in ${graphs}`);
const session = await InferenceSession.create(path.join(graphs, graph), { executionProviders: ['cpu'] });
await session.release();
