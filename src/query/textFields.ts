/** The keys whose values are text: names, words of a title, references to tickets. */
import type { BrokenFile } from '../domain/change.js';
import { liveClaim } from '../domain/claim.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { unassignedWord } from '../domain/ticketWords.js';
import type { Value } from './ast.js';
import { always, type Condition, type RowTest } from './condition.js';
import { someText, type Field, type Suggestion } from './field.js';
import { problemAt, QueryFault, quoted } from './problems.js';
import { fold, innerMatch, isBareWord, partMatch, textOf, wholeMatch } from './textMatch.js';

/** What stands for whoever asks. */
const meWord = '@me';

export const tagField: Field = {
  key: 'tag',
  aliases: ['tags', 'label', 'labels'],
  meaning: 'one of its tags',
  example: '-tag:wip',
  read: (value) => someText(wholeMatch(value), (row) => row.tags),
  suggest: ({ tags }) => texts(tags),
};

export const assigneeField: Field = {
  key: 'assignee',
  aliases: ['assigned', 'assignees'],
  meaning: `who it is assigned to; \`${meWord}\` is you, \`${unassignedWord}\` nobody`,
  example: 'assignee:@me',
  read: (value) =>
    isBareWord(value, unassignedWord)
      ? always((row) => row.assignee === null)
      : readPerson(value, (row) => row.assignee),
  suggest: ({ assignees }) => [...people(assignees), { label: unassignedWord, isWord: true, documentation: 'nobody' }],
};

export const claimField: Field = {
  key: 'claim',
  aliases: ['claimed'],
  meaning: 'who works on it at this moment',
  example: 'claim:@me',
  read: (value) => {
    const person = readPerson(value, (row) => row.claim?.who ?? null);
    return {
      bind: (facts) => {
        const isPerson = person.bind(facts);
        return (row) => liveClaim(row.claim, facts.now) !== null && isPerson(row);
      },
    };
  },
  suggest: ({ assignees }) => people(assignees),
};

export const titleField: Field = {
  key: 'title',
  meaning: 'a part of its title',
  example: 'title:"log in"',
  read: (value) => someText(partMatch(value), (row) => [row.title]),
  suggest: () => [],
};

export const slugField: Field = {
  key: 'slug',
  meaning: 'a part of its slug',
  example: 'slug:*-login',
  read: (value) => someText(partMatch(value), (row) => [row.slug]),
  suggest: () => [],
};

export const branchField: Field = {
  key: 'branch',
  meaning: 'a part of the name of its git branch',
  example: 'branch:ticket/*',
  read: (value) => someText(partMatch(value), (row) => [row.branch]),
  suggest: ({ branches }) => texts(branches),
};

export const idField: Field = {
  key: 'id',
  meaning: 'the first digits of its id',
  example: 'id:3f2a',
  read: (value) => {
    const text = textOf(value);
    const digits = idDigits(text);
    if (digits !== null) return idCondition(digits);
    const hint = 'Use the hexadecimal digits that an id begins with, such as 3f2a.';
    throw new QueryFault(problemAt(value, `${quoted(text)} is no beginning of an id.`, hint));
  },
  suggest: ({ tickets }) => tickets.map(({ reference, title }) => ({ label: reference, documentation: title })),
};

export const parentField: Field = {
  key: 'parent',
  meaning: 'the ticket that it is part of, by id, short id or slug',
  example: 'parent:3f2a',
  read: (value) => readReference(value, (row, id) => row.parent === id),
  suggest: idField.suggest,
};

export const dependsField: Field = {
  key: 'depends',
  aliases: ['depends_on', 'depends-on'],
  meaning: 'a ticket that it depends on',
  example: 'depends:fix-login',
  read: (value) => readReference(value, (row, id) => row.depends_on.includes(id)),
  suggest: idField.suggest,
};

/** A free word: in the title, the slug, a tag or the assignee, or the first four or more digits of the id. */
export function readFreeWord(value: Value): Condition {
  const text = textOf(value);
  if (value.parts.every((part) => !part.quoted && /^\*+$/.test(part.text))) {
    throw new QueryFault(problemAt(value, `${quoted(text)} asks for nothing.`, 'Take it out, or add some letters.'));
  }
  const matches = innerMatch(value);
  // What is looked for in all texts at once must not reach from one into the next.
  const canReach = text.includes(textBreak) || value.parts.some((part) => !part.quoted && part.text.includes('*'));
  const hasWord: RowTest = canReach
    ? (row) => wordTextsOf(row).map(fold).some(matches)
    : (row) => matches(joinedTextOf(row));
  const digits = idDigits(text);
  const id = digits === null || digits.length < 4 ? null : idCondition(digits);
  return {
    bind: (facts) => {
      const hasId = id?.bind(facts);
      return (row) => hasWord(row) || hasId?.(row) === true;
    },
    broken: (file) => [file.file, file.reason].map(fold).some(matches) || id?.broken?.(file) === true,
  };
}

/** What free words are looked for in. */
function wordTextsOf({ title, slug, assignee, tags }: TicketRow): string[] {
  return [title, slug, assignee ?? '', ...tags];
}

const textBreak = '\n';
/** Worked out once for each row, since a filter asks again at every key; rows never change. */
const joinedTexts = new WeakMap<TicketRow, string>();

/** The same in one text, folded: to look into one is far quicker than into each. */
function joinedTextOf(row: TicketRow): string {
  let text = joinedTexts.get(row);
  if (text === undefined) joinedTexts.set(row, (text = wordTextsOf(row).map(fold).join(textBreak)));
  return text;
}

function readPerson(value: Value, of: (row: TicketRow) => string | null): Condition {
  const text = textOf(value);
  if (isBareWord(value, meWord)) {
    return {
      subjects: ['me'],
      bind: ({ me }) => {
        const names = new Set(me.map(fold));
        return (row) => {
          const name = of(row);
          return name !== null && names.has(fold(name));
        };
      },
    };
  }
  if (value.parts[0]?.quoted === false && text.startsWith('@')) {
    const problem = problemAt(
      value,
      `${quoted(text)} stands for nobody.`,
      `Write ${meWord}, or the name without the @.`,
    );
    throw new QueryFault({ ...problem, suggestions: [meWord] });
  }
  return someText(wholeMatch(value), (row) => [of(row)]);
}

function readReference(value: Value, fits: (row: TicketRow, id: string) => boolean): Condition {
  const reference = textOf(value).trim();
  return {
    reference,
    bind: (facts) => {
      // An id that no ticket has any more may still be named by others.
      const id = facts.resolve(reference) ?? reference.toLowerCase();
      return (row) => fits(row, id);
    },
  };
}

function idDigits(text: string): string | null {
  const digits = text.trim().replace(/^#/, '').replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{1,32}$/.test(digits) ? digits : null;
}

function idCondition(digits: string): Condition {
  const begins = (id: string): boolean => id.replaceAll('-', '').startsWith(digits);
  return { ...always((row) => begins(row.id)), broken: ({ file }: BrokenFile) => begins(file.toLowerCase()) };
}

function texts(labels: readonly string[]): Suggestion[] {
  return labels.map((label) => ({ label }));
}

function people(names: readonly string[]): Suggestion[] {
  return [{ label: meWord, isWord: true, documentation: 'whoever asks' }, ...texts(names)];
}
