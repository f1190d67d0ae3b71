import type { Dialect, ServerOptions } from '../../core/server/serverOptions.js';
import type { ServerError } from '../../core/server/serverError.js';
import { type ServerErrorKind } from '../../core/server/serverError.js';
import { errorOfAnswer, errorOfContent, wrongPath } from '../http/answerErrors.js';
import type { ServerAnswer, ServerClient } from '../serverClient.js';
import { isOk, type DialectProbe, type OfferedModel } from './dialectProbe.js';
import { llamaCppProbe } from './llamaCppProbe.js';
import { ollamaProbe } from './ollamaProbe.js';
import { openaiProbe } from './openaiProbe.js';

const probes: Readonly<Record<Dialect, DialectProbe>> = {
  'llama.cpp': llamaCppProbe,
  ollama: ollamaProbe,
  openai: openaiProbe,
};

/** OpenAI's last: the others have its endpoints as well. */
const order: readonly Dialect[] = ['llama.cpp', 'ollama', 'openai'];

/** A server's dialect and models. */
export interface Detected {
  readonly dialect: Dialect;
  readonly probe: DialectProbe;
  readonly models: readonly OfferedModel[];
}

/** Of several refusals, the one that tells most. */
const telling: readonly ServerErrorKind[] = ['unauthorized', 'busy', 'loginPage', 'unreachable', 'refused', 'garbage'];

function errorOfMiss(miss: ServerAnswer, client: ServerClient): ServerError {
  const { host } = client.address;
  if (!isOk(miss)) return errorOfAnswer(miss, client.contextOf('', []));
  return miss.json === undefined ? errorOfContent(miss, host) : wrongPath(host);
}

function mostTelling(misses: readonly ServerAnswer[], client: ServerClient): ServerError {
  const errors = misses.map((miss) => errorOfMiss(miss, client));
  const found = telling.map((kind) => errors.find((error) => error.kind === kind)).find((error) => error !== undefined);
  return found ?? wrongPath(client.address.host);
}

/**
 * Finds a server's dialect, unless the settings name it, and its models.
 *
 * @throws ServerError
 */
export async function detect(client: ServerClient, options: ServerOptions, signal: AbortSignal): Promise<Detected> {
  const misses: ServerAnswer[] = [];
  for (const dialect of options.dialect ? [options.dialect] : order) {
    const probe = probes[dialect];
    const models = await probe.models(client, signal);
    if (!('status' in models)) return { dialect, probe, models };
    misses.push(models);
  }
  const error = mostTelling(misses, client);
  // A server may have the endpoint for completions alone, or fail to list its models.
  const dialect = options.dialect ?? client.address.dialect ?? (options.model === undefined ? undefined : 'openai');
  const hasName = options.model !== undefined || dialect === 'llama.cpp';
  if (dialect === undefined || !hasName || !['refused', 'wrongPath'].includes(error.kind)) throw error;
  return { dialect, probe: probes[dialect], models: [] };
}
