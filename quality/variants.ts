import { drafterKinds, ruleKinds, type Mode } from '../src/core/completion.js';
import { textRuleNames } from '../src/core/suggest/rules/rules.js';
import { allParts, type PipelineParts, type RequestOptions } from './pipeline.js';

/** The pipeline as shipped, or with one part changed. */
export interface Variant {
  readonly name: string;
  readonly options: RequestOptions;
  readonly parts: PipelineParts;
  /** Whether the answers end where the workspace has nothing more to say. */
  readonly isWorkspaceAlone?: boolean;
  /** Whether a single question shows no difference. */
  readonly onlyTyping?: boolean;
  /** Whether typing is not measured: it takes long, and little of it shows a difference. */
  readonly onlyHoles?: boolean;
}

/** What the settings say where nobody changed them. */
const shippedOptions = {
  mode: 'auto',
  strategy: { kind: 'greedy' },
  maxTokens: 48,
  drafters: drafterKinds,
  workspace: { share: { kind: 'fitted' }, sure: true },
} as const satisfies RequestOptions;

export const shipped: Variant = { name: 'shipped', options: shippedOptions, parts: allParts };

const changed = (name: string, options: Partial<RequestOptions>, parts: Partial<PipelineParts> = {}): Variant => ({
  name,
  options: { ...shipped.options, ...options },
  parts: { ...shipped.parts, ...parts },
});

const { workspace, ...withoutWorkspace } = shippedOptions;

export const modelAlone: Variant = { ...shipped, name: 'model alone', options: withoutWorkspace };

/** The workspace's share is as large as it may be, and a text ends where only the model would go on. */
export const workspaceAlone: Variant = {
  ...changed('workspace alone', { workspace: { share: { kind: 'fixed', share: 0.99 } }, top: 1 }),
  isWorkspaceAlone: true,
};

/** The whole, and what it is made of. */
export const mainVariants: readonly Variant[] = [shipped, modelAlone, workspaceAlone];

/** Each part alone switched off. */
export const ablations: readonly Variant[] = [
  { ...modelAlone, name: 'without the workspace' },
  changed('without answers of the workspace alone', { workspace: { ...workspace, sure: false } }),
  changed('without a fitted share: 0.3', { workspace: { ...workspace, share: { kind: 'fixed', share: 0.3 } } }),
  changed('without drafters', { drafters: [] }),
  ...ruleKinds.map((kind) => changed(`without the rule: ${kind}`, { without: [kind] })),
  changed('without the rules for texts', {}, { without: textRuleNames }),
  ...textRuleNames.map((name) => ({
    ...changed(`without the rule for texts: ${name}`, {}, { without: [name] }),
    onlyHoles: true,
  })),
  changed('without fitting to closers', {}, { fit: false }),
  changed('without the gate', {}, { gate: false }),
  { ...changed('without blocks', { mode: 'line' }), onlyTyping: true },
  { ...changed('without reuse of known suggestions', {}, { reuse: false }), onlyTyping: true },
];

/** A variant in another mode. */
export const inMode = (variant: Variant, mode: Mode): Variant => ({
  ...variant,
  options: { ...variant.options, mode },
});
