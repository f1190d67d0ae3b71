import * as vscode from 'vscode';
import type { PageTexts } from '../../core/lens/pageTexts.js';

/** The page's texts in the user's language; the page fills in {0}, {1} … */
export const pageTexts = (): PageTexts => ({
  language: vscode.env.language,
  sections: vscode.l10n.t('Explanation views'),
  tabs: {
    tokens: vscode.l10n.t('Tokens'),
    strategies: vscode.l10n.t('Strategies'),
    prompt: vscode.l10n.t('Prompt'),
    mask: vscode.l10n.t('Attention mask'),
  },
  tokenCount: { one: vscode.l10n.t('{0} token'), other: vscode.l10n.t('{0} tokens') },
  placeCount: { one: vscode.l10n.t('{0} place'), other: vscode.l10n.t('{0} places') },
  forwardCount: { one: vscode.l10n.t('{0} forward pass'), other: vscode.l10n.t('{0} forward passes') },
  otherCount: { one: vscode.l10n.t('{0} other'), other: vscode.l10n.t('{0} others') },
  place: vscode.l10n.t('{0}, line {1}, column {2} · {3} · {4}'),
  ...names(),
  ...around(),
  ...tokens(),
  ...tokenFacts(),
  ...chainTable(),
  ...card(),
  ...step(),
  ...strategies(),
  ...prompt(),
});

const names = (): Pick<PageTexts, 'strategyNames' | 'stops' | 'parts' | 'filters'> => ({
  strategyNames: {
    greedy: vscode.l10n.t('Greedy'),
    sample: vscode.l10n.t('Sampling'),
    beam: vscode.l10n.t('Beam search'),
  },
  stops: {
    end: vscode.l10n.t('the model ended the text'),
    newline: vscode.l10n.t('end of the line'),
    block: vscode.l10n.t('end of the block'),
    repetition: vscode.l10n.t('the text repeated itself'),
    limit: vscode.l10n.t('token limit'),
    context: vscode.l10n.t('the context is full'),
    cancelled: vscode.l10n.t('cancelled'),
    constraint: vscode.l10n.t('no token fits'),
    suffix: vscode.l10n.t('reached the code after the cursor'),
    unsure: vscode.l10n.t('confidence too low for a longer suggestion'),
  },
  parts: {
    start: vscode.l10n.t('start of a sequence'),
    snippet: vscode.l10n.t('other file'),
    file: vscode.l10n.t('path of the file'),
    mark: vscode.l10n.t('markers'),
    prefix: vscode.l10n.t('before the cursor'),
    suffix: vscode.l10n.t('after the cursor'),
  },
  filters: {
    temperature: vscode.l10n.t('temperature'),
    topK: vscode.l10n.t('top-k'),
    topP: vscode.l10n.t('top-p'),
    minP: vscode.l10n.t('min-p'),
    typicalP: vscode.l10n.t('locally typical'),
    repetition: vscode.l10n.t('repetition penalty'),
    frequency: vscode.l10n.t('frequency penalty'),
    presence: vscode.l10n.t('presence penalty'),
    noRepeatNgram: vscode.l10n.t('no repeated n-gram'),
  },
});

const around = () => ({
  follow: vscode.l10n.t('Follow'),
  followHint: vscode.l10n.t('Show each new completion automatically. When off, the current one stays.'),
  explainHere: vscode.l10n.t('Explain at Cursor'),
  explainHereHint: vscode.l10n.t('Show what Inkling would suggest at the cursor in the editor.'),
  restore: vscode.l10n.t('Back to the Completion'),
  emptyTitle: vscode.l10n.t('Nothing to explain yet'),
  emptyText: vscode.l10n.t(
    'Type in a file until a gray suggestion appears. This page then explains each of its tokens and their alternatives. Or place the cursor anywhere and select "Explain at Cursor".',
  ),
  waiting: vscode.l10n.t('Asking the model…'),
  failedTitle: vscode.l10n.t('No model available'),
  restart: vscode.l10n.t('Restart Engine'),
  openSettings: vscode.l10n.t('Open Settings'),
  showLog: vscode.l10n.t('Show Log'),
});

const tokens = () => ({
  tokensTitle: vscode.l10n.t('The completion, token by token'),
  tokensHint: vscode.l10n.t(
    'Each chip is a token with its probability; below it is the product of all probabilities so far. Hover over a token to see alternatives, or select it to see the full distribution.',
  ),
  nothing: vscode.l10n.t('The model has no suggestion here.'),
  servedTokensHint: vscode.l10n.t(
    'Each chip is a token with the probability that the server reports; below it is the product of all probabilities so far. Hover over a token to see alternatives.',
  ),
  noProbabilities: vscode.l10n.t("This server doesn't report probabilities, so only the text is known."),
  product: vscode.l10n.t('p(text) = ∏ p(token | all before it) ='),
  surprisalSum: vscode.l10n.t('Σ −ln p = {0} nats'),
  perplexity: vscode.l10n.t('perplexity {0} per token'),
  confidence: vscode.l10n.t('{0} likely to be entirely correct'),
  ended: vscode.l10n.t('stopped: {0}'),
  endedBy: vscode.l10n.t('stopped: {0} (probability {1})'),
  legend: vscode.l10n.t('Colors by probability'),
  explained: vscode.l10n.t('{0}: {1} Probability {2}.'),
});

const tokenFacts = () => ({
  chip: vscode.l10n.t('Token {0} of {1}: {2}, {3}, product {4}.'),
  chipPicked: vscode.l10n.t('Chosen by you.'),
  picked: vscode.l10n.t('your choice'),
  drafted: vscode.l10n.t('Drafted by "{0}" and accepted by the model.'),
  workspace: vscode.l10n.t(
    'Workspace index ({0} weight): this token follows at {1}. The longest match before it has {2}, in {3}.',
  ),
  workspaceSaysOtherwise: vscode.l10n.t('The workspace index ({0} weight) preferred another token.'),
  thisFile: vscode.l10n.t('this file'),
  healedChip: vscode.l10n.t('"{0}" was already typed, so the token had to start with it.'),
});

const chainTable = () => ({
  asTable: vscode.l10n.t('Chain rule as a table'),
  columns: {
    number: vscode.l10n.t('#'),
    token: vscode.l10n.t('Token'),
    probability: vscode.l10n.t('Probability'),
    product: vscode.l10n.t('Product'),
    surprisal: vscode.l10n.t('Σ −ln p'),
    perplexity: vscode.l10n.t('Perplexity'),
    entropy: vscode.l10n.t('Entropy'),
    by: vscode.l10n.t('Drafted by'),
    filtered: vscode.l10n.t('After filters'),
  },
  byModel: vscode.l10n.t('not drafted'),
});

const card = () => ({
  cardTitle: vscode.l10n.t('Token {0}: {1}'),
  entropy: vscode.l10n.t('Entropy: {0} nats.'),
  entropyBoth: vscode.l10n.t('Entropy: {0} nats, {1} after filters.'),
  greedyTakes: vscode.l10n.t('Greedy decoding takes the first token and uses no filters.'),
  droppedBy: vscode.l10n.t('dropped by {0}'),
  droppedByFilters: vscode.l10n.t('dropped'),
  goOnWith: vscode.l10n.t('Continue with {0}'),
  chosen: vscode.l10n.t('(chosen)'),
  end: vscode.l10n.t('(end)'),
});

const step = () => ({
  stepTitle: vscode.l10n.t('Token {0} of {1}: alternatives'),
  stepHint: vscode.l10n.t('Choose another token to continue decoding from there.'),
  greedyNote: vscode.l10n.t(
    'This text was chosen greedily: always the top token. The sliders show what sampling would choose from instead.',
  ),
  beamNote: vscode.l10n.t(
    'This text was found by beam search, which compares whole texts. The sliders show what sampling would choose from instead.',
  ),
  sliderNames: {
    temperature: vscode.l10n.t('Temperature'),
    topK: vscode.l10n.t('Top-k'),
    topP: vscode.l10n.t('Top-p'),
    minP: vscode.l10n.t('Min-p'),
  },
  sliderHints: {
    temperature: vscode.l10n.t('Divides the logits. Below 1, probable tokens become more probable; above 1, less.'),
    topK: vscode.l10n.t('Keeps this many of the most probable tokens.'),
    topP: vscode.l10n.t('Keeps the smallest set of tokens whose probabilities add up to this.'),
    minP: vscode.l10n.t('Keeps tokens that are at least this fraction as probable as the most probable one.'),
  },
  sliderAll: vscode.l10n.t('all'),
  sliderNone: vscode.l10n.t('{0} (off)'),
  sliderGreedy: vscode.l10n.t('0 (greedy)'),
  sliders: vscode.l10n.t('What if…'),
  fromSettings: vscode.l10n.t('Reset to Settings'),
  write: vscode.l10n.t('Save to Settings'),
  written: vscode.l10n.t('Values saved to settings.'),
  effect: vscode.l10n.t('{0}: {1} dropped, {2} left'),
  effectNone: vscode.l10n.t('{0}: changes probabilities, drops no tokens'),
  noFilters: vscode.l10n.t('No filters: the probabilities are unchanged.'),
  left: vscode.l10n.t('{0} of {1} left.'),
  distribution: vscode.l10n.t('The most probable tokens of this step, before and after filters'),
  loadingStep: vscode.l10n.t('Asking the model about this step…'),
  servedStep: vscode.l10n.t(
    "A server reports only its most probable tokens. The full distribution, its entropy and the effect of filters are unknown, and decoding can't continue from another token.",
  ),
  servedNoAlternatives: vscode.l10n.t('The server reported no alternatives to this token.'),
});

const strategies = () => ({
  strategiesTitle: vscode.l10n.t('The same prompt, three strategies'),
  strategiesHint: vscode.l10n.t(
    'Greedy takes the most probable token each time. Sampling draws randomly with the slider values. Beam search explores several candidates at once and can find texts that greedy misses. p is the probability of a text and that it ends there.',
  ),
  drawAgain: vscode.l10n.t('Sample Again'),
  comparing: vscode.l10n.t('Decoding…'),
  strategyText: vscode.l10n.t('p {0}, {1}; {2}'),
  strategyScore: vscode.l10n.t('Score {0};'),
  strategyCost: vscode.l10n.t('{0}, {1} ms'),
  greedyText: vscode.l10n.t('One text, always the same.'),
  sampleText: vscode.l10n.t('{0} samples with the slider values. Identical texts are shown once.'),
  beamText: vscode.l10n.t('The most probable texts found, best first.'),
  beamTextScored: vscode.l10n.t(
    'The texts found with the best score, best first: ln p / length^{0}, by the setting "inkling.lengthPenalty".',
  ),
  treeTitle: vscode.l10n.t('Beams as a tree'),
  treeHint: vscode.l10n.t(
    'Shared prefixes are drawn once. №1 is the best text; ✕ marks a prefix that was dropped for more probable ones. Thicker edges are more probable. Below each piece is its own probability; below each end, that of the whole text and its end.',
  ),
  treeNode: vscode.l10n.t('{0}, {1} so far.'),
  treeEnd: vscode.l10n.t('End of text {0}, {1} in total.'),
  treeGivenUp: vscode.l10n.t('Dropped here.'),
  blank: vscode.l10n.t('(nothing)'),
});

const prompt = () => ({
  promptTitle: vscode.l10n.t('The prompt as the model reads it'),
  promptHint: vscode.l10n.t(
    'The parts that change least come first, so each keystroke only appends to what the model has already read.',
  ),
  budget: vscode.l10n.t("{0} of {1} available for the prompt. The model's context holds {2}."),
  budgetLeft: vscode.l10n.t('{0} left'),
  partCount: vscode.l10n.t('{0}: {1}'),
  healed: vscode.l10n.t(
    '"{0}" is before the cursor and was removed from the prompt: the completion has to start with it.',
  ),
  servedPrompt: vscode.l10n.t(
    'The model runs on {0}, which splits the prompt into tokens itself. So the tokens, and what each of them can see, are unknown here.',
  ),
  servedCount: vscode.l10n.t('The server counted {0}.'),
  servedCounts: vscode.l10n.t('The server counted {0}, {1} of which were in its cache.'),
  maskTitle: vscode.l10n.t('What each token can see'),
  maskHint: vscode.l10n.t(
    'Each row is a token of the prompt, and each column is a token that it can attend to: itself and all tokens before it, none after it. Hover over a row, or use the arrow keys.',
  ),
  maskLabel: vscode.l10n.t('Row of the causal mask'),
  maskRow: vscode.l10n.t('Token {0} "{1}" ({2}) sees {3} of {4}: {5}.'),
  maskCount: vscode.l10n.t('{0} × {1}'),
  maskText: vscode.l10n.t('Text visible to that token'),
});
