import http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/**
 * A real proxy on loopback that connects to one port, whatever host is requested: hosts that do not exist are reached
 * through it, and through nothing else.
 */
export class ProxyServer {
  /** The requests so far: `GET http://host/path` or `CONNECT host:443`. */
  readonly asked: string[] = [];
  private readonly tunnels = new Set<Socket>();
  private readonly server: http.Server;

  private constructor(private readonly targetPort: number) {
    this.server = http.createServer((request, response) => this.pass(request, response));
    this.server.on('connect', (request, socket: Socket, head) => this.tunnel(request, socket, head));
  }

  /** Starts a proxy on any free port that connects to a port of this machine; the caller closes it. */
  static async start(targetPort: number): Promise<ProxyServer> {
    const proxy = new ProxyServer(targetPort);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    for (const socket of this.tunnels) socket.destroy();
    await closed;
  }

  private pass(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { method, headers } = request;
    const url = new URL(request.url ?? '');
    this.asked.push(`${method} ${url.origin}`);
    const { pathname, search } = url;
    const onward = http.request({ host: '127.0.0.1', port: this.targetPort, path: pathname + search, method, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  private tunnel(request: http.IncomingMessage, socket: Socket, head: Buffer): void {
    this.asked.push(`CONNECT ${request.url}`);
    const onward = connect(this.targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    for (const end of [socket, onward]) {
      this.tunnels.add(end);
      end.on('error', () => undefined);
      end.on('close', () => this.tunnels.delete(end));
    }
  }
}
