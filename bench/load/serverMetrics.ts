/** Counters of llama-server since its start. */
export interface ServerMetrics {
  /** Prompt tokens that were computed. */
  readonly computed: number;
  /** Prompt tokens that were in its cache. */
  readonly cached: number;
  readonly generated: number;
}

const valueOf = (text: string, name: string): number =>
  Number(new RegExp(`^llamacpp:${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);

/** Reads a llama-server's counters; undefined for a server without them. */
export async function readServerMetrics(address: string): Promise<ServerMetrics | undefined> {
  const response = await fetch(`${address}/metrics`);
  const text = response.ok ? await response.text() : '';
  const metrics = {
    computed: valueOf(text, 'prompt_tokens_total'),
    cached: valueOf(text, 'prompt_tokens_cached_total'),
    generated: valueOf(text, 'tokens_predicted_total'),
  };
  return Number.isNaN(metrics.computed) ? undefined : metrics;
}
