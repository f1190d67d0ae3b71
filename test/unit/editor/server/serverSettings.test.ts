import { describe, expect, it } from 'vitest';
import { ApiKeys } from '../../../../src/editor/server/apiKeys.js';
import { Consents } from '../../../../src/editor/server/consents.js';
import { ServerSettings } from '../../../../src/editor/server/serverSettings.js';
import type { Settings } from '../../../../src/editor/settings.js';
import { address, memory, Secrets } from './support.js';

const defaults: Readonly<Record<string, unknown>> = {
  engine: 'server',
  'server.address': 'https://team.example/v1',
  'server.model': '',
  'server.template': 'auto',
  'server.dialect': 'auto',
  'server.headers': {},
  'server.certificateFile': '',
  'server.timeout': 30,
};

function serverSettings(values: Readonly<Record<string, unknown>> = {}) {
  const consents = new Consents(memory());
  const keys = new ApiKeys(new Secrets());
  const all = { ...defaults, ...values };
  const settings = { get: (key: string) => all[key] } as unknown as Settings;
  return { consents, keys, server: new ServerSettings(settings, keys, consents) };
}

describe('the settings of a server', () => {
  it('gives no options for a server on another machine without consent', async () => {
    const { consents, server } = serverSettings();
    expect(server.choice).toBe('builtIn');
    await expect(server.options()).rejects.toThrow(/not allowed it to send code/);
    await consents.grant(address('https://team.example'));
    expect(server.choice).toBe('server');
    expect(await server.options()).toMatchObject({ address: 'https://team.example/v1', headers: {} });
    await consents.revoke(address('https://team.example'));
    expect(server.choice).toBe('builtIn');
    await expect(server.options()).rejects.toThrow(/not allowed it to send code/);
  });

  it('needs no consent for this machine, and gives the key of the server', async () => {
    const { keys, server } = serverSettings({ 'server.address': 'localhost:8080', 'server.timeout': 2 });
    await keys.set(address('localhost:8080'), 'sesame');
    await keys.set(address('https://team.example'), 'other');
    const options = await server.options();
    expect(options).toMatchObject({ apiKey: 'sesame', firstByteMs: 2000, silenceMs: 2000 });
    expect(Object.keys(options)).not.toContain('model');
  });

  it('leaves out what is to be found out, and has what is set', async () => {
    const set = { 'server.model': 'large', 'server.template': 'qwen', 'server.dialect': 'ollama' };
    const { server } = serverSettings({ ...set, 'server.address': 'localhost' });
    expect(await server.options()).toMatchObject({ model: 'large', template: 'qwen', dialect: 'ollama' });
  });

  it('says that an address is not usable, and lets the built-in engine answer', () => {
    const { server } = serverSettings({ 'server.address': 'https://me:secret@team.example' });
    expect(server.choice).toBe('builtIn');
    expect(server.problem?.message).toMatch(/user name or password/);
    expect(server.problem?.message).not.toContain('secret');
  });

  it('is no problem while the built-in engine is chosen', () => {
    const { server } = serverSettings({ engine: 'builtIn', 'server.address': '' });
    expect(server.problem).toBeUndefined();
  });

  it('refuses a certificate file without an absolute path', async () => {
    const { server } = serverSettings({ 'server.address': 'localhost', 'server.certificateFile': 'ca.pem' });
    await expect(server.options()).rejects.toThrow(/absolute path/);
  });
});
