import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../src/server/connect.js';
import { trustOf } from '../../../src/server/http/trust.js';
import { selfSigned } from '../../servers/fake/selfSigned.js';
import { plainServer } from './support/plainServer.js';
import { connected, errorOf, fake, optionsFor } from './support/servers.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkling-certificates-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fileWith(certificate: string): Promise<string> {
  const file = join(folder, 'server.pem');
  await writeFile(file, certificate);
  return file;
}

describe('a server with a self-signed certificate', () => {
  it('is refused, with the setting that trusts it', async () => {
    const server = await fake({ tls: true });
    const error = await errorOf(connect(optionsFor(server.address)));
    expect(error.kind).toBe('certificate');
    expect(error.message).toMatch(
      /isn't trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)\..* enter its path in the setting "inkling\.server\.certificateFile"/,
    );
    expect(server.requests).toEqual([]);
  });

  it('is trusted with its certificate in a file', async () => {
    const server = await fake({ tls: true });
    const certificateFile = await fileWith(server.certificate!);
    expect((await connected(server.address, { certificateFile })).info.dialect).toBe('llama.cpp');
  });

  it('is trusted when certificates are not checked, as VS Code’s setting says', async () => {
    const server = await fake({ tls: true });
    expect((await connected(server.address, { strictTls: false })).info.dialect).toBe('llama.cpp');
  });

  it('is refused with another certificate in the file', async () => {
    const server = await fake({ tls: true });
    const certificateFile = await fileWith(selfSigned().certificate);
    expect((await errorOf(connect(optionsFor(server.address, { certificateFile })))).kind).toBe('certificate');
  });

  it('is refused after its time', async () => {
    const tls = selfSigned('20210101000000Z');
    const host = await plainServer((_, response) => response.end(), { tls });
    const certificateFile = await fileWith(tls.certificate);
    const error = await errorOf(connect(optionsFor(`https://${host}`, { certificateFile })));
    expect(error.kind).toBe('certificate');
    expect(error.message).toContain("has expired or isn't valid yet (CERT_HAS_EXPIRED). Renew it on the server");
  });

  // The certificate is for 127.0.0.1 and localhost; only Linux and Windows have the other addresses of the loopback.
  it.skipIf(process.platform === 'darwin')('is refused under another name', async () => {
    const tls = selfSigned();
    const host = await plainServer((_, response) => response.end(), { tls, host: '127.0.0.2' });
    const certificateFile = await fileWith(tls.certificate);
    const error = await errorOf(connect(optionsFor(`https://${host}`, { certificateFile })));
    expect(error.kind).toBe('certificate');
    expect(error.message).toContain('is for another name. Enter the name that the certificate has');
  });
});

describe('a server without TLS', () => {
  it('is refused for an https address, with the advice to use http', async () => {
    const server = await fake();
    const error = await errorOf(connect(optionsFor(server.address.replace('http:', 'https:'))));
    expect(error.kind).toBe('certificate');
    expect(error.message).toContain("If the server doesn't use HTTPS, enter its address with http://");
  });
});

describe('a server with TLS', () => {
  it('is refused for an http address, with the advice to check the scheme', async () => {
    const server = await fake({ tls: true });
    const error = await errorOf(connect(optionsFor(server.address.replace('https:', 'http:'))));
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain('whether its address starts with http:// or https://');
  });
});

describe('trustOf', () => {
  it('keeps the certificates of Node and the system beside those of the file', async () => {
    const certificateFile = await fileWith(selfSigned().certificate);
    const { ca } = await trustOf(optionsFor('box', { certificateFile }));
    expect(ca!.length).toBeGreaterThan(50);
  });

  it('leaves the certificates to VS Code without a file', async () => {
    expect(await trustOf(optionsFor('box'))).toEqual({ rejectUnauthorized: true });
  });

  it('fails for a file that is missing or has no certificate', async () => {
    const missing = await errorOf(trustOf(optionsFor('box', { certificateFile: join(folder, 'missing.pem') })));
    expect(missing.message).toContain('missing.pem has no certificate in PEM format that Inkling can read.');
    const certificateFile = await fileWith(selfSigned().key);
    expect((await errorOf(trustOf(optionsFor('box', { certificateFile })))).kind).toBe('certificate');
  });

  it('fails when the file is cut', async () => {
    const { certificate } = selfSigned();
    const certificateFile = await fileWith(certificate.slice(0, certificate.length / 2));
    const error = await errorOf(connect(optionsFor('https://127.0.0.1:1', { certificateFile })));
    expect(error.kind).toBe('certificate');
  });
});
