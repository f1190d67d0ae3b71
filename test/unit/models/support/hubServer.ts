import { createHash } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { healthy, type Behaviour } from './behaviours.js';

/** The content of each file of a model on the hub, by its path. */
export type Content = Record<string, Buffer>;

/** A question that the hub was asked. */
export interface Asked {
  readonly method: string;
  /** The file, `cdn ` before it where the storage of large files was asked. */
  readonly file: string;
  readonly revision: string;
  readonly range: string | undefined;
  readonly ifRange: string | string[] | undefined;
}

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const gitSha1 = (content: Buffer): string =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

/** Options of a hub. */
export interface HubOptions {
  readonly id: string;
  readonly files: Content;
  /** With a key and a certificate it speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** A plain web server instead, that knows no commits and no checksums. */
  readonly isPlain?: boolean;
}

/**
 * A real HTTP server on loopback that lays out a model as the hub does: small files come at once with git's checksum as
 * their tag, large ones (in `onnx/`) by a redirect to another address, whose checksum the redirect names.
 */
export class HubServer {
  readonly asked: Asked[] = [];
  /** The commit that the branch points to. */
  commit = '1'.repeat(40);
  files: Content;
  private readonly behaviours = new Map<string, Behaviour[]>();
  private readonly server: http.Server;

  private constructor(private readonly options: HubOptions) {
    this.files = options.files;
    const onRequest = (request: http.IncomingMessage, response: http.ServerResponse): void => {
      // A person or a fault ends connections at any time.
      response.on('error', () => undefined);
      this.answer(request, response);
    };
    this.server = options.tls ? https.createServer(options.tls, onRequest) : http.createServer(onRequest);
  }

  /** Starts a hub on any free port; the caller closes it. */
  static async start(options: HubOptions): Promise<HubServer> {
    const hub = new HubServer(options);
    await new Promise<void>((resolve) => hub.server.listen(0, '127.0.0.1', resolve));
    return hub;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The mirror setting that leads here. */
  get address(): string {
    return `${this.options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /**
   * Sets the behaviours for the next requests of a kind; afterwards the hub is healthy again.
   *
   * @param what `HEAD config.json`, `GET config.json`; `GET cdn onnx/model.onnx` for the storage of large files.
   */
  misbehave(what: string, ...behaviours: Behaviour[]): void {
    this.behaviours.set(what, behaviours);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { id, isPlain = false } = this.options;
    const url = decodeURIComponent(new URL(request.url ?? '', 'http://hub').pathname);
    const [, where, rest = ''] = /^\/(cdn|.*?\/resolve)\/(.*)$/.exec(url) ?? [];
    const slash = rest.indexOf('/');
    const [revision, path] = [rest.slice(0, slash), rest.slice(slash + 1)];
    const isStorage = where === 'cdn';
    const file = isStorage ? `cdn ${path}` : path;
    const method = request.method ?? '';
    const { range, 'if-range': ifRange } = request.headers;
    this.asked.push({ method, file, revision, range, ifRange });

    const content = isStorage || where === `${id}/resolve` ? this.files[path] : undefined;
    const isLarge = path.startsWith('onnx/') && !isPlain && !isStorage;
    const headers: http.OutgoingHttpHeaders = isPlain || isStorage ? {} : { 'x-repo-commit': this.commit };
    if (content) {
      // Looks like a checksum, and is none.
      const plainTag = isStorage || isPlain ? sha256(content).slice(0, 40) : gitSha1(content);
      headers.etag = `"${plainTag}"`;
      if (isLarge) {
        headers['x-linked-etag'] = `"${sha256(content)}"`;
        headers['x-linked-size'] = content.length;
        headers.location = `/cdn/${revision}/${path}`;
      }
    }
    const behaviour = this.behaviours.get(`${method} ${file}`)?.shift() ?? healthy;
    void behaviour({ request, response, content, headers, isRedirect: isLarge && content !== undefined });
  }
}
