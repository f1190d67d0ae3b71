import type http from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

/** One question and what there is to answer it with. */
export interface Exchange {
  readonly request: http.IncomingMessage;
  readonly response: http.ServerResponse;
  /** Undefined for a file that there is not. */
  readonly content: Buffer | undefined;
  readonly headers: http.OutgoingHttpHeaders;
  /** Whether the healthy answer is a redirect to the storage of large files. */
  readonly isRedirect: boolean;
}

/** Answers one request to the hub. */
export type Behaviour = (exchange: Exchange) => void | Promise<void>;

/** The first byte that a Range header asks for; 0 if the part that the client has is of other content. */
function wantedFrom({ request, headers }: Exchange): number {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const condition = request.headers['if-range'];
  return condition === undefined || condition === headers.etag ? from : 0;
}

/** Status and headers of a good answer; returns the bytes to send. */
function begin(exchange: Exchange, from = wantedFrom(exchange)): Buffer {
  const { response, headers, content } = exchange;
  const rest = content!.subarray(from);
  const range = from > 0 ? { 'content-range': `bytes ${from}-${content!.length - 1}/${content!.length}` } : {};
  response.writeHead(from > 0 ? 206 : 200, { ...headers, ...range, 'content-length': rest.length });
  return rest;
}

/** Does what the hub does. */
export const healthy: Behaviour = (exchange) => {
  const { request, response, content, headers, isRedirect } = exchange;
  if (!content) return void response.writeHead(404, { ...headers, 'x-error-code': 'EntryNotFound' }).end();
  if (isRedirect) return void response.writeHead(302, headers).end();
  if (request.headers.range === 'bytes=0-0') {
    const range = { 'content-range': `bytes 0-0/${content.length}`, 'content-length': 1 };
    return void response.writeHead(206, { ...headers, ...range }).end(content.subarray(0, 1));
  }
  const from = wantedFrom(exchange);
  if (from > 0 && from >= content.length) return void response.writeHead(416, headers).end();
  const rest = begin(exchange, from);
  response.end(request.method === 'HEAD' ? undefined : rest);
};

/** Answers with a status and no content. */
export const status =
  (code: number, headers: http.OutgoingHttpHeaders = {}): Behaviour =>
  ({ response }) =>
    void response.writeHead(code, headers).end();

/** Sends some bytes, then the line is gone. */
export const dropAfter =
  (bytes: number): Behaviour =>
  (exchange) => {
    const rest = begin(exchange);
    exchange.response.write(rest.subarray(0, bytes), () => exchange.response.destroy());
  };

/** Drops the line without a word. */
export const hangUp: Behaviour = ({ response }) => void response.destroy();

/** Sends some bytes, then nothing, for ever. */
export const stallAfter =
  (bytes: number): Behaviour =>
  (exchange) =>
    void exchange.response.write(begin(exchange).subarray(0, bytes));

/** Never answers. */
export const silent: Behaviour = () => undefined;

/** Sends some bytes and ends as if that were all, without having said how many there would be. */
export const endAfter =
  (bytes: number): Behaviour =>
  (exchange) => {
    const { response, headers, content } = exchange;
    const from = wantedFrom(exchange);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${content!.length - 1}/${content!.length}` } : {};
    response.writeHead(from > 0 ? 206 : 200, { ...headers, ...range });
    response.end(content!.subarray(from, from + bytes));
  };

/** Says another number of bytes than it sends. */
export const announce =
  (difference: number): Behaviour =>
  ({ request, response, headers, content }) => {
    response.writeHead(200, { ...headers, 'content-length': content!.length + difference });
    if (request.method === 'HEAD') return void response.end();
    response.write(content, () => response.destroy());
  };

/** Sends as many bytes as announced, but others. */
export const otherBytes: Behaviour = (exchange) => {
  const rest = Buffer.from(begin(exchange));
  for (let i = 0; i < rest.length; i += 97) rest[i]! ^= 0xff;
  exchange.response.end(rest);
};

/** Sends everything, whatever part was asked for. */
export const ignoreRange: Behaviour = (exchange) => void exchange.response.end(begin(exchange, 0));

/** Sends more than it announced by its headers elsewhere. */
export const tooMuch: Behaviour = ({ response, headers, content }) =>
  void response.writeHead(200, headers).end(Buffer.concat([content!, content!]));

/** Goes on at the place asked for, but in another file than the one begun. */
export const otherVersion: Behaviour = (exchange) => {
  const { request, response, content } = exchange;
  const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
  const headers = { 'content-range': `bytes ${from}-${content!.length - 1}/${content!.length}`, etag: '"other"' };
  response.writeHead(206, headers).end(Buffer.alloc(content!.length - from, 7));
};

/** Sends to another address. */
export const redirectTo =
  (location: string): Behaviour =>
  ({ response }) =>
    void response.writeHead(302, { location }).end();

/** Sends slowly, a piece at a time. */
export const slowly =
  (pieceBytes: number, pauseMs: number): Behaviour =>
  async (exchange) => {
    const rest = begin(exchange);
    for (let at = 0; at < rest.length && !exchange.response.destroyed; at += pieceBytes) {
      exchange.response.write(rest.subarray(at, at + pieceBytes));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    exchange.response.end();
  };

/** Sends bytes without having said how many, up to a limit that no test should reach. */
export const endless: Behaviour = ({ request, response, headers }) => {
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return void response.end();
  Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(1 << 20, 7))).pipe(response);
};

/** Says nothing of the length. */
export const withoutLength: Behaviour = ({ request, response, headers, content }) => {
  response.writeHead(200, headers);
  response.end(request.method === 'HEAD' ? undefined : content);
};

/** Answers with other headers than the hub's beside the content. */
export const withHeaders =
  (changed: http.OutgoingHttpHeaders): Behaviour =>
  ({ request, response, headers, content }) =>
    void response.writeHead(200, { ...headers, ...changed }).end(request.method === 'HEAD' ? undefined : content);

/** Compresses the content, although it was asked not to. */
export const compressed: Behaviour = ({ request, response, headers, content }) => {
  const bytes = gzipSync(content!);
  response.writeHead(200, { ...headers, 'content-encoding': 'gzip', 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
};

/** Answers any question with a login page. */
export const loginPage =
  (type?: string, page = '\n<!DOCTYPE html>\n<html><body>Log in</body></html>'): Behaviour =>
  ({ request, response }) => {
    response.writeHead(200, type === undefined ? {} : { 'content-type': type });
    response.end(request.method === 'HEAD' ? undefined : page);
  };

/** Sends the rest of the content with a header that says something else of it. */
export const sayRange =
  (rangeOf: (from: number, total: number) => string): Behaviour =>
  (exchange) => {
    const { request, response, content, headers } = exchange;
    const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0]);
    response.writeHead(206, { ...headers, 'content-range': rangeOf(from, content!.length) });
    response.end(content!.subarray(from));
  };
