import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { ParsedQuery, Span } from '../../src/query/ast.js';
import { highlightQuery } from '../../src/query/highlightQuery.js';
import { t } from '../shared/l10n.js';

/** What a person may do with the terms in the bar. */
interface TermActions {
  /** The term under the pointer; -1 for none. */
  readonly hovered: number;
  /** The term whose button Tab reaches. */
  readonly tabStop: number;
  readonly remove: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent, index: number) => void;
}

/** These carry the structure and are coloured as the keys are. */
const structure = /^(?:[:-]|AND|OR|NOT)$/;

/**
 * The text once more, coloured, exactly under the transparent text of the input, so that not a character of it may differ.
 * Each term has a button that takes it out. It lies over what follows the term, so that the text never moves.
 */
export function overlayView(parsed: ParsedQuery, terms: readonly Span[], actions: TermActions): TemplateResult[] {
  const views: TemplateResult[] = [];
  let content: TemplateResult[] = [];
  let index = 0;
  // Terms begin and end where runs do.
  for (const run of runsOf(parsed)) {
    const term = terms[index];
    if (!term || run.end <= term.start) views.push(runView(parsed.text, run));
    else content.push(runView(parsed.text, run));
    if (!term || run.end < term.end) continue;
    views.push(termView(parsed.text.slice(term.start, term.end), content, index, actions));
    content = [];
    index++;
  }
  return views;
}

interface Run extends Span {
  readonly kind: string;
  readonly isFaulty?: boolean;
}

/** The tokens, and the white space between them. */
function runsOf(parsed: ParsedQuery): Run[] {
  const { text, problems } = parsed;
  const runs: Run[] = [];
  let at = 0;
  // A fault is underlined and keeps its colour, which would flicker while a term is half typed.
  for (const { start, end, kind } of highlightQuery({ ...parsed, problems: [] })) {
    if (start > at) runs.push({ start: at, end: start, kind: 'space' });
    const isStructure = kind === 'operator' && structure.test(text.slice(start, end));
    const isFaulty = problems.some((problem) => problem.start < end && problem.end > start);
    runs.push({ start, end, kind: isStructure ? 'key' : kind, isFaulty });
    at = end;
  }
  if (at < text.length) runs.push({ start: at, end: text.length, kind: 'space' });
  return runs;
}

function runView(text: string, { kind, isFaulty, start, end }: Run): TemplateResult {
  const piece = text.slice(start, end);
  return html`<span class="query-${kind} ${isFaulty ? 'fault' : ''}" aria-hidden="true">${piece}</span>`;
}

function termView(text: string, content: TemplateResult[], index: number, actions: TermActions): TemplateResult {
  const { hovered, tabStop, remove, onKeyDown } = actions;
  const classes = classMap({ 'filter-term': true, hovered: hovered === index });
  // In one line: white space would show.
  // prettier-ignore
  return html`<span class=${classes}>${content}<button
      type="button"
      class="filter-remove"
      tabindex=${tabStop === index ? nothing : -1}
      aria-label=${t('Remove {0} from the filter', text)}
      @click=${() => { remove(index); }}
      @keydown=${(event: KeyboardEvent) => { onKeyDown(event, index); }}
    ><span class="codicon codicon-close" aria-hidden="true"></span></button></span>`;
}
