import { expect, it } from 'vitest';
import type { HostMessage, WebviewMessage } from '../../../src/protocol/boardMessages.js';
import type { StateMessage } from '../../../webview/board/boardModel.js';
import { HostClient } from '../../../webview/board/hostClient.js';
import { snapshot } from '../../webview/rows.js';

function fakeHost() {
  const sent: WebviewMessage[] = [];
  const heard: StateMessage[] = [];
  let say: (message: HostMessage) => void = () => undefined;
  const client = new HostClient({
    post: (message) => sent.push(message),
    listen: (listener) => {
      say = listener;
      return () => undefined;
    },
    getState: () => undefined,
    setState: () => undefined,
  });
  client.start((message) => heard.push(message));
  return {
    client,
    sent,
    heard,
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
  const first = client.request({ kind: 'open', id: 'a' });
  const second = client.request({ kind: 'newTicket' });
  expect(sent.slice(1)).toMatchObject([{ seq: 1, request: { id: 'a' } }, { seq: 2 }]);
  say({ type: 'reply', seq: 2, error });
  say({ type: 'reply', seq: 1, error: null });
  say({ type: 'reply', seq: 99, error });
  expect([await first, await second]).toEqual([null, error]);
  expect(heard).toEqual([]);
});
