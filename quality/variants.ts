import { drafterKinds, ruleKinds, type ContextUse, type Mode, type WorkspaceUse } from '../src/core/request.js';
import { textRuleNames } from '../src/core/suggest/rules/rules.js';
import { allParts, type PipelineParts, type RequestOptions } from './pipeline.js';

/** The pipeline as shipped, or with one part changed. */
export interface Variant {
  readonly name: string;
  readonly options: RequestOptions;
  readonly parts: PipelineParts;
  /** Whether answers end where no match in the workspace continues them. */
  readonly isWorkspaceAlone?: boolean;
  /** Whether only typing can show a difference. */
  readonly onlyTyping?: boolean;
  /** Whether typing is not measured: it takes long, and a small sample shows no difference. */
  readonly onlyHoles?: boolean;
}

/** The default for snippets of other files; the ablation has the opposite. */
const context: ContextUse = { snippets: false };

/** Default settings, without the workspace. */
const aloneOptions: RequestOptions = {
  mode: 'auto',
  strategy: { kind: 'greedy' },
  maxTokens: 48,
  drafters: drafterKinds,
};
const workspace: WorkspaceUse = { weight: { kind: 'fitted' }, sure: true };

export const shipped: Variant = { name: 'shipped', options: { ...aloneOptions, workspace, context }, parts: allParts };

const changed = (name: string, options: Partial<RequestOptions>, parts: Partial<PipelineParts> = {}): Variant => ({
  name,
  options: { ...shipped.options, ...options },
  parts: { ...shipped.parts, ...parts },
});

export const modelAlone: Variant = { ...shipped, name: 'model alone', options: aloneOptions };

/** The maximum weight for the workspace, and a text ends where only the model would continue it. */
export const workspaceAlone: Variant = {
  ...changed('workspace alone', { workspace: { weight: { kind: 'fixed', weight: 0.99 } }, top: 1 }),
  isWorkspaceAlone: true,
};

/** The shipped pipeline, and its two parts. */
export const mainVariants: readonly Variant[] = [shipped, modelAlone, workspaceAlone];

/** Variants with one part switched off. */
export const ablations: readonly Variant[] = [
  { ...modelAlone, name: 'without the workspace' },
  changed('without answers of the workspace alone', { workspace: { ...workspace, sure: false } }),
  changed('with a fixed weight: 0.3', { workspace: { ...workspace, weight: { kind: 'fixed', weight: 0.3 } } }),
  changed(`${context.snippets ? 'without' : 'with'} snippets`, { context: { snippets: !context.snippets } }),
  { ...modelAlone, name: 'snippets without the workspace', options: { ...aloneOptions, context: { snippets: true } } },
  changed('without drafters', { drafters: [] }),
  {
    ...changed('with three beams', {
      strategy: { kind: 'beam', width: 3, lengthPenalty: 0, earlyStopping: true },
    }),
    onlyHoles: true,
  },
  ...ruleKinds.map((kind) => changed(`without the rule: ${kind}`, { without: [kind] })),
  changed('without the rules for texts', {}, { without: textRuleNames }),
  ...textRuleNames.map((name) => ({
    ...changed(`without the rule for texts: ${name}`, {}, { without: [name] }),
    onlyHoles: true,
  })),
  changed('without fitting to closing brackets', {}, { fit: false }),
  changed('eagerness: quiet', {}, { eagerness: 'quiet' }),
  changed('eagerness: eager', {}, { eagerness: 'eager' }),
  changed('without a confidence threshold', {}, { eagerness: 'open' }),
  { ...changed('without blocks', { mode: 'line' }), onlyTyping: true },
  { ...changed('without reuse of cached suggestions', {}, { reuse: false }), onlyTyping: true },
];

/** No part; all parts, at a sample of the holes and regions; or those whose name contains a text, at all of them. */
export type Ablation =
  { readonly kind: 'none' } | { readonly kind: 'all' } | { readonly kind: 'named'; readonly text: string };

/** The variants of an ablation. A part that is named is measured while typing as well. */
export function ablationsOf(ablation: Ablation): readonly Variant[] {
  switch (ablation.kind) {
    case 'none':
      return [];
    case 'all':
      return ablations;
    case 'named':
      return ablations
        .filter(({ name }) => name.includes(ablation.text))
        .map((variant) => ({ ...variant, onlyHoles: false }));
  }
}

/** A variant in another mode. */
export const inMode = (variant: Variant, mode: Mode): Variant => ({
  ...variant,
  options: { ...variant.options, mode },
});
