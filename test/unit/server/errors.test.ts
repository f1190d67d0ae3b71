import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { ServerError } from '../../../src/core/server/serverError.js';
import { connect } from '../../../src/server/connect.js';
import type { FakeKind } from '../../servers/fake/fakeServer.js';
import type { Fault } from '../../servers/fake/faults.js';
import { plainServer } from './support/plainServer.js';
import { chunksOf, connected, errorOf, fake, never, optionsFor, requestOf, until } from './support/servers.js';

const kinds: readonly FakeKind[] = ['llama.cpp', 'vllm', 'transformers', 'ollama'];
const model = 'inkling-30m';

/** The error of a completion after the connection was made. */
async function errorWith(kind: FakeKind, fault: Fault): Promise<ServerError> {
  const server = await fake({ kind, script: () => 'a b c d' });
  const { stream } = await connected(server.address, { model, silenceMs: 300, firstByteMs: 3000 });
  Object.assign(server.writing, { fault });
  return errorOf(chunksOf(stream(requestOf(), never)));
}

const faults: readonly (readonly [Fault, ServerError['kind'], string])[] = [
  ['unauthorized', 'unauthorized', 'requires an API key (401). Run "Inkling: Set Server API Key".'],
  ['busy', 'busy', 'is busy or still loading its model (503). Try again later.'],
  ['tooManyRequests', 'busy', 'is busy or still loading its model (429). Try again later.'],
  ['notFound', 'wrongPath', 'Check the port and the path in the setting "inkling.server.address".'],
  ['internalError', 'refused', "reports an internal error (500). See the server's log."],
  ['loginPage', 'loginPage', 'returned a web page instead of an answer. You may have to sign in'],
  ['redirect', 'loginPage', 'redirects to http://127.0.0.1'],
  ['garbage', 'garbage', "sent an answer that Inkling can't read."],
  ['garbageAfterStart', 'garbage', "sent an answer that Inkling can't read."],
  ['closed', 'unreachable', 'closed the connection without an answer (ECONNRESET).'],
  ['broken', 'brokenStream', 'ended in the middle of an answer.'],
  ['errorAfterStart', 'refused', 'reports an internal error (500'],
  ['silenceAfterStart', 'timeout', 'stopped in the middle of an answer and sent nothing for 1 s.'],
];

describe.each(kinds)('an answer of %s', (kind) => {
  it.each(faults)('fails by "%s" as %s, with the next step', async (fault, errorKind, text) => {
    if (fault === 'unauthorized' && (kind === 'transformers' || kind === 'ollama')) return;
    const error = await errorWith(kind, fault);
    expect(error.kind).toBe(errorKind);
    expect(error.message).toContain(text);
  });

  it('fails by an unknown model as such', async () => {
    const error = await errorWith(kind, 'unknownModel');
    // llama.cpp ignores the name of a model.
    expect(error.kind).toBe(kind === 'llama.cpp' ? 'wrongPath' : 'unknownModel');
  });
});

describe('an answer', () => {
  it('tells the numbers of a prompt that llama.cpp finds too long', async () => {
    const error = await errorWith('llama.cpp', 'overflow');
    expect(error).toMatchObject({ kind: 'contextOverflow', facts: { contextLength: 1024, promptTokens: 2048 } });
    expect(error.message).toMatch(/^The prompt has 2048 tokens, but the model on 127.0.0.1:\d+ reads at most 1024\./);
  });

  it('tells the numbers of a prompt that vLLM finds too long', async () => {
    const error = await errorWith('vllm', 'overflow');
    expect(error).toMatchObject({ kind: 'contextOverflow', facts: { contextLength: 1024 } });
  });

  it('tells how long a busy server asks to wait', async () => {
    expect((await errorWith('vllm', 'tooManyRequests')).facts).toEqual({ retryAfterMs: 2000 });
  });

  it('fails when no first byte comes in time', async () => {
    const server = await fake({ script: () => 'a b' });
    const { stream } = await connected(server.address, { firstByteMs: 1500 });
    Object.assign(server.writing, { fault: 'silence' });
    const error = await errorOf(chunksOf(stream(requestOf(), never)));
    expect(error.kind).toBe('timeout');
    expect(error.message).toContain('did not answer within 2 s. It may be loading the model or busy');
    await until(() => server.running === 0);
  });
});

describe('connecting', () => {
  it('fails where nothing listens', async () => {
    const server = await fake();
    const { host } = new URL(server.address);
    await server.close();
    const error = await errorOf(connect(optionsFor(host)));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toBe(
      `Nothing is listening at ${host}. Start the server, or check the setting "inkling.server.address".`,
    );
  });

  it('fails for a name that does not exist', async () => {
    const error = await errorOf(connect(optionsFor('http://nothing.invalid')));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toMatch(/^nothing\.invalid cannot be found \((?:ENOTFOUND|EAI_AGAIN)\)/);
  });

  it.each(['llama.cpp', 'vllm'] as const)(
    'fails without a key that %s requires, and with a wrong one',
    async (kind) => {
      const server = await fake({ kind, apiKey: 'sesame' });
      expect((await errorOf(connect(optionsFor(server.address)))).message).toMatch(/requires an API key \(401\)/);
      const wrong = await errorOf(connect(optionsFor(server.address, { apiKey: 'mellon' })));
      expect(wrong.kind).toBe('unauthorized');
      expect(wrong.message).toMatch(/rejects the API key \(401\)/);
    },
  );

  it.each([
    ['text/plain', 'Unauthorized'],
    ['text/html', '<html><body>401 Authorization Required</body></html>'],
    ['application/json', '{"error":"Unauthorized"}'],
    ['application/json', '{"error":{"message":"Invalid API Key","type":"authentication_error","code":401}}'],
  ])('recognizes a wrong key by the status, with %s', async (type, body) => {
    const host = await plainServer((_, response) => response.writeHead(401, { 'content-type': type }).end(body));
    expect((await errorOf(connect(optionsFor(host, { apiKey: 'mellon' })))).kind).toBe('unauthorized');
  });

  it.each(['llama.cpp', 'vllm', 'ollama'] as const)('names the models that %s has instead', async (kind) => {
    const models = ['qwen:7b', 'star:3b'];
    const server = await fake({ kind, models: kind === 'llama.cpp' ? models.slice(0, 1) : models });
    const error = await errorOf(connect(optionsFor(server.address, { model: 'nope' })));
    expect(error.kind).toBe('unknownModel');
    expect(error.message).toContain('doesn\'t have the model "nope". Choose one of these');
    expect(error.message).toContain('qwen:7b');
  });

  it('shows names of models without the links that a notification would make of them', async () => {
    const server = await fake({ models: ['[click](command:evil)', 'x'.repeat(1000)] });
    const { message } = await errorOf(connect(optionsFor(server.address, { model: 'nope' })));
    expect(message).toMatch(/: _click__command:evil_, x{80}$/);
  });

  it('fails for a server of another kind', async () => {
    const host = await plainServer((_, response) => response.writeHead(404).end('not here'));
    const error = await errorOf(connect(optionsFor(`${host}/v1`)));
    expect(error.kind).toBe('wrongPath');
    expect(error.message).toContain('answers, but not as an inference server that Inkling knows');
  });

  it('fails for a path that the server does not have', async () => {
    const server = await fake({ basePath: '/llm' });
    expect((await errorOf(connect(optionsFor(`127.0.0.1:${server.port}/other/v1`)))).kind).toBe('wrongPath');
  });

  it('follows no redirect: the key and the code go to no other host', async () => {
    const reached: string[] = [];
    const other = await plainServer((request, response) => {
      reached.push(request.url ?? '');
      response.end();
    });
    const location = `http://${other}/login?session=secret`;
    const host = await plainServer((_, response) => response.writeHead(307, { location }).end());
    const error = await errorOf(connect(optionsFor(host, { apiKey: 'sesame' })));
    expect(error.kind).toBe('loginPage');
    expect(error.message).toContain(`redirects to http://${other}, which Inkling doesn't follow.`);
    expect(reached).toEqual([]);
  });

  it('fails for a proxy’s login page in place of every answer', async () => {
    const page = '<!DOCTYPE html><html><body><form>Sign in</form></body></html>';
    const host = await plainServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
    expect((await errorOf(connect(optionsFor(host)))).kind).toBe('loginPage');
  });

  it('fails while llama.cpp loads its model', async () => {
    const body = '{"error":{"message":"Loading model","type":"unavailable_error","code":503}}';
    const host = await plainServer((_, response) =>
      response.writeHead(503, { 'content-type': 'application/json' }).end(body),
    );
    expect((await errorOf(connect(optionsFor(host)))).kind).toBe('busy');
  });

  it('fails for a gateway whose server is away', async () => {
    const host = await plainServer((_, response) => response.writeHead(502).end('Bad Gateway'));
    const error = await errorOf(connect(optionsFor(host)));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain(
      "is a gateway, and the inference server that it forwards to isn't responding (502).",
    );
  });

  it('fails for something that is not HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const error = await errorOf(connect(optionsFor(`127.0.0.1:${(server.address() as AddressInfo).port}`)));
    server.close();
    expect(error.kind).toBe('garbage');
    expect(error.message).toContain("doesn't answer in HTTP");
  });

  it.each([
    ['', 'Enter the address of your server'],
    [
      'http://ada:sesame@box',
      'must not have a user name or password. Remove them, and run "Inkling: Set Server API Key".',
    ],
    ['ftp://box', 'has to start with http:// or https://'],
    ['box?key=sesame', 'must not have a query'],
    ['my box', "isn't an address"],
  ])('fails at once for the address %j, without quoting it', async (address, text) => {
    const message = await connect(optionsFor(address)).catch((error: unknown) => String(error));
    expect(message).toContain(text);
    expect(message).not.toContain('sesame');
  });
});

/** A server of OpenAI's dialect that, once told, answers with the request itself. */
async function echoingServer(status: number): Promise<{ readonly host: string; readonly echo: () => void }> {
  let isEchoing = false;
  const host = await plainServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = `${JSON.stringify(request.headers)} ${Buffer.concat(chunks).toString()}`;
      response.setHeader('content-type', 'application/json');
      if (isEchoing)
        response.writeHead(status).end(JSON.stringify({ error: { message: asked, type: asked, param: asked } }));
      else if (request.method === 'GET') response.end('{"data":[{"id":"coder"}]}');
      else response.end('{"choices":[{"text":"x","finish_reason":"length"}]}');
    });
  });
  return { host, echo: () => (isEchoing = true) };
}

describe('the message of an error', () => {
  it.each([200, 400, 401, 403, 404, 405, 413, 422, 429, 500, 502, 503])(
    'has neither key, header nor code when the server echoes all of them with status %s',
    async (status) => {
      const { host, echo } = await echoingServer(status);
      const secrets = { apiKey: 'sesame', headers: { 'x-team': 'secret' }, dialect: 'openai' } as const;
      const { stream } = await connected(host, secrets);
      echo();
      const prompt = { kind: 'text', text: 'const private_code = 1;' } as const;
      const errors = [
        await errorOf(chunksOf(stream(requestOf({ prompt }), never))),
        await errorOf(connect(optionsFor(host, secrets))),
      ];
      for (const { message } of errors) expect(message).not.toMatch(/sesame|secret|private_code/);
    },
  );
});
