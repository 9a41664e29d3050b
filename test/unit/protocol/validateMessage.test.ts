import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statuses } from '../../../src/domain/ticket.js';
import type { BoardRequest, WebviewMessage } from '../../../src/protocol/boardMessages.js';
import { validateMessage } from '../../../src/protocol/validateMessage.js';

/** One of each kind; the type asks for a new one when the protocol gets a new kind. */
const requests: { [K in BoardRequest['kind']]: Extract<BoardRequest, { kind: K }> } = {
  move: { kind: 'move', id: 'x', status: 'doing', beforeId: 'y' },
  create: { kind: 'create', title: 'Fix login', status: 'todo' },
  open: { kind: 'open', id: 'x' },
  pickStatus: { kind: 'pickStatus', id: 'x' },
  newTicket: { kind: 'newTicket' },
};

function asked(request: unknown, rest: object = { seq: 1 }): unknown {
  return { type: 'request', ...rest, request };
}

const good: WebviewMessage[] = [
  { type: 'ready' },
  ...Object.values(requests).map((request): WebviewMessage => ({ type: 'request', seq: 0, request })),
  { type: 'request', seq: Number.MAX_SAFE_INTEGER, request: { ...requests.move, beforeId: null } },
  ...statuses.map((status): WebviewMessage => ({ type: 'request', seq: 1, request: { ...requests.move, status } })),
];

describe('a message of the board', () => {
  it.each(good)('%j is taken as it is', (message) => {
    expect(validateMessage(structuredClone(message))).toEqual({ message });
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'ready'],
    ['a number', 1],
    ['a list', [{ type: 'ready' }]],
    ['an empty object', {}],
    ['an unknown type', { type: 'snapshot' }],
    ['an unknown key', { type: 'ready', extra: 1 }],
    ['no sequence number', { type: 'request', request: requests.open }],
    ['a negative sequence number', asked(requests.open, { seq: -1 })],
    ['a broken sequence number', asked(requests.open, { seq: 1.5 })],
    ['a sequence number beyond what counts exactly', asked(requests.open, { seq: 2 ** 60 })],
    ['no number at all', asked(requests.open, { seq: NaN })],
    ['no request', { type: 'request', seq: 1 }],
    ['an unknown kind', asked({ kind: 'delete', id: 'x' })],
    ['a kind of Object itself', asked({ kind: 'constructor', id: 'x' })],
    ['an unknown key in the request', asked({ ...requests.open, path: '/etc/passwd' })],
    ['a missing field', asked({ kind: 'move', id: 'x', status: 'doing' })],
    ['an unknown status', asked({ ...requests.move, status: 'Doing' })],
    ['an empty id', asked({ kind: 'open', id: '' })],
    ['an id that is a list', asked({ kind: 'open', id: ['x'] })],
    ['a huge id', asked({ kind: 'open', id: 'x'.repeat(101) })],
    ['a huge id to stand before', asked({ ...requests.move, beforeId: 'x'.repeat(101) })],
    ['an empty title', asked({ ...requests.create, title: '' })],
    ['a huge title', asked({ ...requests.create, title: 'x'.repeat(1001) })],
  ])('with %s is refused, with a reason', (_name, data) => {
    expect(validateMessage(data)).toEqual({ reason: expect.stringMatching(/./) as string });
  });

  it('that is refused has a reason without any of its text', () => {
    const secret = 'my secret ticket';
    for (const data of [
      asked({ ...requests.create, title: secret.repeat(100) }),
      asked({ ...requests.create, [secret]: 1 }),
      asked({ kind: secret }),
      { type: secret },
    ]) {
      expect(JSON.stringify(validateMessage(data))).not.toContain(secret);
    }
  });

  it.each([
    '{"type":"ready","__proto__":{"polluted":true}}',
    '{"type":"request","seq":1,"request":{"kind":"open","id":"x","__proto__":{"polluted":true}}}',
    '{"type":"ready","constructor":{"prototype":{"polluted":true}}}',
  ])('%s pollutes nothing', (json) => {
    const result = validateMessage(JSON.parse(json));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    if ('message' in result) {
      expect(JSON.stringify(result)).not.toContain('polluted');
      expect((result.message as unknown as Record<string, unknown>)['polluted']).toBeUndefined();
    }
  });

  it('of any JSON whatever makes no fault, and passes only in a form of the protocol', () => {
    const near = fc.record(
      {
        type: fc.constantFrom('ready', 'request', 'reply'),
        seq: fc.oneof(fc.integer(), fc.double()),
        request: fc.oneof(fc.constantFrom(...Object.values(requests)), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), near, fc.anything()), (data) => {
        const result = validateMessage(data);
        if ('message' in result) expect(['ready', 'request']).toContain(result.message.type);
        else expect(typeof result.reason).toBe('string');
      }),
      { numRuns: 500 },
    );
  });
});
