import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ServerError } from '../../../src/core/server/serverError.js';
import type { Dialect } from '../../../src/core/server/serverOptions.js';
import recordedLlama from '../../servers/fake/recorded/llamaCpp.json';
import recordedOllama from '../../servers/fake/recorded/ollama.json';
import recordedVllm from '../../servers/fake/recorded/vllm.json';
import { llamaCppProtocol } from '../../../src/core/server/dialects/llamaCpp.js';
import { ollamaProtocol } from '../../../src/core/server/dialects/ollama.js';
import { openaiProtocol } from '../../../src/core/server/dialects/openai.js';
import { streamAnswer } from '../../../src/server/answerStream.js';
import { ServerClient } from '../../../src/server/serverClient.js';
import { plainServer } from './support/plainServer.js';
import { chunksOf, never, optionsFor, requestOf } from './support/servers.js';

const protocols = { 'llama.cpp': llamaCppProtocol, openai: openaiProtocol, ollama: ollamaProtocol };
const sse = (event: unknown): string => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`;
const recorded: Readonly<Record<Dialect, string>> = {
  'llama.cpp': recordedLlama.stream.events.map(sse).join(''),
  openai: recordedVllm.stream.events.map(sse).join(''),
  ollama: recordedOllama.stream.events.map((event) => `${JSON.stringify(event)}\n`).join(''),
};
const types = ['text/event-stream', 'application/x-ndjson', 'application/json', 'text/plain', ''];

/** A recorded body with a part cut out and other bytes in its place. */
const damaged = (body: string): fc.Arbitrary<Buffer> =>
  fc.tuple(fc.nat(body.length), fc.nat(40), fc.uint8Array({ maxLength: 20 })).map(([at, length, bytes]) => {
    const whole = Buffer.from(body);
    return Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + length)]);
  });

it.each(['llama.cpp', 'openai', 'ollama'] as const)(
  'gives an answer or an error for the user, whatever bytes a server of the dialect %s sends',
  async (dialect) => {
    let body: Buffer = Buffer.alloc(0);
    let type = '';
    const host = await plainServer((_, response) => response.writeHead(200, { 'content-type': type }).end(body));
    const client = await ServerClient.of(optionsFor(host));
    const abilities = { logprobs: true, extensions: true, usage: true };
    const source = { client, protocol: protocols[dialect], abilities, model: 'm', models: ['m'] };
    const bodies = fc.oneof(
      damaged(recorded[dialect]),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(...types), async (bytes, contentType) => {
        body = bytes;
        type = contentType;
        const result = await chunksOf(streamAnswer(source, requestOf(), never)).catch((error: unknown) => error);
        if (Array.isArray(result)) expect(result.at(-1)).toHaveProperty('end');
        else expect(result).toBeInstanceOf(ServerError);
      }),
    );
    client.dispose();
  },
);
