/** `has:` and `no:`, which ask whether there is anything in a field. */
import { liveClaim } from '../domain/claim.js';
import type { Value } from './ast.js';
import { always, type Condition, type RowTest } from './condition.js';
import { hasField } from './customFields.js';
import { findIn, readWord, words, type Field, type Suggestion, type Vocabulary } from './field.js';
import { problemAt, QueryFault } from './problems.js';
import { textOf } from './textMatch.js';

/** Only what can be absent. */
const presences = {
  assignee: always((row) => row.assignee !== null),
  tag: always((row) => row.tags.length > 0),
  due: always((row) => row.due !== null),
  estimate: always((row) => row.estimate !== null),
  parent: always((row) => row.parent !== null),
  depends: always((row) => row.depends_on.length > 0),
  tasks: always((row) => row.tasks.total > 0),
  branch: always((row) => row.branch !== null),
  comments: always((row) => row.comments > 0),
  started: always((row) => row.started_at !== null),
  closed: { ...always((row) => row.closed_at !== null), subjects: ['status'] },
  claim: {
    bind:
      ({ now }) =>
      (row) =>
        liveClaim(row.claim, now) !== null,
  },
} as const satisfies Record<string, Condition>;

type Presence = keyof typeof presences;
const presenceWords = Object.keys(presences) as Presence[];
const otherWords: Readonly<Record<string, Presence>> = { tags: 'tag', label: 'tag', depends_on: 'depends' };
const fieldPrefix = 'field.';

export const hasTerm: Field = {
  key: 'has',
  meaning: `what is not empty: ${presenceWords.join(', ')}, ${fieldPrefix}NAME`,
  example: 'has:tasks',
  read: readPresence,
  suggest: suggestPresences,
};

export const noTerm: Field = {
  key: 'no',
  meaning: 'what is empty: the same words as for `has:`',
  example: 'no:assignee',
  read: (value) => {
    const { bind, ...others } = readPresence(value);
    return { ...others, bind: (facts) => negate(bind(facts)) };
  },
  suggest: suggestPresences,
};

function readPresence(value: Value): Condition {
  const text = textOf(value).trim();
  if (text.toLowerCase().startsWith(fieldPrefix)) {
    const name = text.slice(fieldPrefix.length);
    if (name !== '') return always(hasField(name));
    throw new QueryFault(problemAt(value, 'The name of the field is missing.', 'Write it as in has:field.points.'));
  }
  const find = findIn(presenceWords);
  const word = readWord(value, 'field that can be empty', presenceWords, (typed) => find(typed) ?? other(typed));
  const presence: Condition = presences[word];
  return { ...presence, subjects: [word, ...(presence.subjects ?? [])] };
}

function other(word: string): Presence | null {
  return Object.hasOwn(otherWords, word.toLowerCase()) ? (otherWords[word.toLowerCase()] ?? null) : null;
}

function negate(test: RowTest): RowTest {
  return (row) => !test(row);
}

function suggestPresences({ fields }: Vocabulary): Suggestion[] {
  return [...words(presenceWords), ...fields.map((name) => ({ label: `${fieldPrefix}${name}` }))];
}
