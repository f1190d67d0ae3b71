import { describe, expect, it } from 'vitest';
import { EngineRouter, type EngineChoice } from '../../../../src/core/engines/engineRouter.js';
import { UserError } from '../../../../src/core/errors.js';
import type { CompleteOptions } from '../../../../src/core/completionEngine.js';
import type { CompletionRequest } from '../../../../src/core/request.js';
import type { Completion, StepChoice } from '../../../../src/core/result.js';
import type { ServerInfo, ServerState } from '../../../../src/core/server/serverInfo.js';
import { completionOf, suggestionRequestAt, sure } from '../../support/scripted.js';

const info: ServerInfo = {
  ...{ dialect: 'openai', host: 'localhost:1', isLocal: true, model: 'm', models: ['m'], template: 'qwen' },
  ...{ fillsInTheMiddle: true, hasLogprobs: true },
};
const ready: ServerState = { kind: 'ready', info };
const failed = (retryAtMs?: number): ServerState => ({
  ...{ kind: 'failed', host: 'localhost:1', error: new UserError('gone') },
  ...(retryAtMs === undefined ? {} : { retryAtMs }),
});

const { context, request } = suggestionRequestAt('x = ‸');
const asked = request(context);

type Answer = (options: CompleteOptions) => Promise<Completion | undefined>;

/** Answers with a text that names it, or as told: which engine answered is all that matters here. */
class NamedEngine {
  readonly requests: CompletionRequest[] = [];
  connections = 0;
  constructor(
    private readonly name: string,
    public state: ServerState = { kind: 'off' },
    private readonly answer: Answer = () => Promise.resolve(completionOf(sure(name))),
  ) {}
  ready(): Promise<ServerInfo> {
    this.connections++;
    return this.state.kind === 'failed' ? Promise.reject(this.state.error) : Promise.resolve(info);
  }
  complete(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    this.requests.push(request);
    return this.answer(options);
  }
  step(): Promise<StepChoice | undefined> {
    return Promise.resolve({ logits: Float32Array.of(this.name.length), tokens: [] });
  }
}

function routerOf(choice: EngineChoice, state: ServerState, answer?: Answer) {
  const builtIn = new NamedEngine('built-in');
  const server = new NamedEngine('server', state, answer);
  const router = new EngineRouter({ builtIn, server, choice: () => choice, now: () => 1000 });
  return { builtIn, server, router };
}

const textOf = async (completion: Promise<Completion | undefined>): Promise<string | undefined> =>
  (await completion)?.text;

const hanging: Answer = ({ signal }) =>
  new Promise((resolve) => signal!.addEventListener('abort', () => resolve(undefined)));

describe('EngineRouter', () => {
  it.each([
    ['builtIn', ready, 'built-in', 'built-in', undefined],
    ['server', ready, 'server', 'server', undefined],
    ['both', ready, 'server', 'built-in', 'server'],
    ['server', { kind: 'off' }, 'built-in', 'built-in', undefined],
    ['server', { kind: 'connecting', host: 'h' }, 'built-in', 'built-in', undefined],
    ['server', failed(2000), 'built-in', 'built-in', undefined],
    ['both', failed(2000), 'built-in', 'built-in', undefined],
  ] as const)('asks the right engine with %s when the server is %o', async (choice, state, best, atOnce, later) => {
    const { router } = routerOf(choice, state);
    expect([
      await textOf(router.complete(asked)),
      await textOf(router.completeAtOnce(asked)),
      await textOf(router.completeLater(asked)),
    ]).toEqual([best, atOnce, later]);
    expect((await router.step(asked))!.logits[0]).toBe(best.length);
  });

  it('never touches the server with builtIn', async () => {
    const { router, server } = routerOf('builtIn', { kind: 'off' });
    await router.ready();
    for (const call of ['complete', 'completeAtOnce', 'completeLater', 'step'] as const) await router[call](asked);
    expect([server.connections, server.requests]).toEqual([0, []]);
  });

  it.each([
    ['is off', { kind: 'off' }, 1],
    ['is connecting', { kind: 'connecting', host: 'h' }, 0],
    ['waits for its next try', failed(1001), 0],
    ['is due for its next try', failed(1000), 1],
    ['does not try by itself', failed(), 0],
  ] as const)('connects as needed when the server %s', async (_, state, connections) => {
    const { router, server } = routerOf('server', state);
    expect(await textOf(router.complete(asked))).toBe('built-in');
    expect(server.connections).toBe(connections);
  });

  it('waits for the built-in model only while the server is not connected', async () => {
    for (const [state, waits] of [
      [ready, 0],
      [failed(), 1],
    ] as const) {
      const { router, builtIn } = routerOf('server', state);
      await router.ready();
      expect(builtIn.connections).toBe(waits);
    }
  });

  it('falls back to the built-in engine when the server fails', async () => {
    for (const fail of [() => Promise.reject(new UserError('gone')), () => Promise.resolve(undefined)]) {
      const { router, server } = routerOf('server', ready, () => {
        server.state = failed();
        return fail();
      });
      expect(await textOf(router.complete(asked))).toBe('built-in');
    }
  });

  it('falls back when the server refuses a request and stays connected', async () => {
    const { router } = routerOf('server', ready, () => Promise.reject(new UserError('too long')));
    expect(await textOf(router.complete(asked))).toBe('built-in');
  });

  it('does not fall back when the server was overtaken or the request cancelled', async () => {
    const { router: overtaken } = routerOf('server', ready, () => Promise.resolve(undefined));
    expect(await textOf(overtaken.complete(asked))).toBeUndefined();
    const cancel = new AbortController();
    const { router, server, builtIn } = routerOf('server', ready, (options) => {
      server.state = failed();
      return hanging(options);
    });
    const answer = router.complete(asked, { signal: cancel.signal });
    cancel.abort();
    expect(await answer).toBeUndefined();
    expect(builtIn.requests).toEqual([]);
  });

  it('ends a request to one engine when a newer one goes to the other', async () => {
    const { router, server } = routerOf('server', ready, hanging);
    const older = router.complete(asked);
    server.state = failed();
    expect(await textOf(router.complete(asked))).toBe('built-in');
    expect(await older).toBeUndefined();
  });

  it('throws errors that are bugs', async () => {
    const { router } = routerOf('server', ready, () => Promise.reject(new TypeError('bug')));
    await expect(router.complete(asked)).rejects.toThrow('bug');
  });

  it('returns nothing later when the server fails with both', async () => {
    const { router } = routerOf('both', ready, () => Promise.reject(new UserError('gone')));
    expect(await router.completeLater(asked)).toBeUndefined();
  });
});
