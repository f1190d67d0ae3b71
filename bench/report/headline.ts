import { llamaCpp, llamaCppForgetful, llamaCppLookup, llamaCppPlain, transformersJs } from '../engines/lineup.js';
import { figure, markdownTable } from './markdown.js';
import type { Measurement } from './results.js';

/** The quantities that users wait for. */
const quantities = ['key', 'first token', 'finished line', 'token', 'load'];

interface Rival {
  readonly title: string;
  /** The best of these is used. */
  readonly names: readonly string[];
}

const rivals: readonly Rival[] = [
  { title: 'transformers.js', names: [transformersJs.name] },
  { title: 'llama.cpp at its best', names: [llamaCpp, llamaCppPlain, llamaCppLookup].map(({ name }) => name) },
  { title: llamaCppForgetful.name, names: [llamaCppForgetful.name] },
];

/** Times of the other engines relative to Inkling's, for everything that users wait for; '' if nothing was measured. */
export function headline(measurements: readonly Measurement[]): string {
  const compared = measurements.filter(({ ratio, quantity }) => ratio && quantities.includes(quantity));
  const titleOf = (m: Measurement): string => `${m.case}, ${m.quantity}`;
  const rowOf = (title: string, threads: number): string[] => {
    const here = compared.filter((m) => titleOf(m) === title && m.threads === threads);
    const best = ({ names }: Rival): string => {
      const ratios = here.filter(({ engine }) => names.includes(engine)).map(({ ratio }) => ratio!.median);
      return ratios.length === 0 ? '' : `×${figure(Math.min(...ratios))}`;
    };
    return [title, String(threads), ...rivals.map(best)];
  };
  const places = [...new Map(compared.map((m) => [`${titleOf(m)} ${m.threads}`, m])).values()];
  if (places.length === 0) return '';
  const rows = places.map((m) => rowOf(titleOf(m), m.threads));
  const head = ['', 'threads', ...rivals.map(({ title }) => title)];
  return `### Times of the other engines relative to Inkling’s\n\n${markdownTable(head, rows)}`;
}
