import { Figures } from '../core/lens/figures.js';
import type { AlternativeToken, CompletedToken } from '../core/result.js';
import type { PrintedAnswer } from './completeText.js';

/** The lens writes figures in the same way. */
const figures = new Figures('en');

const percent = (probability: number): string => figures.percent(probability);

const counted = (count: number, one: string, other: string): string =>
  figures.counted({ one: `{0} ${one}`, other: `{0} ${other}` }, count);

const shown = (text: string): string => (text === '' ? '(end)' : JSON.stringify(text));

const alternative = ({ text, logprob, filtered }: AlternativeToken): string =>
  `      ${percent(Math.exp(logprob)).padStart(7)}  ${shown(text)}${filtered > 0 ? '' : '  (filtered out)'}\n`;

/** A token with its probability; with alternatives, what else might have come and how open the choice was. */
function tokenLines({
  text,
  logprob,
  drafter,
  alternatives,
  workspace,
  entropy,
  filteredEntropy = 0,
}: CompletedToken): string {
  const drafted = drafter === undefined ? '' : `  (by ${drafter})`;
  if (!alternatives) return '';
  const { weight = 0, count = 0, matchTokens = 0, path = 'this file' } = workspace ?? {};
  const places =
    count > 0
      ? `, ${counted(count, 'place', 'places')}, the longest match of ${counted(matchTokens, 'token', 'tokens')} in ${path}`
      : ', which says otherwise';
  const mixed = workspace ? `\n      workspace ${percent(weight)}${places}` : '';
  const token = `  ${JSON.stringify(text)} ${percent(Math.exp(logprob))}${drafted}`;
  // Of a server only the most probable tokens are known, and not what its filters did.
  if (entropy === undefined) {
    return `${token}\n${alternatives.map((other) => alternative({ ...other, filtered: 1 })).join('')}`;
  }
  return (
    `${token}; entropy ${entropy.toFixed(2)} nats, ${filteredEntropy.toFixed(2)} after the filters${mixed}\n` +
    alternatives.map(alternative).join('')
  );
}

function shownWords(isShown: boolean, shownText: string): string {
  if (isShown) return 'shown';
  return shownText === '' ? 'not shown unasked' : `shown as far as ${JSON.stringify(shownText)}`;
}

/** The work of an answer. The forwards of a server are not known, but its cached tokens are. */
function work({ source, timings, tokens }: Pick<PrintedAnswer, 'source' | 'timings' | 'tokens'>): string {
  const prompt = counted(timings.promptTokens, 'prompt token', 'prompt tokens');
  if (source === 'server') return `${prompt}, of them ${timings.reusedTokens} in the server's cache`;
  const forwards = counted(timings.forwards, 'forward', 'forwards');
  return `${prompt}, ${forwards} for ${counted(tokens.length, 'token', 'tokens')}`;
}

/** Describes an answer besides its text: the chain rule's factors, other texts, speed. */
export function describe({
  source,
  confidence,
  shown,
  shownText,
  stop,
  tokens,
  timings,
  others,
  snippets = [],
  drafts,
}: PrintedAnswer): string {
  const factors = tokens.map(({ text, logprob }) => `${JSON.stringify(text)} ${Math.exp(logprob).toFixed(2)}`);
  const product = Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0));
  const speculation = Object.entries(drafts).map(
    ([drafter, { drafted, accepted }]) =>
      `, ${drafter}: ${accepted} of ${counted(drafted, 'drafted token', 'drafted tokens')} accepted`,
  );
  return [
    ...(snippets.length > 0 ? [`read with lines of ${snippets.map(({ path }) => path).join(', ')}\n`] : []),
    `${factors.join('  ')}\n`,
    ...tokens.map(tokenLines),
    ...others.map(({ text, score }) => `also (${score.toFixed(3)}): ${text}\n`),
    `probability ${percent(product)}, confidence ${confidence.toFixed(2)} (${shownWords(shown, shownText)}), `,
    `stop: ${stop}, ${source === 'workspace' ? 'by the workspace alone, ' : ''}${work({ source, timings, tokens })}`,
    `${speculation.join('')}, ${timings.totalMs.toFixed(1)} ms\n`,
  ].join('');
}
