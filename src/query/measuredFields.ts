/** The keys whose values are times, days and numbers. */
import { TicketreeError } from '../domain/errors.js';
import { parseEstimate } from '../domain/estimate.js';
import type { TicketRow } from '../domain/ticketRow.js';
import { timestampMillis } from '../domain/timestamp.js';
import type { Value } from './ast.js';
import { readCount, readNumber, words, type Field } from './field.js';
import { momentWords, readDays, readTimes } from './moments.js';
import { problemAt, QueryFault, quoted } from './problems.js';
import { textOf } from './textMatch.js';
import type { QueryFacts } from './condition.js';

type TimeOf = (row: TicketRow, facts: QueryFacts) => number;

export const createdField = timeField(
  {
    key: 'created',
    aliases: ['created_at'],
    meaning: 'when it was written down',
    example: 'created:2026-01-01..2026-02-01',
  },
  (row) => timestampMillis(row.created_at),
);

export const updatedField = timeField(
  { key: 'updated', meaning: 'when it was last edited', example: 'updated:<7d' },
  (row, facts) => facts.updated(row),
);

export const startedField = timeField(
  { key: 'started', aliases: ['started_at'], meaning: 'when work on it began', example: 'started:>=@today-7d' },
  (row) => timestampMillis(row.started_at ?? ''),
);

export const closedField = timeField(
  {
    key: 'closed',
    aliases: ['closed_at'],
    meaning: 'when it was done',
    example: 'closed:@today',
    subjects: ['status'],
  },
  (row) => timestampMillis(row.closed_at ?? ''),
);

export const dueField: Field = {
  key: 'due',
  meaning: 'the day by which it should be done',
  example: 'due:<@today+7d',
  compares: true,
  read: (value) => {
    const test = readDays(value);
    return {
      bind: (facts) => {
        const isWithin = test(facts.now);
        return (row) => row.due !== null && isWithin(Date.parse(row.due));
      },
    };
  },
  suggest: () => words(momentWords),
};

export const estimateField: Field = {
  key: 'estimate',
  meaning: 'its estimate: minutes, or 45m, 2h, 1d of 8 hours, 1w of 5 days',
  example: 'estimate:>=2h',
  compares: true,
  read: (value) => readNumber(value, readMinutes, (row) => row.estimate),
  suggest: () => words(['30m', '1h', '2h', '1d', '1w']),
};

export const tasksField = countField('tasks', 'how many tasks it has', 'tasks:>5', (row) => row.tasks.total);
export const commentsField = countField('comments', 'how many comments it has', 'comments:1..3', (row) => row.comments);

function timeField(described: Pick<Field, 'key' | 'aliases' | 'meaning' | 'example' | 'subjects'>, of: TimeOf): Field {
  return {
    ...described,
    compares: true,
    read: (value) => {
      const test = readTimes(value);
      return {
        bind: (facts) => {
          const isWithin = test(facts.now);
          return (row) => isWithin(of(row, facts));
        },
      };
    },
    suggest: () => words([...momentWords, '<7d', '>30d']),
  };
}

function countField(key: string, meaning: string, example: string, of: (row: TicketRow) => number): Field {
  return {
    key,
    meaning,
    example,
    compares: true,
    read: (value) => readNumber(value, readCount, of),
    suggest: () => [],
  };
}

function readMinutes(operand: Value): number {
  const text = textOf(operand);
  try {
    return parseEstimate(text.slice(0, 100));
  } catch (error) {
    if (!TicketreeError.is(error, 'invalid_value')) throw error;
    throw new QueryFault(problemAt(operand, `${quoted(text)} is no estimate.`, error.hint));
  }
}
