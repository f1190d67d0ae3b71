import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { FakeAnswer, StreamedAnswer } from './answer.js';
import { faulty, type Fault } from './faults.js';

/** How answers are written; may be changed while the server runs. */
export interface Writing {
  fault?: Fault | undefined;
  /** Pause before an answer. */
  firstByteMs: number;
  /** Pause before each later part of a stream. */
  partMs: number;
  /** Number of bytes that are written at once: 1 cuts events, lines and characters anywhere. All if absent. */
  pieceBytes?: number | undefined;
}

/** Waits, but not for a connection that closes meanwhile. */
async function waitWhileOpen(response: ServerResponse, ms: number): Promise<void> {
  if (ms === 0 || response.destroyed) return;
  const closed = new AbortController();
  const abort = (): void => closed.abort();
  response.once('close', abort);
  // An aborted pause rejects: the connection is closed, which the caller sees.
  await pause(ms, undefined, { signal: closed.signal }).catch(() => undefined);
  response.off('close', abort);
}

async function writePieces(response: ServerResponse, text: string, pieceBytes: number | undefined): Promise<void> {
  const bytes = Buffer.from(text);
  const size = pieceBytes ?? bytes.length;
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    response.write(bytes.subarray(at, at + size));
    // Pieces of one turn would arrive as one.
    if (pieceBytes !== undefined) await nextTurn();
  }
}

async function writeStream(response: ServerResponse, answer: StreamedAnswer, writing: Writing): Promise<void> {
  const { fault } = writing;
  response.writeHead(answer.status, { 'content-type': answer.type });
  response.flushHeaders();
  for (const [i, part] of faulty(answer, fault).parts.entries()) {
    if (i > 0) {
      if (fault === 'silenceAfterStart') return;
      if (fault === 'broken') {
        response.destroy();
        return;
      }
      await waitWhileOpen(response, writing.partMs);
    }
    if (response.destroyed) return;
    await writePieces(response, part, writing.pieceBytes);
    // What was written must leave before a fault closes the connection.
    await nextTurn();
  }
  response.end();
}

/** Writes an answer and ends the response, unless the fault is to leave it open. */
export async function writeAnswer(response: ServerResponse, answer: FakeAnswer, writing: Writing): Promise<void> {
  if (writing.fault === 'silence') return;
  if (writing.fault === 'closed') {
    response.destroy();
    return;
  }
  await waitWhileOpen(response, writing.firstByteMs);
  if (response.destroyed) return;
  if ('parts' in answer) return writeStream(response, answer, writing);
  response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
}
