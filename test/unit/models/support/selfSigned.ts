import { generateKeyPairSync, sign } from 'node:crypto';

/** Distinguished encoding rules: a tag, the length, the content. */
function der(tag: number, ...content: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const length = body.length < 0x80 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: (Buffer | number[])[]): Buffer => der(0x30, ...content);
const objectId = (...bytes: number[]): Buffer => der(0x06, bytes);
const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));
const bits = (bytes: Buffer): Buffer => der(0x03, [0], bytes);

/** 1.2.840.10045.4.3.2 */
const ecdsaWithSha256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
/** 2.5.4.3 */
const commonName = objectId(0x55, 0x04, 0x03);
/** 2.5.29.17 */
const subjectAltName = objectId(0x55, 0x1d, 0x11);

/**
 * A key and a self-signed certificate (X.509 version 3, RFC 5280), valid until 2049. Generated each time, so that the
 * repository has no private key.
 */
export function selfSigned(host: string): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(host)))));
  const alternative = sequence(subjectAltName, der(0x04, sequence(der(0x82, Buffer.from(host)))));
  const body = sequence(
    der(0xa0, der(0x02, [2])),
    der(0x02, [1]),
    ecdsaWithSha256,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternative)),
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').match(/.{1,64}/g)!;
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}
