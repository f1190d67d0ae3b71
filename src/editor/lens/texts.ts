import * as vscode from 'vscode';
import type { PageTexts } from '../../core/lens/pageTexts.js';

/** The page's sentences in the person's language; what {0}, {1} … stand for is filled in there. */
export const pageTexts = (): PageTexts => ({
  language: vscode.env.language,
  sections: vscode.l10n.t('What the lens shows'),
  tabs: {
    tokens: vscode.l10n.t('Tokens'),
    strategies: vscode.l10n.t('Strategies'),
    prompt: vscode.l10n.t('Prompt'),
    mask: vscode.l10n.t('Attention mask'),
  },
  place: vscode.l10n.t('{0}, line {1}, column {2} · {3} · {4}'),
  ...names(),
  ...around(),
  ...tokens(),
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
    end: vscode.l10n.t('the model ended it'),
    newline: vscode.l10n.t('end of the line'),
    block: vscode.l10n.t('end of the block'),
    repetition: vscode.l10n.t('it began to repeat itself'),
    limit: vscode.l10n.t('token limit'),
    context: vscode.l10n.t('the context is full'),
    cancelled: vscode.l10n.t('cancelled'),
    constraint: vscode.l10n.t('no token fits'),
    suffix: vscode.l10n.t('what follows the cursor takes over'),
    unsure: vscode.l10n.t('nothing longer was sure enough to be shown unasked'),
  },
  parts: {
    start: vscode.l10n.t('start of a sequence'),
    snippet: vscode.l10n.t('other file'),
    file: vscode.l10n.t('path of the file'),
    mark: vscode.l10n.t('marks'),
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
  followHint: vscode.l10n.t('Go on to each new completion; off, this one stays.'),
  explainHere: vscode.l10n.t('Explain at the Cursor'),
  explainHereHint: vscode.l10n.t('Show what would be suggested where the cursor of the editor stands.'),
  restore: vscode.l10n.t('Back to the Completion'),
  emptyTitle: vscode.l10n.t('Nothing to explain yet'),
  emptyText: vscode.l10n.t(
    'Type in a file until grey text appears: here you then see each of its tokens, what else might have come, and why it did not. Or put the cursor somewhere and ask.',
  ),
  waiting: vscode.l10n.t('Asking the model …'),
  failedTitle: vscode.l10n.t('There is no model to ask'),
  restart: vscode.l10n.t('Restart the Engine'),
  openSettings: vscode.l10n.t('Open Settings'),
  showLog: vscode.l10n.t('Show the Log'),
});

const tokens = () => ({
  tokensTitle: vscode.l10n.t('The completion, token by token'),
  tokensHint: vscode.l10n.t(
    'Each chip is a token with its probability, and below it the product of all so far. Point at one to see what else might have come; choose one to see its whole distribution.',
  ),
  nothing: vscode.l10n.t('The model suggests nothing here.'),
  product: vscode.l10n.t('p(text) = ∏ p(token | all before it) ='),
  surprisalSum: vscode.l10n.t('Σ −ln p = {0} nats'),
  perplexity: vscode.l10n.t('perplexity {0} per token'),
  confidence: vscode.l10n.t('{0} likely to be right to the end'),
  ended: vscode.l10n.t('stopped: {0}'),
  chip: vscode.l10n.t('Token {0} of {1}: {2}, {3}, product {4}.'),
  chipPicked: vscode.l10n.t('Picked by you.'),
  picked: vscode.l10n.t('your pick'),
  drafted: vscode.l10n.t('Drafted by "{0}", and the model agreed.'),
  workspace: vscode.l10n.t(
    'The workspace has {0} of the say here: this token follows at {1} places, after up to {2} equal tokens, in {3}.',
  ),
  workspaceSaysOtherwise: vscode.l10n.t('The workspace has {0} of the say here, and says otherwise.'),
  thisFile: vscode.l10n.t('this file'),
  healedChip: vscode.l10n.t('"{0}" was typed already: the token had to begin with it.'),
  legend: vscode.l10n.t('Colours by probability'),
  asTable: vscode.l10n.t('The chain rule as a table'),
  columns: {
    number: vscode.l10n.t('#'),
    token: vscode.l10n.t('Token'),
    probability: vscode.l10n.t('Model'),
    product: vscode.l10n.t('Product'),
    surprisal: vscode.l10n.t('Σ −ln p'),
    perplexity: vscode.l10n.t('Perplexity'),
    entropy: vscode.l10n.t('Entropy'),
    by: vscode.l10n.t('Drafted by'),
    filtered: vscode.l10n.t('After the filters'),
  },
  byModel: vscode.l10n.t('nobody'),
  explained: vscode.l10n.t('{0} tokens: {1} Probability {2}.'),
  cardTitle: vscode.l10n.t('Token {0}: {1}'),
  entropy: vscode.l10n.t('Entropy {0} nats.'),
  entropyBoth: vscode.l10n.t('Entropy {0} nats by the model, {1} after the filters.'),
  greedyTakes: vscode.l10n.t('Greedy decoding takes the first; no filter has a part in it.'),
  droppedBy: vscode.l10n.t('dropped by {0}'),
  droppedByFilters: vscode.l10n.t('dropped'),
  goOnWith: vscode.l10n.t('Go on with {0}'),
  chosen: vscode.l10n.t('(taken)'),
  end: vscode.l10n.t('(end)'),
});

const step = () => ({
  stepTitle: vscode.l10n.t('Token {0} of {1}: what might have come'),
  stepHint: vscode.l10n.t('Choose another token, and decoding goes on from there.'),
  greedyNote: vscode.l10n.t(
    'This text was chosen greedily: always the first line of the list. The sliders show what sampling would draw from instead.',
  ),
  beamNote: vscode.l10n.t(
    'This text was found by beam search, which compares whole texts. The sliders show what sampling would draw from instead.',
  ),
  sliderNames: {
    temperature: vscode.l10n.t('Temperature'),
    topK: vscode.l10n.t('Top-k'),
    topP: vscode.l10n.t('Top-p'),
    minP: vscode.l10n.t('Min-p'),
  },
  sliderHints: {
    temperature: vscode.l10n.t('Divides the logits: below 1 the probable gets more so, above 1 less.'),
    topK: vscode.l10n.t('Keeps this many of the most probable tokens.'),
    topP: vscode.l10n.t('Keeps the fewest tokens that together have this probability.'),
    minP: vscode.l10n.t('Keeps what is at least this share as probable as the most probable token.'),
  },
  sliderAll: vscode.l10n.t('all'),
  sliderNone: vscode.l10n.t('{0} (off)'),
  sliderGreedy: vscode.l10n.t('0 (greedy)'),
  sliders: vscode.l10n.t('What if …'),
  fromSettings: vscode.l10n.t('As in the Settings'),
  write: vscode.l10n.t('Write to the Settings'),
  written: vscode.l10n.t('The values are in the settings.'),
  effect: vscode.l10n.t('{0}: {1} tokens out, {2} left'),
  effectNone: vscode.l10n.t('{0}: reshapes, no token out'),
  noFilters: vscode.l10n.t("No filter: the model's own distribution."),
  left: vscode.l10n.t('{0} of {1} tokens left.'),
  others: vscode.l10n.t('{0} others'),
  distribution: vscode.l10n.t('The most probable tokens of this step, before and after the filters'),
  loadingStep: vscode.l10n.t('Asking the model for this step …'),
});

const strategies = () => ({
  strategiesTitle: vscode.l10n.t('The same prompt, three strategies'),
  strategiesHint: vscode.l10n.t(
    "Greedy takes the most probable token each time. Sampling draws, with the sliders' values. Beam search follows several beginnings at once and finds texts that greedy passes by.",
  ),
  drawAgain: vscode.l10n.t('Draw Again'),
  comparing: vscode.l10n.t('Decoding …'),
  strategyText: vscode.l10n.t('p = {0}, {1} tokens; {2}'),
  strategyCost: vscode.l10n.t('{0} forwards, {1} ms'),
  greedyText: vscode.l10n.t('One text, always the same.'),
  sampleText: vscode.l10n.t("{0} draws with the sliders' values; equal texts count once."),
  beamText: vscode.l10n.t('The most probable texts that were found, best first.'),
  treeTitle: vscode.l10n.t('The beams as a tree'),
  treeHint: vscode.l10n.t(
    'What the beams share stands once. №1 is the best text, and ✕ a beginning that was given up for more probable ones. The thicker an edge, the more probable the way; below a piece stands its own probability, below an end that of the whole.',
  ),
  treeNode: vscode.l10n.t('{0}, {1} up to here.'),
  treeEnd: vscode.l10n.t('Here ends text {0}.'),
  treeGivenUp: vscode.l10n.t('Given up here.'),
  blank: vscode.l10n.t('(nothing)'),
});

const prompt = () => ({
  promptTitle: vscode.l10n.t('The prompt, as the model read it'),
  promptHint: vscode.l10n.t(
    'What changes least comes first, so that a key only appends to what the model has read already.',
  ),
  budget: vscode.l10n.t("{0} of {1} tokens that the prompt may have; the model's context holds {2}."),
  budgetLeft: vscode.l10n.t('{0} left'),
  partCount: vscode.l10n.t('{0}: {1}'),
  healed: vscode.l10n.t('"{0}" stands before the cursor and was taken off: the answer has to begin with it.'),
  maskTitle: vscode.l10n.t('What each token may see'),
  maskHint: vscode.l10n.t(
    'Each row is a token of the prompt, and each column a token that it may look at: itself and all before it, nothing after. Point at a row, or go through them with the arrow keys.',
  ),
  maskLabel: vscode.l10n.t('Row of the causal mask'),
  maskRow: vscode.l10n.t('Token {0} "{1}" ({2}) sees {3} of {4} tokens: {5}.'),
  maskCount: vscode.l10n.t('{0} × {1}'),
  maskText: vscode.l10n.t('The text as that token sees it'),
});
