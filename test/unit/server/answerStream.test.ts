import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openaiProtocol } from '../../../src/core/server/dialects/openai.js';
import type { ServerChunk } from '../../../src/core/server/serverStream.js';
import { streamAnswer } from '../../../src/server/answerStream.js';
import { ServerClient } from '../../../src/server/serverClient.js';
import { plainServer } from './support/plainServer.js';
import { chunksOf, errorOf, never, optionsFor, requestOf } from './support/servers.js';

const sse = 'text/event-stream';
const event = (text: string, reason: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ text, finish_reason: reason }] })}\n\n`;

/** The chunks of an answer in OpenAI's dialect that a server writes as a test says. */
async function answered(type: string, write: (response: ServerResponse) => void): Promise<ServerChunk[]> {
  const host = await plainServer((_, response) => {
    response.writeHead(200, { 'content-type': type });
    write(response);
  });
  const client = await ServerClient.of(optionsFor(host));
  const abilities = { logprobs: true, extensions: true, usage: true };
  const source = { client, protocol: openaiProtocol, abilities, model: 'm', models: ['m'] };
  try {
    return await chunksOf(streamAnswer(source, requestOf(), never));
  } finally {
    client.dispose();
  }
}

const whole = [
  { text: 'a', tokens: [] },
  { text: 'b', tokens: [] },
  { text: '', tokens: [], end: 'limit' },
];

describe('an answer', () => {
  it('is read from one object where the server does not stream', async () => {
    const body = JSON.stringify({ choices: [{ text: 'ab', finish_reason: 'length' }], usage: { prompt_tokens: 3 } });
    expect(await answered('application/json', (response) => response.end(body))).toEqual([
      { text: 'ab', tokens: [], usage: { promptTokens: 3 } },
      { text: '', tokens: [], end: 'limit', usage: { promptTokens: 3 } },
    ]);
  });

  it('is complete after [DONE], although the server keeps the connection open', async () => {
    const chunks = await answered(sse, (response) =>
      response.write(`${event('a')}${event('b', 'length')}data: [DONE]\n\n`),
    );
    expect(chunks).toEqual(whole);
  });

  it('is complete after the reason for its end, although the connection breaks then', async () => {
    const chunks = await answered(sse, (response) => {
      response.write(`${event('a')}${event('b', 'length')}`, () => response.destroy());
    });
    expect(chunks).toEqual(whole);
  });

  it('is complete without the empty line after its last event', async () => {
    const body = `${event('a')}${event('b', 'length').trimEnd()}`;
    expect(await answered(sse, (response) => response.end(body))).toEqual(whole);
  });

  it('is read with line ends of Windows, comments that keep it alive, and other fields', async () => {
    const body = `: ping\n\n${event('a')}: ping\n\nevent: message\nid: 7\n${event('b', 'length')}`;
    expect(await answered(sse, (response) => response.end(body.replaceAll('\n', '\r\n')))).toEqual(whole);
  });

  it('is broken where it ends without a reason, although the connection ends in order', async () => {
    const error = await errorOf(answered(sse, (response) => response.end(event('a'))));
    expect(error.kind).toBe('brokenStream');
  });

  it('is broken where it is empty', async () => {
    expect((await errorOf(answered(sse, (response) => response.end()))).kind).toBe('brokenStream');
  });

  it('fails by the error that a server sends within it', async () => {
    const error = { error: { message: 'overloaded', type: 'overloaded_error', code: 529 } };
    const body = `${event('a')}data: ${JSON.stringify(error)}\n\n`;
    expect((await errorOf(answered(sse, (response) => response.end(body)))).kind).toBe('busy');
  });
});
