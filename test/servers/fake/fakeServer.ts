import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { FakeAnswer } from './answer.js';
import { replayed } from './answer.js';
import type { FakeDialect } from './dialect.js';
import { refusal, type Fault } from './faults.js';
import { llamaCpp } from './llamaCpp.js';
import { ollama } from './ollama.js';
import { selfSigned, type SelfSigned } from './selfSigned.js';
import type { FakeScript, SeenRequest, Served } from './served.js';
import { Slots } from './slots.js';
import { transformers } from './transformers.js';
import { vllm } from './vllm.js';
import { writeAnswer, type Writing } from './writeAnswer.js';

const dialectsByKind = { 'llama.cpp': llamaCpp, vllm, transformers, ollama };

export type FakeKind = keyof typeof dialectsByKind;

/** Options of a fake server; all may be left out. */
export interface FakeServerOptions extends Partial<Writing> {
  /** `llama.cpp` if absent. */
  readonly kind?: FakeKind;
  /** The recorded answer is replayed if absent. */
  readonly script?: FakeScript;
  /** `inkling-30m` if absent. */
  readonly models?: readonly string[];
  /** In tokens; 1024 if absent. */
  readonly contextLength?: number;
  readonly specialTokens?: readonly string[];
  /** Whether the model has a template for text after the cursor, for Ollama. */
  readonly fillsSuffix?: boolean;
  /** No key is needed if absent. */
  readonly apiKey?: string;
  /** Number of requests for text that are answered at once; the others wait. No limit if absent. */
  readonly slots?: number;
  /** Path before all others, as of a proxy: `/llm`. */
  readonly basePath?: string;
  /** A free one if absent. */
  readonly port?: number;
  /** Whether to speak TLS with a self-signed certificate. */
  readonly tls?: boolean;
  /** Whether faults are limited to requests for text. */
  readonly faultsInAnswersOnly?: boolean;
}

/** The marks of the built-in model. */
const markTokens = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<|file|>', '<|endoftext|>'];

/**
 * A server on loopback that answers as real servers were seen to, quirk by quirk. A double, because real ones need
 * gigabytes or minutes to build; `npm run test:servers` asks a real one.
 */
export class FakeServer {
  /** All requests, in order. */
  readonly requests: SeenRequest[] = [];
  /** How answers are written; may be changed at any time. */
  readonly writing: Writing;
  /** Number of connections so far. */
  connections = 0;
  /** Number of requests whose connection closed before the end of the answer, by either side. */
  cancelled = 0;
  /** Number of requests that are being answered or wait for a slot. */
  running = 0;

  private readonly dialect: FakeDialect;
  private readonly served: Served;
  private readonly slots: Slots;
  private readonly tls: SelfSigned | undefined;
  private readonly server: http.Server;

  constructor(private readonly options: FakeServerOptions) {
    const { kind = 'llama.cpp', models = ['inkling-30m'], firstByteMs = 0, partMs = 0, fault, pieceBytes } = options;
    this.writing = { fault, firstByteMs, partMs, pieceBytes };
    this.dialect = dialectsByKind[kind];
    this.served = {
      models,
      contextLength: options.contextLength ?? 1024,
      specialTokens: options.specialTokens ?? markTokens,
      fillsSuffix: options.fillsSuffix ?? false,
      ...(options.script ? { script: options.script } : {}),
      cached: [],
    };
    this.slots = new Slots(options.slots ?? Infinity);
    this.tls = options.tls ? selfSigned() : undefined;
    const listener = (request: IncomingMessage, response: ServerResponse): void =>
      void this.onRequest(request, response);
    this.server = this.tls
      ? https.createServer({ key: this.tls.key, cert: this.tls.certificate }, listener)
      : http.createServer(listener);
    this.server.on('connection', () => this.connections++);
  }

  /** Base address, without the paths of a dialect. */
  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `${this.tls ? 'https' : 'http'}://127.0.0.1:${port}${this.options.basePath ?? ''}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The certificate to trust, in PEM; only with TLS. */
  get certificate(): string | undefined {
    return this.tls?.certificate;
  }

  /** The requests for text. */
  get completions(): SeenRequest[] {
    return this.requests.filter(({ path }) => this.dialect.isCompletion(path));
  }

  async listen(): Promise<void> {
    this.server.listen(this.options.port ?? 0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Closes all connections and stops listening. */
  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The client has closed the connection while it wrote.
      return;
    }
    const { seen, isJson } = this.seenOf(request, Buffer.concat(chunks).toString());
    this.requests.push(seen);
    const isCompletion = this.dialect.isCompletion(seen.path);
    this.running++;
    response.once('close', () => {
      this.running--;
      if (!response.writableFinished) this.cancelled++;
    });
    const release = isCompletion ? await this.slots.take(response) : undefined;
    if (response.destroyed) return release?.();
    response.once('close', () => release?.());
    const fault = isCompletion || !this.options.faultsInAnswersOnly ? this.writing.fault : undefined;
    const answer = isJson ? this.answerTo(seen, fault) : replayed(this.dialect.badJson);
    await writeAnswer(response, answer, { ...this.writing, fault });
  }

  private seenOf(request: IncomingMessage, text: string): { readonly seen: SeenRequest; readonly isJson: boolean } {
    const { method = 'GET', url = '/', headers } = request;
    const base = this.options.basePath ?? '';
    const full = url.split('?')[0]!;
    const path = full.startsWith(base) ? full.slice(base.length) || '/' : `/outside${full}`;
    const parsed = parsedJson(text);
    return {
      seen: { method, path, headers, body: parsed?.value ?? text },
      isJson: text === '' || parsed !== undefined,
    };
  }

  private answerTo(request: SeenRequest, fault: Fault | undefined): FakeAnswer {
    const refused = refusal(fault, this.dialect, this.served);
    if (refused) return refused;
    const { apiKey } = this.options;
    const { authorization, 'x-api-key': plainKey } = request.headers;
    const isAllowed = apiKey === undefined || authorization === `Bearer ${apiKey}` || plainKey === apiKey;
    if (!isAllowed && !this.dialect.isOpen(request.path)) return replayed(this.dialect.unauthorized);
    return this.dialect.answer(request, this.served) ?? replayed(this.dialect.notFound);
  }
}

function parsedJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Starts a fake server on a free port of this machine. */
export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = new FakeServer(options);
  await server.listen();
  return server;
}
