import { announce, otherBytes, status, type Behaviour } from '../../unit/models/support/behaviours.js';

/** A permanent fault of a hub, and the message that the user must get. */
export interface Fault {
  readonly what: string;
  /** The request at which the hub fails. */
  readonly at: string;
  readonly by: Behaviour;
  /** How often it fails. */
  readonly times: number;
  readonly says: RegExp;
}

const largeFile = 'GET cdn onnx/model_quantized.onnx';

/** Further ones, without an editor: test/unit/models/download.faults.test.ts. */
export const faults: readonly Fault[] = [
  {
    what: 'a model that is gone',
    at: 'HEAD config.json',
    by: status(404),
    times: 1,
    says: /\(404\): the model was renamed, moved or removed\. Choose another model/,
  },
  {
    what: 'a server that wants to be left alone',
    at: 'HEAD tokenizer.json',
    by: status(429, { 'retry-after': '3600' }),
    times: 1,
    says: /is busy \(429\)\. Try again in 60 min/,
  },
  {
    what: 'a server with a problem of its own',
    at: 'HEAD config.json',
    by: status(500),
    times: 6,
    says: /problem of its own \(500\)\. Try again later/,
  },
  {
    what: 'other bytes than announced',
    at: largeFile,
    by: otherBytes,
    times: 2,
    says: /its checksum is another one\. Nothing of it is used/,
  },
  {
    what: 'a lie about the length',
    at: 'HEAD tokenizer.json',
    by: announce(-100),
    times: 2,
    says: /as announced: it has \d+ bytes, not the \d+ announced.*Nothing of it is used/,
  },
];
