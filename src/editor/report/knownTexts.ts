/** The least that a text of ours consists of besides its values: with less, any message would look like one. */
const minLetters = 10;
/** A message holds a message in a message at most. */
const maxDepth = 3;

/** Replaces a value in a report. */
export const leftOut = '…';

interface KnownText {
  /** The English text, with `{0}` and the like for values. */
  readonly english: string;
  /** The text as it is shown to the user, between its values. */
  readonly parts: readonly string[];
  /** Index of the value after each part but the last. */
  readonly values: readonly number[];
  readonly letters: number;
}

const placeholder = /\{(\d+)\}/g;

function knownText(english: string, shown: string): KnownText {
  const parts = shown.split(/\{\d+\}/);
  const values = [...shown.matchAll(placeholder)].map(([, index]) => Number(index));
  return { english, parts, values, letters: parts.join('').replace(/[^\p{L}]/gu, '').length };
}

/** The values of a message that is made of a text; undefined if it is not. Linear in the message's length. */
function valuesIn(message: string, { parts, values }: KnownText): Map<number, string> | undefined {
  const [first, ...others] = parts;
  const last = others.pop();
  if (last === undefined) return message === first ? new Map() : undefined;
  if (!message.startsWith(first!) || !message.endsWith(last)) return undefined;
  const found = new Map<number, string>();
  let at = first!.length;
  for (const [i, part] of [...others, last].entries()) {
    const isLast = i === others.length;
    const next = isLast ? message.length - last.length : message.indexOf(part, at);
    if (next < at) return undefined;
    found.set(values[i]!, message.slice(at, next));
    at = next + part.length;
  }
  return found;
}

/**
 * Says of a message only what is ours: its text in English, without the values in it, which may be paths, names or code
 * of the user. So nothing has to be recognized as private; what is not known is left out.
 */
export class KnownTexts {
  private readonly texts: readonly KnownText[];

  /**
   * @param english all texts of Inkling, with `{0}` and the like for values.
   * @param translations how they are shown, by the English ones.
   * @param values what may stand in a text's place for a value, such as the names of settings.
   */
  constructor(
    english: readonly string[],
    translations: Readonly<Record<string, string>>,
    private readonly values: ReadonlySet<string>,
  ) {
    const texts = english.flatMap((text) => [
      knownText(text, text),
      ...(translations[text] === undefined ? [] : [knownText(text, translations[text])]),
    ]);
    // The text with the most fixed letters is the most specific.
    this.texts = texts.filter(({ letters }) => letters >= minLetters).sort((a, b) => b.letters - a.letters);
  }

  /** @returns undefined for a message that is none of Inkling's. */
  of(message: string, depth = 0): string | undefined {
    for (const text of this.texts) {
      const values = valuesIn(message, text);
      if (!values) continue;
      return text.english.replace(placeholder, (_, index: string) => this.valueOf(values.get(Number(index)), depth));
    }
    return undefined;
  }

  private valueOf(value: string | undefined, depth: number): string {
    if (value === undefined) return leftOut;
    if (this.values.has(value)) return value;
    return (depth < maxDepth ? this.of(value, depth + 1) : undefined) ?? leftOut;
  }
}
