import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/ticket.js';
import { boardPicks, boardSorts, type BoardRequest, type WebviewMessage } from '../../../src/protocol/boardMessages.js';
import type { TicketRequest } from '../../../src/protocol/ticketMessages.js';
import {
  validateBoardMessage,
  validateEditorMessage,
  validPreferences,
} from '../../../src/protocol/validateMessage.js';

const preferences = { filter: 'tag:ui', sort: 'due', compact: true, collapsed: ['done', 'todo'] } as const;

/** One of each kind; the type asks for a new one when the protocol gets a new kind. */
const ticketRequests: { [K in TicketRequest['kind']]: Extract<TicketRequest, { kind: K }> } = {
  set: { kind: 'set', edit: { field: 'title', before: 'a', after: 'b' } },
  addTask: { kind: 'addTask', title: 'Write it' },
  renameTask: { kind: 'renameTask', task: 't', title: 'Write it' },
  completeTask: { kind: 'completeTask', task: 't', completed: true },
  moveTask: { kind: 'moveTask', task: 't', position: 1 },
  removeTask: { kind: 'removeTask', task: 't' },
  addCriterion: { kind: 'addCriterion', text: 'It works' },
  checkCriterion: { kind: 'checkCriterion', criterion: 'c', done: false },
  removeCriterion: { kind: 'removeCriterion', criterion: 'c' },
  addComment: { kind: 'addComment', text: 'a\nb' },
  editComment: { kind: 'editComment', comment: 'c', text: 'a' },
  removeComment: { kind: 'removeComment', comment: 'c' },
  pickRelation: { kind: 'pickRelation', relation: 'parent' },
  removeRelation: { kind: 'removeRelation', relation: 'dependsOn', other: 'x' },
  openRelated: { kind: 'openRelated', other: 'x' },
  resolveConflict: { kind: 'resolveConflict', path: ['metadata', 'due'], keep: 'theirs' },
  openYaml: { kind: 'openYaml' },
  copyLink: { kind: 'copyLink' },
  work: { kind: 'work', action: 'finish' },
  listCommits: { kind: 'listCommits' },
};

const edits: readonly TicketRequest[] = [
  { kind: 'set', edit: { field: 'description', before: '', after: 'a\nb' } },
  { kind: 'set', edit: { field: 'status', before: 'todo', after: 'done' } },
  { kind: 'set', edit: { field: 'priority', before: 'low', after: 'critical' } },
  { kind: 'set', edit: { field: 'type', before: 'task', after: 'bug' } },
  { kind: 'set', edit: { field: 'assignee', before: null, after: 'ana' } },
  { kind: 'set', edit: { field: 'due', before: '2026-04-01', after: null } },
  { kind: 'set', edit: { field: 'estimate', before: null, after: 90 } },
  { kind: 'set', edit: { field: 'tags', before: [], after: ['a', 'b'] } },
];

const requests: readonly BoardRequest[] = [
  { kind: 'move', ids: ['x'], status: 'doing', beforeId: 'y' },
  { kind: 'move', ids: ['x', 'z'], status: 'doing', beforeId: null },
  ...statuses.map((status): BoardRequest => ({ kind: 'move', ids: ['x'], status })),
  { kind: 'create', title: 'Fix login', status: 'todo', fields: {} },
  {
    kind: 'create',
    title: 'Fix login',
    status: 'todo',
    fields: { priority: 'high', type: 'bug', tags: ['ui'], assignee: 'ana', parent: 'x' },
  },
  { kind: 'rename', id: 'x', before: 'Fix login', title: 'Fix logout' },
  ...boardPicks.map((pick): BoardRequest => ({ kind: 'pick', pick, ids: ['x', 'y'] })),
  ...(['archive', 'delete', 'complete'] as const).map((kind): BoardRequest => ({ kind, ids: ['x'] })),
  ...(['undo', 'redo', 'newTicket', 'showBroken'] as const).map((kind): BoardRequest => ({ kind })),
  ...(['open', 'openYaml'] as const).map((kind): BoardRequest => ({ kind, id: 'x' })),
  { kind: 'watch', id: 'x' },
  { kind: 'watch', id: null },
  { kind: 'search', text: '' },
  { kind: 'search', text: 'a "b c" 日本' },
  ...boardSorts.map((sort): BoardRequest => ({ kind: 'prefer', preferences: { ...preferences, sort } })),
  ...[...Object.values(ticketRequests), ...edits].map((request): BoardRequest => ({
    kind: 'ticket',
    id: 'x',
    request,
  })),
];

function asked(request: unknown, rest: object = { seq: 1 }): unknown {
  return { type: 'request', ...rest, request };
}

const good: readonly WebviewMessage[] = [
  { type: 'ready' },
  ...requests.map((request): WebviewMessage => ({ type: 'request', seq: 0, request })),
  { type: 'request', seq: Number.MAX_SAFE_INTEGER, request: { kind: 'undo' } },
];
const move = { kind: 'move', ids: ['x'], status: 'doing' };
const create = { kind: 'create', title: 'Fix login', status: 'todo', fields: {} };

const bad: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'ready'],
  ['a number', 1],
  ['a list', [{ type: 'ready' }]],
  ['an empty object', {}],
  ['an unknown type', { type: 'snapshot' }],
  ['an unknown key', { type: 'ready', extra: 1 }],
  ['no sequence number', { type: 'request', request: { kind: 'undo' } }],
  ['a negative sequence number', asked({ kind: 'undo' }, { seq: -1 })],
  ['a broken sequence number', asked({ kind: 'undo' }, { seq: 1.5 })],
  ['a sequence number beyond what counts exactly', asked({ kind: 'undo' }, { seq: 2 ** 60 })],
  ['no number at all', asked({ kind: 'undo' }, { seq: NaN })],
  ['no request', { type: 'request', seq: 1 }],
  ['an unknown request', asked({ kind: 'run', command: 'workbench.action.quit' })],
  ['a request with a key of another', asked({ kind: 'open', id: 'x', path: '/etc/passwd' })],
  ['a move of nothing', asked({ ...move, ids: [] })],
  ['a move of an empty id', asked({ ...move, ids: [''] })],
  ['a move of one id that is no list', asked({ ...move, ids: 'x' })],
  ['a move of a list in a list', asked({ ...move, ids: [['x']] })],
  ['an id that is too long to be one', asked({ kind: 'open', id: 'x'.repeat(101) })],
  ['more ids than anybody selects', asked({ ...move, ids: new Array(20_001).fill('x') })],
  ['an unknown status', asked({ ...move, status: 'archived' })],
  ['a status of every object', asked({ ...move, status: 'constructor' })],
  ['a place that is no id', asked({ ...move, beforeId: 3 })],
  ['a title of nothing', asked({ ...create, title: '' })],
  ['a title without end', asked({ ...create, title: 'x'.repeat(1001) })],
  ['a new ticket without fields', asked({ kind: 'create', title: 'x', status: 'todo' })],
  ['a new ticket with a field of its own', asked({ ...create, fields: { metadata: {} } })],
  ['a tag that is no text', asked({ ...create, fields: { tags: [1] } })],
  ['a picker that there is not', asked({ kind: 'pick', pick: 'title', ids: ['x'] })],
  ['a search without end', asked({ kind: 'search', text: 'x'.repeat(1001) })],
  ['an unknown order', asked({ kind: 'prefer', preferences: { ...preferences, sort: 'slug' } })],
  ['preferences with more', asked({ kind: 'prefer', preferences: { ...preferences, theme: 'x' } })],
  [
    'a field that is not edited so',
    asked({ kind: 'ticket', id: 'x', request: { kind: 'set', edit: { field: 'id', before: '', after: 'y' } } }),
  ],
  [
    'a description without end',
    asked({
      kind: 'ticket',
      id: 'x',
      request: { kind: 'set', edit: { field: 'description', before: '', after: 'x'.repeat(1_000_001) } },
    }),
  ],
  [
    'work that there is not',
    asked({ kind: 'ticket', id: 'x', request: { kind: 'work', action: 'workbench.action.quit' } }),
  ],
  [
    'work at a path',
    asked({ kind: 'ticket', id: 'x', request: { kind: 'work', action: 'openWorktree', path: '/etc' } }),
  ],
  [
    'commits of a branch that the page names',
    asked({ kind: 'ticket', id: 'x', request: { kind: 'listCommits', branch: '--output=/etc/passwd' } }),
  ],
  [
    'a position before the first',
    asked({ kind: 'ticket', id: 'x', request: { kind: 'moveTask', task: 't', position: 0 } }),
  ],
];

describe('a message of the board', () => {
  it.each(good)('%j is taken as it is', (message) => {
    expect(validateBoardMessage(structuredClone(message))).toEqual({ message });
  });

  it.each(bad)('that is %s is refused with a reason', (_name, data) => {
    expect(validateBoardMessage(data)).toEqual({ reason: expect.stringMatching(/^\w+ at /) as string });
  });

  it('leaves nothing of itself in the reason, which goes to the log', () => {
    const checked = validateBoardMessage(asked({ ...create, title: ['s3cret'], extra: 's3cret' }));
    expect('reason' in checked && checked.reason).not.toContain('s3cret');
  });

  it('of any shape is taken or refused, and never fails', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        for (const each of [data, asked(data), asked({ kind: 'ticket', id: 'x', request: data })]) {
          const checked = validateBoardMessage(each);
          expect('message' in checked || checked.reason !== '').toBe(true);
        }
      }),
    );
  });
});

describe('a message of the ticket editor', () => {
  it.each([...Object.values(ticketRequests), ...edits])('%j is taken as it is', (request) => {
    const message = { type: 'request', seq: 3, request };
    expect(validateEditorMessage(structuredClone(message))).toEqual({ message });
  });

  it('is none of the board', () => {
    expect(validateEditorMessage(asked({ kind: 'undo' }))).toHaveProperty('reason');
    expect(validateEditorMessage({ type: 'ready' })).toEqual({ message: { type: 'ready' } });
  });
});

describe('preferences that were kept', () => {
  it('are taken as they are', () => {
    expect(validPreferences(structuredClone(preferences))).toEqual(preferences);
  });

  it.each([undefined, null, 'manual', {}, { ...preferences, sort: 'x' }, { ...preferences, collapsed: 'done' }])(
    'as %j are none',
    (data) => {
      expect(validPreferences(data)).toBeNull();
    },
  );
});
