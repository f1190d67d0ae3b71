import { markedTemplates, templateNamed, templateOfModel, type FimTemplate } from './fimTemplates.js';

/** Counts tokens by the server's tokenizer, special tokens parsed. */
export type Tokenize = (text: string) => Promise<readonly number[]>;

/** Input of the choice. */
export interface TemplateQuestion {
  readonly model: string;
  /** A family's name, as the user set it; absent to find out. */
  readonly wanted?: string;
  /** Absent where the server has no tokenizer to ask. */
  readonly tokenize?: Tokenize;
}

/** Whether each mark is one token, each asked once for all families. */
function singleTokens(tokenize: Tokenize): (template: FimTemplate) => Promise<boolean> {
  const asked = new Map<string, Promise<boolean>>();
  const isSingle = (mark: string): Promise<boolean> => {
    const known = asked.get(mark) ?? tokenize(mark).then(({ length }) => length === 1);
    asked.set(mark, known);
    return known;
  };
  return async ({ marks }) => (await Promise.all(marks.map(isSingle))).every(Boolean);
}

/**
 * The fill-in-the-middle format of a model: the one that the user set; else the one that its name tells, if the
 * tokenizer has its marks; else the first whose marks the tokenizer has.
 *
 * @returns undefined where neither tells it.
 */
export async function chooseTemplate(question: TemplateQuestion): Promise<FimTemplate | undefined> {
  const { model, wanted, tokenize } = question;
  const set = wanted === undefined ? undefined : templateNamed(wanted);
  const named = set ?? templateOfModel(model);
  if (set || !tokenize) return named;
  const hasMarks = singleTokens(tokenize);
  if (named && (await hasMarks(named))) return named;
  for (const template of markedTemplates) if (await hasMarks(template)) return template;
  return undefined;
}
