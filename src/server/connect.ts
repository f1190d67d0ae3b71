import { t } from '@vscode/l10n';
import { withoutUndefined, jsonList, jsonNumber, jsonObject } from '../core/server/dialects/json.js';
import { ServerError } from '../core/server/serverError.js';
import type { ServerInfo } from '../core/server/serverInfo.js';
import type { ServerOptions } from '../core/server/serverOptions.js';
import { streamAnswer } from './answerStream.js';
import type { ConnectParts, ServerConnection } from './connection.js';
import { errorOfContent, unknownModel } from './http/answerErrors.js';
import { detect, type Detected } from './probe/detect.js';
import { isOk, type ModelFacts, type OfferedModel } from './probe/dialectProbe.js';
import { ServerClient } from './serverClient.js';

const never = new AbortController().signal;

/** Whether a name that the user entered is a model's: the last part of a path is enough. */
const isNamed = ({ id, aliases = [] }: OfferedModel, name: string): boolean =>
  id === name || aliases.includes(name) || id.split(/[\\/]/).pop() === name;

function chosenModel({ models, dialect }: Detected, options: ServerOptions, client: ServerClient): OfferedModel {
  const { model: name } = options;
  const ids = models.map(({ id }) => id);
  if (name === undefined || name === '') {
    const [first] = models;
    if (first) return first;
    // llama.cpp has one model, whatever a request names.
    if (dialect === 'llama.cpp') return { id: '' };
    throw new ServerError(
      'unknownModel',
      t('{0} offers no model. Load or download one on the server.', client.address.host),
    );
  }
  const found = models.find((model) => isNamed(model, name));
  // llama.cpp ignores the name; the others refuse one that they do not have, or know more than they list.
  if (!found && dialect === 'llama.cpp' && ids.length > 0) throw unknownModel(client.contextOf(name, ids));
  return found ?? { id: name };
}

function infoOf(client: ServerClient, detected: Detected, examined: ModelFacts & { model: string }): ServerInfo {
  const { host, isLocal } = client.address;
  const { model, fillsInTheMiddle, hasLogprobs, contextLength } = examined;
  return withoutUndefined<ServerInfo>({
    dialect: detected.dialect,
    host,
    isLocal,
    model,
    models: detected.models.map(({ id }) => id),
    contextLength,
    template: fillsInTheMiddle ? 'server' : 'none',
    fillsInTheMiddle,
    hasLogprobs,
  });
}

async function tokensOf(
  client: ServerClient,
  asked: { path: string; json: object },
  signal: AbortSignal,
): Promise<readonly number[]> {
  const answer = await client.ask(asked.path, signal, asked.json);
  if (!isOk(answer)) throw client.refusal(answer, client.contextOf('', []));
  const list = jsonList(jsonObject(answer.json).tokens);
  // llama.cpp sends objects if asked for the pieces, and numbers otherwise.
  const ids = list.map((token) => jsonNumber(token) ?? jsonNumber(jsonObject(token).id));
  if (list.length === 0 || ids.includes(undefined)) throw errorOfContent(answer, client.address.host);
  return ids.filter((id) => id !== undefined);
}

/**
 * Connects to a server: finds its protocol, models and abilities by probing.
 *
 * @throws ServerError, UserError for settings that are not usable, or the signal's reason.
 */
export async function connect(
  options: ServerOptions,
  { signal = never }: ConnectParts = {},
): Promise<ServerConnection> {
  const client = await ServerClient.of(options);
  try {
    const detected = await detect(client, options, signal);
    const model = chosenModel(detected, options, client);
    const models = detected.models.map(({ id }) => id);
    const facts = await detected.probe.examine({ client, signal, model, models });
    const { tokenize, abilities } = facts;
    const source = { client, protocol: detected.probe.protocol, abilities, model: model.id, models };
    return {
      info: infoOf(client, detected, { ...facts, model: model.id }),
      stream: (request, streamSignal) => streamAnswer(source, request, streamSignal),
      ...(tokenize && { tokenize: (text, textSignal = never) => tokensOf(client, tokenize(text), textSignal) }),
      dispose: () => client.dispose(),
    };
  } catch (error) {
    client.dispose();
    throw error;
  }
}

/**
 * The models that a server offers, in its order.
 *
 * @throws as `connect`.
 */
export async function listModels(
  options: ServerOptions,
  { signal = never }: ConnectParts = {},
): Promise<readonly string[]> {
  const client = await ServerClient.of(options);
  try {
    const { models } = await detect(client, options, signal);
    return models.map(({ id }) => id);
  } finally {
    client.dispose();
  }
}
