import { describe, expect, it } from 'vitest';
import { Consents } from '../../../../src/editor/server/consents.js';
import { address, memory } from './support.js';

describe('consents', () => {
  it('are not needed for this machine', () => {
    const consents = new Consents(memory());
    expect(['localhost:8080', '127.0.0.1', '[::1]:1'].map((text) => consents.allows(address(text)))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('hold for one scheme, host and port, and whatever its path is', async () => {
    const consents = new Consents(memory());
    await consents.grant(address('https://team.example/v1'));
    const servers = ['https://team.example/llm', 'http://team.example', 'https://team.example:8443', '192.168.1.2'];
    expect(servers.map((server) => consents.allows(address(server)))).toEqual([true, false, false, false]);
  });

  it('end when one is revoked, and others stay', async () => {
    const consents = new Consents(memory());
    for (const server of ['https://team.example', 'https://other.example']) await consents.grant(address(server));
    await consents.revoke(address('https://team.example'));
    expect(consents.allows(address('https://team.example'))).toBe(false);
    expect(consents.allows(address('https://other.example'))).toBe(true);
  });
});
