import type { CompletedToken } from '../completion.js';

/** A token as it is shown: what of it had been typed already, and what it adds to the text. */
export interface Piece {
  readonly typed: string;
  readonly text: string;
}

/** What a token spells by itself; its share of the text is less where it was healed, or where the text was cut. */
export const spelled = ({ id, text, alternatives }: CompletedToken): string =>
  alternatives?.find((alternative) => alternative.id === id)?.text ?? text;

/**
 * Tells what was healed apart from what is new.
 *
 * @param healed what the first tokens had to spell again.
 */
export function piecesOf(tokens: readonly CompletedToken[], healed: string): Piece[] {
  let missing = healed;
  return tokens.map((token) => {
    const whole = spelled(token);
    const typed = missing.startsWith(whole) ? whole : whole.startsWith(missing) ? missing : '';
    missing = missing.slice(typed.length);
    return { typed, text: token.text };
  });
}

/** The text before the token at `index`: the end of the prompt's own text and the tokens before. */
export function textBefore(
  prompt: readonly { readonly text: string; readonly part: string }[],
  tokens: readonly CompletedToken[],
  index: number,
): string {
  const before = prompt.filter(({ part }) => part === 'prefix').map(({ text }) => text);
  return [...before, ...tokens.slice(0, index).map(spelled)].join('');
}
