import { open } from 'node:fs/promises';
import type { HttpResponse } from './http.js';

/** An answer that is a web page, such as a login or an error page, instead of a file. */
export class WebPage extends Error {
  override readonly name = 'WebPage';

  constructor(readonly host: string) {
    super(`${host} answered with a web page.`);
  }
}

/** A body that came compressed, so that neither its length nor its parts are those of the file. */
export class Compressed extends Error {
  override readonly name = 'Compressed';

  constructor(readonly host: string) {
    super(`${host} compresses files.`);
  }
}

const sniffedBytes = 512;

/**
 * Checks by an answer's headers that its body is a file as it is.
 *
 * @throws WebPage or Compressed.
 */
export function requireFile({ url, headers }: HttpResponse): void {
  if (/^\s*(text\/html|application\/xhtml\+xml)/i.test(headers['content-type'] ?? '')) throw new WebPage(url.host);
  if (!/^(?:identity)?$/i.test((headers['content-encoding'] ?? '').trim())) throw new Compressed(url.host);
}

/**
 * Whether a file's first bytes are those of a web page. A graph (a protocol buffer) and JSON never begin with `<`;
 * weights may begin with any byte, so that there more of the page's beginning has to match.
 */
export function looksLikeWebPage(path: string, head: Buffer): boolean {
  const text = head
    .subarray(0, sniffedBytes)
    .toString('latin1')
    .replace(/^(\xef\xbb\xbf)?\s*/, '');
  return /\.(json|onnx)$/.test(path) ? text.startsWith('<') : /^<(!doctype|html|head|body|\?xml|!--)/i.test(text);
}

/** The first bytes of a file, as many as tell what it is. */
export async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
