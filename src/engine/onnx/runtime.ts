import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as ort from 'onnxruntime-node';
import { withNewRows } from './newRows.js';

export { ort };

/**
 * transformers.js takes an ONNX runtime from here if there is one, instead of its bundled one. Ours is the same library; only
 * sessions are created from a graph that has the outputs of `withNewRows`.
 *
 * Must run before '@huggingface/transformers' is first imported.
 */
export function provideRuntime(): void {
  const runtime = { ...ort, InferenceSession: { create: createSession } };
  Object.assign(globalThis, { [Symbol.for('onnxruntime')]: runtime });
}

type SessionOptions = ort.InferenceSession.SessionOptions;

async function createSession(file: string, options: SessionOptions): Promise<ort.InferenceSession> {
  const graph = withNewRows(await readFile(file));
  // Weights beside the graph are still mapped from their files, which a graph in memory does not know where to find.
  const session = { model_external_initializers_file_folder_path: dirname(file), intra_op: { allow_spinning: '0' } };
  return ort.InferenceSession.create(graph, { ...options, extra: { session } });
}
