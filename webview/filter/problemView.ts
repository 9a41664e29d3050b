import { html, type TemplateResult } from 'lit';
import type { QueryProblem } from '../../src/query/ast.js';
import { t } from '../shared/l10n.js';

/** Its id in the page, which has one filter bar. */
export const problemId = 'filter-problem';

/** What is wrong, where, and what to do. */
export function problemText({ start, message, hint }: QueryProblem, text: string): string {
  // Columns count characters, not the halves of an emoji.
  const column = Array.from(text.slice(0, start)).length + 1;
  return t('Column {0}: {1} {2}', column, message, hint);
}

/** The sentence under the bar; it describes the input, also while it is not drawn. */
export function problemView(problem: QueryProblem, text: string, isDrawn: boolean): TemplateResult {
  return html`<p class="filter-problem" id=${problemId} dir="auto" ?data-quiet=${!isDrawn}>
    ${problemText(problem, text)}
  </p>`;
}
