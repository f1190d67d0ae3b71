/** Protocols of inference servers. */
export const dialects = ['llama.cpp', 'openai', 'ollama'] as const;
export type Dialect = (typeof dialects)[number];

/** The settings for a connection to an inference server, checked. */
export interface ServerOptions {
  /** As the user entered it: a host, a base address, or the full path of an endpoint. */
  readonly address: string;
  /** Found by probing if absent. */
  readonly dialect?: Dialect;
  /** The server's first model if absent. */
  readonly model?: string;
  /** A family of `fimTemplates`; by the model's name and the server's tokenizer if absent. */
  readonly template?: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string;
  /** Further headers of every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absolute path of a PEM file with certificates to trust in addition. */
  readonly certificateFile?: string;
  /** Whether a certificate must be a trusted one, as VS Code's setting `http.proxyStrictSSL` says; true if absent. */
  readonly strictTls?: boolean;
  /** The maximum time to the connection and the first byte of an answer. */
  readonly firstByteMs: number;
  /** The maximum pause between two parts of an answer. */
  readonly silenceMs: number;
}
