import { completeQuery } from '../../query/completeQuery.js';
import type { Vocabulary } from '../../query/field.js';
import { parseQuery } from '../../query/parseQuery.js';
import { invalidQuery } from '../../query/problems.js';

/** A text that the filter could be instead. */
export interface FilterChoice {
  readonly label: string;
  readonly documentation: string;
  /** The whole of it. */
  readonly text: string;
}

/** What an input of the filter shows below its text, whose end is where a person types. */
export interface FilterChoices {
  /** What is wrong, with its column, and what to do; null where the filter can be used. */
  readonly problem: { readonly message: string; readonly hint: string } | null;
  /** What was perhaps meant. */
  readonly mended: readonly FilterChoice[];
  readonly completions: readonly FilterChoice[];
}

/** More nobody reads. */
const mostCompletions = 30;

export function filterChoices(text: string, vocabulary: Vocabulary): FilterChoices {
  const [problem] = parseQuery(text).problems;
  const replaced = (start: number, end: number, insert: string): string =>
    `${text.slice(0, start)}${insert}${text.slice(end)}`;
  const completions = completeQuery(text, text.length, vocabulary)
    .slice(0, mostCompletions)
    .map(({ start, end, insert, kind, label, documentation }) => {
      // Behind a value comes the next term.
      const next = kind === 'value' && end === text.length ? ' ' : '';
      return { label, documentation, text: `${replaced(start, end, insert)}${next}` };
    });
  const mended = (problem?.suggestions ?? []).map((word) => ({
    label: word,
    documentation: '',
    text: replaced(problem?.start ?? 0, problem?.end ?? 0, word),
  }));
  const known = new Set([text, ...mended.map((choice) => choice.text)].map((each) => each.trim()));
  return {
    problem: problem ? reason(text, problem) : null,
    mended,
    completions: completions.filter((choice) => !known.has(choice.text.trim())),
  };
}

function reason(...[text, problem]: Parameters<typeof invalidQuery>): { message: string; hint: string } {
  const { message, hint } = invalidQuery(text, problem);
  return { message, hint };
}
