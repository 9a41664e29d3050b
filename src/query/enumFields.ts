/** The keys whose values are a few known words. */
import { liveClaim } from '../domain/claim.js';
import { priorities, statuses } from '../domain/ticket.js';
import { ticketTypes } from '../domain/ticketMetadata.js';
import { isOpen, type TicketRow } from '../domain/ticketRow.js';
import { findPriority, findStatus, findTicketType } from '../domain/ticketWords.js';
import { always, type Condition, type QueryFacts, type RowTest } from './condition.js';
import { findIn, readNumber, readWord, words, type Field } from './field.js';

export const statusField: Field = {
  key: 'status',
  meaning: `its status: ${statuses.join(', ')}`,
  example: 'status:todo,doing',
  read: (value) => {
    const status = readWord(value, 'status', statuses, findStatus);
    return always((row) => row.status === status);
  },
  suggest: () => words(statuses),
};

export const priorityField: Field = {
  key: 'priority',
  meaning: `its priority: ${priorities.join(', ')}`,
  example: 'priority:>=high',
  compares: true,
  read: (value) =>
    readNumber(
      value,
      (operand) => priorities.indexOf(readWord(operand, 'priority', priorities, findPriority)),
      (row) => priorities.indexOf(row.priority),
    ),
  suggest: () => words([...priorities].reverse()),
};

export const typeField: Field = {
  key: 'type',
  meaning: `its type: ${ticketTypes.join(', ')}`,
  example: 'type:epic,bug',
  read: (value) => {
    const type = readWord(value, 'type', ticketTypes, findTicketType);
    return always((row) => row.type === type);
  },
  suggest: () => words(ticketTypes),
};

interface State {
  readonly meaning: string;
  readonly bind: (facts: QueryFacts) => RowTest;
  readonly subjects?: readonly string[];
  readonly broken?: boolean;
}

const isDone = (row: TicketRow): boolean => row.status === 'done';

/** The words of `is:`. */
const states: Readonly<Record<string, State>> = {
  open: { meaning: 'neither done nor archived', subjects: ['status'], bind: () => isOpen },
  closed: { meaning: 'done', subjects: ['status'], bind: () => isDone },
  ready: { meaning: 'work on it can begin', bind: (facts) => (row) => facts.isReady(row) },
  blocked: { meaning: 'blocked, or waiting for an open ticket', bind: (facts) => (row) => facts.isBlocked(row) },
  overdue: { meaning: 'open, and its due day has passed', bind: ({ now }) => isOverdue(now) },
  archived: { meaning: 'put away', bind: () => (row) => row.archived },
  claimed: {
    meaning: 'somebody works on it now',
    bind:
      ({ now }) =>
      (row) =>
        liveClaim(row.claim, now) !== null,
  },
  active: { meaning: 'an active ticket', bind: (facts) => (row) => facts.isActive(row) },
  broken: { meaning: 'a file that cannot be read', bind: () => () => false, broken: true },
};
const stateWords = Object.keys(states);

export const isField: Field = {
  key: 'is',
  meaning: `what it is at this moment: ${stateWords.join(', ')}`,
  example: 'is:ready',
  read: (value) => readState(readWord(value, 'state', stateWords, findIn(stateWords))),
  suggest: () =>
    Object.entries(states).map(([label, { meaning }]) => ({ label, isWord: true, documentation: meaning })),
};

function readState(word: string): Condition {
  const { bind = () => () => false, subjects = [], broken = false } = states[word] ?? {};
  return { bind, subjects: [word, ...subjects], broken: () => broken };
}

/** A day is over when the next has begun where the person is. */
function isOverdue(now: Date): RowTest {
  const two = (part: number): string => String(part).padStart(2, '0');
  const today = `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return (row) => row.due !== null && row.due < today && isOpen(row);
}
