import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/domain/ticket.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { otherTask, plainTask, plainTicket } from './samples.js';

const handEdited = `# Our first ticket
---
id: "5D6EEA2E-4504-4330-AAED-38817EA1853B"
slug:   fix-login   # short

# What it is about
title: "Fix login"  # to be reworded
description: >-
  folded
  text

owner: {team: blue}
priority: high
status: todo # for now
tags: [ui, 'api']
created_at: 2025-07-28T15:00:00.100Z
tasks: # in order
# the first
- id: ${plainTask.id}
  title: "Write a test"   # quick
  who: me
  completed: no-not-this-one
  created_at: 2025-08-14T16:43:57.298172Z

# the second
- id: ${otherTask.id}
  title: 'Make it pass'
  completed: false
  created_at: 2025-08-14T16:43:57.298172Z
  completed_at: ~
metadata:
  # ours
  due: "2026-01-01"

  estimate: 0x10
  nested: {b: 1, a: 2}
# the end
`.replace('no-not-this-one', 'False');

const before = decodeTicket(handEdited);

/** Patches, checks that the result reads back, and gives the lines that went and came. */
function changedLines(source: string, next: Ticket): { gone: string[]; come: string[] } {
  const text = patchTicket(source, next);
  expect(decodeTicket(text)).toEqual(next);
  const old = source.split('\n');
  const now = text.split('\n');
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

describe('a hand-edited file', () => {
  it('stays as it is when nothing changes', () => {
    expect(patchTicket(handEdited, before)).toBe(handEdited);
  });

  it('stays as it is when only the order of metadata keys differs', () => {
    const metadata = Object.fromEntries(Object.entries(before.metadata).toReversed());
    expect(patchTicket(handEdited, { ...before, metadata })).toBe(handEdited);
  });

  it('changes only the line of a changed field and keeps the comment behind it', () => {
    expect(changedLines(handEdited, { ...before, status: 'doing', title: 'New' })).toEqual({
      gone: ['title: "Fix login"  # to be reworded', 'status: todo # for now'],
      come: ['title: New  # to be reworded', 'status: doing # for now'],
    });
  });

  it('replaces a folded text by a literal block and keeps the blank line behind it', () => {
    const text = patchTicket(handEdited, { ...before, description: 'a\nb' });
    expect(text).toContain('description: |-\n  a\n  b\n\nowner: {team: blue}\n');
  });

  it('does not let blank lines behind a new text become part of it', () => {
    const next = { ...before, description: 'a\n\n' };
    const text = patchTicket(handEdited, next);
    expect(text).toContain('description: |+\n  a\n\nowner: {team: blue}\n');
    expect(decodeTicket(text)).toEqual(next);
    expect(text).toContain('# the end');
  });

  it('inserts a missing field in its place', () => {
    const text = patchTicket(handEdited, { ...before, assignee: 'bob', started_at: '2025-07-29T15:00:00Z' });
    expect(text).toContain('.100Z\nstarted_at: 2025-07-29T15:00:00Z\nassignee: bob\ntasks: # in order\n');
  });

  it('changes only the line of a changed task field; unknown keys of the task survive', () => {
    const tasks = before.tasks.map((task) => ({ ...task, completed: true, completed_at: '2025-08-15T00:00:00Z' }));
    expect(changedLines(handEdited, { ...before, tasks })).toEqual({
      gone: ['  completed: False', '  completed: false', '  completed_at: ~'],
      come: [
        '  completed: true',
        '  completed_at: 2025-08-15T00:00:00Z',
        '  completed: true',
        '  completed_at: 2025-08-15T00:00:00Z',
      ],
    });
  });

  it('moves tasks with their comments', () => {
    const text = patchTicket(handEdited, { ...before, tasks: before.tasks.toReversed() });
    expect(text).toMatch(/tasks: # in order\n\n# the second\n- id: 36ab[^]*# the first\n- id: 22a9[^]*who: me/);
  });

  it('appends a new task and removes one', () => {
    const added = { ...plainTask, id: '00000000-0000-4000-8000-000000000000', title: 'third' };
    expect(changedLines(handEdited, { ...before, tasks: [...before.tasks, added] })).toEqual({
      gone: [],
      come: ['- id: 00000000-0000-4000-8000-000000000000', '  title: third', '  completed_at: null'],
    });
    const [, second] = before.tasks;
    expect(patchTicket(handEdited, { ...before, tasks: second === undefined ? [] : [second] })).not.toContain(
      'who: me',
    );
  });

  it('changes, appends and removes single metadata keys', () => {
    const { due, ...others } = before.metadata;
    expect(due).toBe('2026-01-01');
    expect(changedLines(handEdited, { ...before, metadata: { ...others, estimate: 20, rank: 'a0' } })).toEqual({
      gone: ['  due: "2026-01-01"', '  estimate: 0x10'],
      come: ['  estimate: 20', '  rank: a0'],
    });
  });

  it('writes an emptied container as [] or {}', () => {
    const text = patchTicket(handEdited, { ...before, tasks: [], tags: [], metadata: {} });
    expect(text).toContain('\ntags: []\ncreated_at: 2025-07-28T15:00:00.100Z\ntasks: []\nmetadata: {}\n# the end\n');
  });
});

describe('other layouts', () => {
  it('keeps Windows line ends and a byte order mark', () => {
    const source = `\ufeff${handEdited.replaceAll('\n', '\r\n')}`;
    const next = { ...before, title: 'x\ny', tasks: [...before.tasks, { ...plainTask, title: 'z' }], tags: ['a'] };
    const text = patchTicket(source, next);
    expect(text.startsWith('\ufeff# Our first ticket\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(decodeTicket(text)).toEqual(next);
    expect(patchTicket(source, before)).toBe(source);
  });

  it('puts what is appended on a line of its own where the file has no final line end', () => {
    const source = encodeTicket({ ...plainTicket, metadata: { a: 1 } }).trimEnd();
    const next = { ...plainTicket, metadata: { a: 1, b: 2 } };
    expect(patchTicket(source, next)).toBe(encodeTicket(next));
    expect(patchTicket(source.replace('\nmetadata:\n  a: 1', ''), next)).toBe(encodeTicket(next));
  });

  it('appends before the end of the document', () => {
    const source = `${encodeTicket(plainTicket).replace('metadata: {}\n', '')}...\n`;
    expect(patchTicket(source, { ...plainTicket, metadata: { a: 1 } })).toBe(
      `${encodeTicket({ ...plainTicket, metadata: { a: 1 } })}...\n`,
    );
  });

  it('fills empty containers in place', () => {
    const source = `# mine\n${encodeTicket(plainTicket)}`;
    const next: Ticket = { ...plainTicket, tags: ['a'], tasks: [plainTask], metadata: { a: 1 } };
    expect(patchTicket(source, next)).toBe(`# mine\n${encodeTicket(next)}`);
  });

  it('writes metadata in flow style anew', () => {
    const source = encodeTicket(plainTicket).replace('metadata: {}', 'metadata: {b: 1, a: "x"} # all');
    const next = { ...plainTicket, metadata: { b: 2, a: 'x' } };
    expect(patchTicket(source, next)).toBe(encodeTicket(next));
  });

  it('writes a JSON file anew as YAML and keeps the keys that nobody knows', () => {
    const source = JSON.stringify({ ...plainTicket, tasks: [{ ...plainTask, who: 'me' }], team: ['blue'] });
    const next: Ticket = { ...plainTicket, status: 'done', tasks: [plainTask] };
    const text = patchTicket(source, next);
    expect(text).toBe(
      `${encodeTicket(next).replace('completed_at: null\n', 'completed_at: null\n  who: me\n')}team:\n- blue\n`,
    );
  });

  it('keeps anchors and aliases that no change touches', () => {
    const source = encodeTicket(plainTicket)
      .replace('tags: []', 'tags: &t [a]')
      .replace('metadata: {}', 'metadata:\n  x: *t\n  y: 1');
    const next: Ticket = { ...plainTicket, tags: ['a'], metadata: { x: ['a'], y: 2 } };
    expect(patchTicket(source, next)).toBe(source.replace('y: 1', 'y: 2'));
  });

  it('writes aliases out where their anchor is cut away', () => {
    const source = encodeTicket(plainTicket)
      .replace('tags: []', 'tags: &t [a]')
      .replace('metadata: {}', 'metadata:\n  x: *t\nteam: *t');
    const next: Ticket = { ...plainTicket, tags: ['b'], metadata: { x: ['a'] } };
    expect(patchTicket(source, next)).toBe(`${encodeTicket(next)}team:\n- a\n`);
  });

  it('gives up unknown values that cannot be written out, rather than the edit', () => {
    const source = encodeTicket(plainTicket)
      .replace('tags: []', 'tags: &t [a]')
      .replace('metadata: {}', 'metadata: {x: *t}\nloop: &l [*l]');
    const next: Ticket = { ...plainTicket, tags: ['b'], metadata: { x: ['a'] } };
    expect(patchTicket(source, next)).toBe(encodeTicket(next));
  });

  it('keeps the keys of a file in their odd order', () => {
    const lines = encodeTicket(plainTicket).trimEnd().split('\n').toReversed();
    const source = `${lines.join('\n')}\n`;
    expect(patchTicket(source, { ...plainTicket, status: 'done' })).toBe(
      source.replace('status: todo', 'status: done'),
    );
  });

  it('does not glue a value to the comment of an empty one', () => {
    const source = encodeTicket(plainTicket).replace('assignee: null', 'assignee: # nobody yet');
    expect(patchTicket(source, { ...plainTicket, assignee: 'bob' })).toBe(
      encodeTicket({ ...plainTicket, assignee: 'bob' }).replace('bob', 'bob # nobody yet'),
    );
  });

  it('keeps a no-break space that ends a value before a comment', () => {
    const source = encodeTicket(plainTicket).replace('title: Fix login', 'title: Fix login # c');
    expect(patchTicket(source, { ...plainTicket, title: 'x\xa0' })).toContain('title: x\xa0 # c\n');
  });

  it('tells two tasks with the same id apart by their order', () => {
    const source = encodeTicket({ ...plainTicket, tasks: [plainTask, { ...plainTask, title: 'twin' }] });
    const next = { ...plainTicket, tasks: [plainTask, { ...plainTask, title: 'changed' }] };
    expect(patchTicket(source, next)).toBe(encodeTicket(next));
  });

  it('refuses to write what would not read back', () => {
    const next = { ...plainTicket, priority: 'urgent' } as unknown as Ticket;
    expect(() => patchTicket(encodeTicket(plainTicket), next)).toThrow(/cannot be written/);
  });

  it('refuses metadata nested deeper than vibe-ticket reads', () => {
    let deep: Ticket['metadata'] = {};
    for (let level = 0; level < 200; level += 1) {
      deep = { deep };
    }
    expect(() => patchTicket(encodeTicket(plainTicket), { ...plainTicket, metadata: deep })).toThrow(
      /cannot be written/,
    );
  });
});
