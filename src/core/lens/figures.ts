/** A text with a number in it, {0}, in both forms that the supported languages have. */
export interface CountedText {
  readonly one: string;
  readonly other: string;
}

/** The smallest share that is written as a number: less would read as nothing, or as a digit that means nothing. */
export const smallestShare = 0.0001;

const superscripts: Readonly<Record<string, string>> = {
  ...{ '-': '⁻', '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴' },
  ...{ '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹' },
};

/** Formats all figures of the lens, as the user's language writes numbers. */
export class Figures {
  private readonly decimals: readonly Intl.NumberFormat[];
  private readonly shares: readonly Intl.NumberFormat[];
  private readonly upToThree: Intl.NumberFormat;
  private readonly plurals: Intl.PluralRules;

  /** @param language as VS Code names it: `en`, `zh-cn`. */
  constructor(language: string) {
    const formatOf = (digits: number, style: 'decimal' | 'percent' = 'decimal'): Intl.NumberFormat =>
      new Intl.NumberFormat(language, { style, minimumFractionDigits: digits, maximumFractionDigits: digits });
    this.decimals = [0, 1, 2, 3].map((digits) => formatOf(digits));
    this.shares = [0, 1, 2].map((digits) => formatOf(digits, 'percent'));
    this.upToThree = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
    this.plurals = new Intl.PluralRules(language);
  }

  /** A probability: `87.3%`, `0.42%`, `< 0.01%`. */
  percent(probability: number): string {
    if (probability === 0) return this.shares[0]!.format(0);
    if (probability < smallestShare) return `< ${this.shares[2]!.format(smallestShare)}`;
    return this.shares[probability < 0.0995 ? 2 : 1]!.format(probability);
  }

  /** A probability after its symbol: `= 87.3%`, `< 0.01%`. */
  relation(probability: number): string {
    const shown = this.percent(probability);
    return shown.startsWith('<') ? shown : `= ${shown}`;
  }

  /** A limit between ranges of probabilities: `90%`. */
  limit(probability: number): string {
    return this.shares[0]!.format(probability);
  }

  /** A factor of a product: `0.87`, `3·10⁻⁵`. */
  factor(probability: number): string {
    return probability > 0 && probability < 0.005 ? this.scientific(probability, 0) : this.decimal(probability);
  }

  /** A product of probabilities: `0.713`, `4.2·10⁻⁷`. */
  product(value: number): string {
    return value > 0 && value < 0.001 ? this.scientific(value, 1) : this.decimals[3]!.format(value);
  }

  /** Nats, or a perplexity. */
  decimal(value: number): string {
    return this.decimals[2]!.format(value);
  }

  /** A setting's value, with as many digits as it has. */
  plain(value: number): string {
    return this.upToThree.format(value);
  }

  count(value: number): string {
    return this.decimals[0]!.format(value);
  }

  /** A count with its noun: `1 token`, `1,024 tokens`. */
  counted({ one, other }: CountedText, count: number): string {
    const text = this.plurals.select(count) === 'one' ? one : other;
    return text.replace('{0}', this.count(count));
  }

  /** @param digits digits after the point. */
  private scientific(value: number, digits: 0 | 1): string {
    const [mantissa, exponent] = value.toExponential(digits).split('e');
    const raised = exponent!.replace(/[-+\d]/g, (character) => superscripts[character] ?? '');
    return `${this.decimals[digits]!.format(Number(mantissa))}·10${raised}`;
  }
}
