import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerAddress } from '../../../../src/core/server/serverAddress.js';

const baseOf = (text: string): unknown => {
  const address = parseServerAddress(text);
  return typeof address === 'string' ? address : address.base;
};

describe('parseServerAddress', () => {
  it.each([
    'http://box:8080',
    'http://box:8080/',
    'http://box:8080//',
    ' http://box:8080 ',
    'HTTP://Box:8080',
    'http://box:8080/v1',
    'http://box:8080/v1/',
    'http://box:8080/v1/completions',
    'http://box:8080/v1/chat/completions',
    'http://box:8080/v1/models',
    'http://box:8080/completion',
    'http://box:8080/completions/',
    'http://box:8080/infill',
    'http://box:8080/api',
    'http://box:8080/api/',
    'http://box:8080/api/generate',
    'http://box:8080/api/tags',
    'box:8080',
    'box:8080/v1',
    'box:8080/infill',
  ])('reduces %j to the base of all endpoints', (text) => {
    expect(baseOf(text)).toBe('http://box:8080');
  });

  it.each([
    ['https://team.example/llm/v1', 'https://team.example/llm'],
    ['https://team.example/llm/', 'https://team.example/llm'],
    ['team.example/llm/api/generate', 'https://team.example/llm'],
    // A path that only looks like an endpoint's end.
    ['https://team.example/my-v1', 'https://team.example/my-v1'],
    ['https://team.example/v1/team', 'https://team.example/v1/team'],
  ])('keeps the path prefix of %j', (text, base) => {
    expect(baseOf(text)).toBe(base);
  });

  it.each([
    ['localhost', 'http://localhost'],
    ['localhost:11434', 'http://localhost:11434'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['192.168.0.7:8080', 'http://192.168.0.7:8080'],
    ['10.1.2.3', 'http://10.1.2.3'],
    ['172.31.0.1', 'http://172.31.0.1'],
    ['100.101.102.103', 'http://100.101.102.103'],
    ['gpu-box', 'http://gpu-box'],
    ['gpu.local:8000', 'http://gpu.local:8000'],
    ['box:443', 'http://box:443'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['::1', 'http://[::1]'],
    ['fd00::7', 'http://[fd00::7]'],
    ['[2001:db8::7]:8080', 'https://[2001:db8::7]:8080'],
    ['team.example', 'https://team.example'],
    ['team.example:8443', 'https://team.example:8443'],
    ['172.32.0.1', 'https://172.32.0.1'],
    ['8.8.8.8', 'https://8.8.8.8'],
    ['http://8.8.8.8', 'http://8.8.8.8'],
    ['https://localhost:8080', 'https://localhost:8080'],
    // Not the internet's `localhost`.
    ['localhost.example', 'https://localhost.example'],
    ['127.0.0.1.example', 'https://127.0.0.1.example'],
  ])('uses HTTP for %j only if it is on this machine or its network', (text, base) => {
    expect(baseOf(text)).toBe(base);
  });

  it.each([
    ['0.0.0.0:8000', 'http://127.0.0.1:8000'],
    ['http://[::]:8000', 'http://[::1]:8000'],
  ])('connects to this machine for %j, the address that a server listens at', (text, base) => {
    expect(baseOf(text)).toBe(base);
  });

  it.each([
    ['localhost:8080', true],
    ['a.localhost', true],
    ['127.8.8.8', true],
    ['[::1]', true],
    ['[::ffff:127.0.0.1]', true],
    ['0.0.0.0', true],
    ['192.168.0.7', false],
    ['gpu-box', false],
    ['localhost.example', false],
    ['team.example', false],
  ])('tells whether %j is this machine', (text, isLocal) => {
    expect(parseServerAddress(text)).toMatchObject({ isLocal });
  });

  it.each([
    ['http://box/infill', 'llama.cpp'],
    ['http://box/completion', 'llama.cpp'],
    ['http://box/v1/completions', 'openai'],
    ['http://box/api/generate', 'ollama'],
    ['http://box/v1', undefined],
    ['http://box', undefined],
  ])('reads the dialect of the endpoint %j', (text, dialect) => {
    const address = parseServerAddress(text);
    expect(typeof address === 'string' ? address : address.dialect).toBe(dialect);
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['ftp://box', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['http://', 'invalid'],
    ['my server', 'invalid'],
    ['box:99999', 'invalid'],
    ['https://ada:secret@team.example/v1', 'credentials'],
    ['ada@team.example', 'credentials'],
    ['https://team.example/v1?key=secret', 'query'],
  ])('refuses %j', (text, problem) => {
    expect(parseServerAddress(text)).toBe(problem);
  });

  it('gives a base that parses to itself, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.string()), (text) => {
        const address = parseServerAddress(text);
        if (typeof address === 'string') return;
        expect(parseServerAddress(address.base)).toMatchObject({ base: address.base, host: address.host });
      }),
    );
  });
});
