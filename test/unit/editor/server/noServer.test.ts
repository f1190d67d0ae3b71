import { describe, expect, it } from 'vitest';
import type { ReadyEngine } from '../../../../src/core/engines/engineRouter.js';
import type { CompletionRequest } from '../../../../src/core/request.js';
import type { Completion } from '../../../../src/core/result.js';
import { noServer } from '../../../../src/editor/server/noServer.js';

const completion = { text: 'items' } as Completion;
const request = { prefix: 'for (const item of ' } as CompletionRequest;

describe('no server', () => {
  it('lets the built-in engine answer every request', async () => {
    const builtIn: ReadyEngine = {
      ready: () => Promise.resolve(),
      complete: () => Promise.resolve(completion),
      step: () => Promise.resolve(undefined),
    };
    const { router, view, choice, modelName } = noServer(builtIn);
    await router.ready();
    expect(await router.complete(request)).toBe(completion);
    expect({ ...view, choice, modelName }).toEqual({
      ...{ chosen: 'builtIn', choice: 'builtIn', modelName: undefined },
      ...{ state: { kind: 'off' }, isLocal: false, isWorking: false },
    });
  });

  it('fails when it is asked to connect', async () => {
    const { server } = noServer({} as ReadyEngine);
    await expect(server.ready()).rejects.toThrow('There is no server to connect to.');
  });
});
