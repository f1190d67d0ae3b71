import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../src/editor/server/apiKeys.js';
import { address, Secrets } from './support.js';

describe('API keys', () => {
  it('gives a key only to the server that it was set for', async () => {
    const keys = new ApiKeys(new Secrets());
    await keys.set(address('https://team.example/v1'), 'sesame');
    const servers = [
      'https://team.example',
      'https://team.example/llm/v1/completions',
      'http://team.example',
      'https://team.example:8443',
      'https://other.example',
    ];
    expect(await Promise.all(servers.map((server) => keys.of(address(server))))).toEqual([
      'sesame',
      'sesame',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('removes a key when an empty one is set', async () => {
    const secrets = new Secrets();
    const keys = new ApiKeys(secrets);
    await keys.set(address('localhost:8080'), 'sesame');
    await keys.set(address('localhost:8080'), '');
    expect(secrets.values.size).toBe(0);
  });

  it('tells of a changed key, and not of other secrets', async () => {
    const secrets = new Secrets();
    const keys = new ApiKeys(secrets);
    let changes = 0;
    keys.onDidChange(() => changes++);
    await secrets.store('other', 'x');
    await keys.set(address('localhost:8080'), 'sesame');
    expect(changes).toBe(1);
  });
});
