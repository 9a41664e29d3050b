import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostMessage, WebviewMessage } from '../../../src/protocol/boardMessages.js';
import { HostClient, type StateMessage } from '../../../webview/board/hostClient.js';
import { patch, snapshot } from '../../webview/rows.js';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { getElementById: () => null });
});
afterEach(() => vi.useRealTimers());

function fakeHost() {
  const sent: WebviewMessage[] = [];
  const heard: StateMessage[] = [];
  const silences: boolean[] = [];
  let say: (message: HostMessage) => void = () => undefined;
  const port = {
    post: (message: WebviewMessage) => sent.push(message),
    listen: (listener: (message: HostMessage) => void) => {
      say = listener;
      return () => undefined;
    },
    getState: () => undefined,
    setState: () => undefined,
  };
  const client = new HostClient(port, (isSilent) => silences.push(isSilent));
  client.start((message) => heard.push(message));
  return {
    client,
    sent,
    heard,
    silences,
    say: (message: HostMessage) => {
      say(message);
    },
  };
}

it('asks for a snapshot when it starts and passes on what changes the board', () => {
  const { sent, heard, say } = fakeHost();
  expect(sent).toEqual([{ type: 'ready' }]);
  say(snapshot([]));
  expect(heard).toHaveLength(1);
});

it('brings each reply to its request, in whatever order they come', async () => {
  const { client, sent, say, heard } = fakeHost();
  const error = { code: 'gone', message: 'It is gone.', hint: 'Refresh.' };
  const first = client.request({ kind: 'search', text: 'a' });
  const second = client.request({ kind: 'newTicket' });
  expect(sent.slice(1)).toMatchObject([{ seq: 1, request: { text: 'a' } }, { seq: 2 }]);
  say({ type: 'reply', seq: 2, error });
  say({ type: 'reply', seq: 1, error: null, ids: ['x'] });
  say({ type: 'reply', seq: 99, error });
  expect(await first).toEqual({ error: null, ids: ['x'] });
  expect((await second).error).toBe(error);
  expect(heard).toEqual([]);
});

describe('a host that says nothing', () => {
  it('is noticed after ten seconds, asked again, and heard again', () => {
    const { sent, silences, say } = fakeHost();
    vi.advanceTimersByTime(9_999);
    expect(silences).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(silences).toEqual([true]);
    vi.advanceTimersByTime(10_000);
    expect(sent.length).toBeGreaterThanOrEqual(3);
    say(snapshot([]));
    expect(silences).toEqual([true, false]);
    const { length } = sent;
    vi.advanceTimersByTime(60_000);
    expect(sent).toHaveLength(length);
  });

  it('is one that does not answer a request, but no slow one that speaks of other things', () => {
    const { client, silences, say } = fakeHost();
    say(snapshot([]));
    void client.request({ kind: 'undo' });
    void client.request({ kind: 'rename', id: 'a', before: 'A', title: 'B' });
    vi.advanceTimersByTime(8_000);
    say(patch(2));
    vi.advanceTimersByTime(9_000);
    expect(silences).toEqual([]);
    vi.advanceTimersByTime(9_000);
    expect(silences).toEqual([true]);
  });

  it('has lost what it was asked before it fell silent, and the one that comes back says so', async () => {
    const { client, say } = fakeHost();
    say(snapshot([]));
    const lost = client.request({ kind: 'rename', id: 'a', before: 'A', title: 'B' });
    vi.advanceTimersByTime(11_000);
    say(snapshot([], { revision: 1 }));
    expect((await lost).error?.code).toBe('no_answer');
  });

  it('may take its time where it asks the person', () => {
    const { client, silences, say } = fakeHost();
    say(snapshot([]));
    void client.request({ kind: 'pick', pick: 'tags', ids: ['a'] });
    vi.advanceTimersByTime(600_000);
    expect(silences).toEqual([]);
  });
});
