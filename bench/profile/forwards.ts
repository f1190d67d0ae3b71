import * as ort from 'onnxruntime-node';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { complete } from '../../src/engine/worker/complete.js';
import { longTasks } from '../cases/coldTasks.js';
import { loadEmbedded } from '../cases/prompts.js';
import { cacheFolder } from '../paths.js';
import { operatorTimes, type OperatorTimes } from './operators.js';
import { sessionPrototype } from './sessions.js';
import { Stopwatch } from './stopwatch.js';

const promptLength = 256;
const maxTokens = 96;
const minTokens = 32;
/** Of which the first is used. */
const texts = 4;
const folder = join(cacheFolder, 'runtime-profile');

type Create = (graph: Buffer, options: ort.InferenceSession.SessionOptions) => Promise<ort.InferenceSession>;

/** Loads the embedded model with the runtime's profiler. */
async function loadProfiled() {
  const sessions: ort.InferenceSession[] = [];
  const create = ort.InferenceSession.create.bind(ort.InferenceSession) as Create;
  const profiled: Create = async (graph, options) => {
    const session = await create(graph, { ...options, enableProfiling: true, profileFilePrefix: join(folder, 'run') });
    sessions.push(session);
    return session;
  };
  Object.assign(ort.InferenceSession, { create: profiled });
  try {
    const loaded = await loadEmbedded();
    return { loaded, session: sessions[0]! };
  } finally {
    Object.assign(ort.InferenceSession, { create });
  }
}

/** Profiles the forward: decodes one text, and adds up the times of the operators in its steps. */
export async function profileForwards(): Promise<OperatorTimes> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const runs = new Stopwatch();
  runs.watch(sessionPrototype, 'run', 'run');
  const { loaded, session } = await loadProfiled();
  const [task] = await longTasks(loaded, { count: texts, promptLength, minTokens, maxTokens });
  // The text was decoded once already, to check its length: its prompt is in the cache.
  let beforeDecoding: number | undefined;
  await complete(loaded, task!.request!, {
    cancelled: () => false,
    now: () => performance.now(),
    onText: () => (beforeDecoding ??= runs.calls('run')),
  });
  session.endProfiling();
  await loaded.dispose();
  return operatorTimes(join(folder, readdirSync(folder)[0]!), beforeDecoding!);
}
