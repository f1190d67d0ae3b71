import { findSecrets } from './findSecrets.js';

/**
 * The parts of a text between the credentials in it; the text itself where there are none.
 *
 * @param text with `\n` line ends.
 */
export function partsWithoutSecrets(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const secret of findSecrets(text)) {
    parts.push(text.slice(from, secret.from));
    from = secret.to;
  }
  return [...parts, text.slice(from)];
}
