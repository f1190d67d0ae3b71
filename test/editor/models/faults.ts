import { announce, otherBytes, status, type Behaviour } from '../../unit/models/support/behaviours.js';

/** A permanent fault of a hub, and the message that the user must get. */
export interface Fault {
  readonly what: string;
  /** The request at which the hub fails. */
  readonly at: string;
  readonly by: Behaviour;
  /** Number of failures. */
  readonly times: number;
  readonly says: RegExp;
}

const largeFile = 'GET cdn onnx/model_quantized.onnx';

/** Further ones, without an editor: test/unit/models/download.faults.test.ts. */
export const faults: readonly Fault[] = [
  {
    what: 'a model that was removed',
    at: 'HEAD config.json',
    by: status(404),
    times: 1,
    says: /\(404\)\. The model may have been renamed, moved, or removed\. Choose another model/,
  },
  {
    what: 'a server that limits requests',
    at: 'HEAD tokenizer.json',
    by: status(429, { 'retry-after': '3600' }),
    times: 1,
    says: /is busy \(429\)\. Try again in 60 min/,
  },
  {
    what: 'a server error',
    at: 'HEAD config.json',
    by: status(500),
    times: 6,
    says: /reports a server error \(500\)\. Try again later/,
  },
  {
    what: 'a wrong checksum',
    at: largeFile,
    by: otherBytes,
    times: 2,
    says: /its checksum doesn't match\. It was not used/,
  },
  {
    what: 'a wrong length',
    at: 'HEAD tokenizer.json',
    by: announce(-100),
    times: 2,
    says: /as expected: it has \d+ bytes, not the \d+ announced\. It was not used/,
  },
];
