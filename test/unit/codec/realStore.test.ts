import { describe, expect, it } from 'vitest';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import type { Ticket } from '../../../src/domain/ticket.js';
import { plainTask, realFiles } from './samples.js';

const files = realFiles();

const edits: Record<string, (ticket: Ticket) => Ticket> = {
  id: (ticket) => ({ ...ticket, id: '00000000-0000-4000-8000-000000000000' }),
  slug: (ticket) => ({ ...ticket, slug: 'another' }),
  title: (ticket) => ({ ...ticket, title: 'Another: title' }),
  description: (ticket) => ({ ...ticket, description: `first\n\n  second\n${ticket.description}\n\n` }),
  priority: (ticket) => ({ ...ticket, priority: ticket.priority === 'low' ? 'high' : 'low' }),
  status: (ticket) => ({ ...ticket, status: ticket.status === 'blocked' ? 'todo' : 'blocked' }),
  tags: (ticket) => ({ ...ticket, tags: ticket.tags.length > 0 ? [] : ['true', 'ui'] }),
  created_at: (ticket) => ({ ...ticket, created_at: '2020-01-01T00:00:00Z' }),
  started_at: (ticket) => ({ ...ticket, started_at: ticket.started_at === null ? '2020-01-01T00:00:00Z' : null }),
  closed_at: (ticket) => ({ ...ticket, closed_at: ticket.closed_at === null ? '2020-01-01T00:00:00Z' : null }),
  assignee: (ticket) => ({ ...ticket, assignee: 'null' }),
  'every task': (ticket) => ({
    ...ticket,
    tasks: ticket.tasks.map((task) => ({ ...task, completed: !task.completed, title: 'x\ny\n\n' })),
  }),
  'the order of tasks': (ticket) => ({ ...ticket, tasks: [plainTask, ...ticket.tasks.toReversed()] }),
  'the list of tasks': (ticket) => ({ ...ticket, tasks: ticket.tasks.slice(1) }),
  'no tasks': (ticket) => ({ ...ticket, tasks: [] }),
  'a new metadata key': (ticket) => ({
    ...ticket,
    metadata: { ...ticket.metadata, due: '2026-01-01', comments: [{ id: 1 }] },
  }),
  'every metadata value': (ticket) => ({
    ...ticket,
    metadata: Object.fromEntries(Object.keys(ticket.metadata).map((key) => [key, { b: [], a: 'x\n\n' }])),
  }),
  'no metadata': (ticket) => ({ ...ticket, metadata: {} }),
};

describe('the 66 tickets that vibe-ticket wrote', { timeout: 60_000 }, () => {
  it('are all there', () => {
    expect(files).toHaveLength(66);
  });

  it('are encoded byte for byte as they were', () => {
    for (const { name, text } of files) {
      expect(encodeTicket(decodeTicket(text)), name).toBe(text);
    }
  });

  it('have the id that names their file', () => {
    for (const { name, text } of files) {
      expect(`${decodeTicket(text).id}.yaml`).toBe(name);
    }
  });

  it('keep their bytes when nothing changes', () => {
    for (const { name, text } of files) {
      expect(patchTicket(text, decodeTicket(text)), name).toBe(text);
    }
  });

  it.each(Object.entries(edits))('get their bytes back when %s is edited and edited back', (_what, edit) => {
    for (const { name, text } of files) {
      const before = decodeTicket(text);
      const after = edit(before);
      const edited = patchTicket(text, after);
      expect(decodeTicket(edited), name).toEqual(after);
      expect(edited, name).toBe(encodeTicket(after));
      expect(patchTicket(edited, before), name).toBe(text);
    }
  });

  it('get their bytes back when the first of several metadata keys is removed and comes back', () => {
    for (const { name, text } of files) {
      const before = decodeTicket(text);
      const [, ...others] = Object.entries(before.metadata);
      const edited = patchTicket(text, { ...before, metadata: Object.fromEntries(others) });
      expect(patchTicket(edited, before), name).toBe(text);
    }
  });
});
