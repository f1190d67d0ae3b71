import { withNewRows } from '../../onnx/newRows.js';
import type { Runtime } from '../runtime.js';

/**
 * ONNX Runtime's native library.
 *
 * @throws Error of `require` if the system does not load it.
 */
export async function openNativeRuntime(): Promise<Runtime> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  return {
    kind: 'native',
    Tensor,
    open: ({ bytes, folder }, threads) =>
      InferenceSession.create(withNewRows(bytes), {
        executionProviders: ['cpu'],
        intraOpNumThreads: threads,
        graphOptimizationLevel: 'all',
        logSeverityLevel: silent,
        extra: {
          session: {
            intra_op: { allow_spinning: '0' },
            // Weights beside the graph are mapped from their files, which a graph in memory does not know where to find.
            ...(folder === undefined ? {} : { model_external_initializers_file_folder_path: folder }),
          },
        },
      }),
  };
}

/** Errors are thrown; nothing is to be written to the output of the editor's process. */
const silent = 4;
