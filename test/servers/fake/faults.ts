import { replayed, type FakeAnswer, type StreamedAnswer } from './answer.js';
import type { FakeDialect } from './dialect.js';
import type { Served } from './served.js';

/** Ways to fail before the answer. */
export type RefusedFault =
  | 'unauthorized'
  | 'unknownModel'
  | 'overflow'
  | 'busy'
  | 'tooManyRequests'
  | 'notFound'
  | 'internalError'
  | 'loginPage'
  | 'redirect'
  | 'garbage';

/** Ways to fail in or instead of an answer. */
export type ConnectionFault =
  /** The connection closes before any answer. */
  | 'closed'
  /** No answer ever. */
  | 'silence'
  /** The connection closes after the first part. */
  | 'broken'
  /** Nothing after the first part. */
  | 'silenceAfterStart'
  /** No JSON after the first part. */
  | 'garbageAfterStart'
  /** An event with an error after the first part. */
  | 'errorAfterStart';

export type Fault = RefusedFault | ConnectionFault;

const html = 'text/html; charset=utf-8';
const loginPage =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form method="post">…</form></body></html>\n';

const refused: Record<RefusedFault, (dialect: FakeDialect, served: Served) => FakeAnswer> = {
  unauthorized: ({ unauthorized }) => replayed(unauthorized),
  unknownModel: ({ unknownModel }) => replayed(unknownModel),
  overflow: (dialect, served) => dialect.overflow(served),
  busy: ({ busy }) => replayed(busy),
  tooManyRequests: () => ({
    status: 429,
    type: 'application/json',
    headers: { 'retry-after': '2' },
    body: '{"error":{"message":"Rate limit reached","type":"rate_limit_error","code":429}}',
  }),
  notFound: () => ({
    status: 404,
    type: html,
    body: '<html><body><center><h1>404 Not Found</h1></center></body></html>',
  }),
  internalError: () => ({ status: 500, type: 'text/plain; charset=utf-8', body: 'Internal Server Error' }),
  // As captive portals and single sign-on do: 200, and a page in place of the answer.
  loginPage: () => ({ status: 200, type: html, body: loginPage }),
  redirect: () => ({ status: 302, type: html, body: '', headers: { location: '/login?next=%2F' } }),
  garbage: () => ({ status: 200, type: 'application/json', body: '\u0000\u0001{{{ not JSON' }),
};

/** The answer of a fault that is known before the request is read. */
export function refusal(fault: Fault | undefined, dialect: FakeDialect, served: Served): FakeAnswer | undefined {
  return fault !== undefined && fault in refused ? refused[fault as RefusedFault](dialect, served) : undefined;
}

/** A stream with the fault after its first part. */
export function faulty(answer: StreamedAnswer, fault: Fault | undefined): StreamedAnswer {
  const isLines = answer.type.includes('ndjson');
  const [first = ''] = answer.parts;
  if (fault === 'garbageAfterStart') return { ...answer, parts: [first, isLines ? '{{{\n' : 'data: {{{\n\n'] };
  if (fault !== 'errorAfterStart') return answer;
  const error = { error: { code: 500, message: 'The decoder failed', type: 'server_error' } };
  const part = isLines ? '{"error":"The decoder failed"}\n' : `data: ${JSON.stringify(error)}\n\n`;
  return { ...answer, parts: [first, part] };
}
