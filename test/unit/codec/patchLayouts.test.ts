import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue, Ticket } from '../../../src/domain/ticket.js';
import { decodeTicket } from '../../../src/store/codec/decodeTicket.js';
import { encodeTicket } from '../../../src/store/codec/encodeTicket.js';
import { patchTicket } from '../../../src/store/codec/patchTicket.js';
import { otherTask, plainTask, plainTicket } from './samples.js';

/** The plain ticket's file with other lines for its metadata, its tasks or its tags. */
function withLines(key: 'metadata' | 'tasks' | 'tags', ...lines: string[]): string {
  return encodeTicket(plainTicket).replace(new RegExp(`^${key}: .*\n`, 'm'), () => `${lines.join('\n')}\n`);
}

/** Patches and checks that the result reads back; only the given lines may have gone and come. */
function expectLines(source: string, next: Ticket, { gone, come }: Record<'gone' | 'come', string[]>): string {
  const text = patchTicket(source, next);
  expect(decodeTicket(text)).toEqual(next);
  const old = source.split('\n');
  const now = text.split('\n');
  expect({
    gone: old.filter((line) => !now.includes(line)),
    come: now.filter((line) => !old.includes(line)),
  }).toEqual({ gone, come });
  return text;
}

function withMetadata(source: string, change: (metadata: Record<string, JsonValue>) => JsonObject): Ticket {
  const ticket = decodeTicket(source);
  return { ...ticket, metadata: change({ ...ticket.metadata }) };
}

const wide = withLines(
  'metadata',
  'metadata: # ours',
  '    # how large',
  '    estimate: 0x10 # hours',
  '    big: 12345678901234567890',
  '',
  '    fields:',
  '          price: 1.10 # euros',
  '          ratio: 1e3',
  '          # who pays',
  '          payer: bob',
  '    comments:',
  '      - id: a',
  '        text: one # short',
  '        weight: 2.50',
  '      # the second',
  '      -   text: "two"',
  '          id: b',
  '    numbers: [1.10, 0x1F, {deep: 1.0}]',
  '# the end',
);

describe('metadata in a layout of its own', () => {
  it('is changed, grows and shrinks in its own column', () => {
    const next = withMetadata(wide, (metadata) => {
      delete metadata['estimate'];
      return { ...metadata, big: 1, rank: 'a0' };
    });
    expectLines(wide, next, {
      gone: ['    estimate: 0x10 # hours', '    big: 12345678901234567890'],
      come: ['    big: 1', '    rank: a0'],
    });
  });

  it('changes within a mapping touch no neighbour', () => {
    const next = withMetadata(wide, (metadata) => ({
      ...metadata,
      fields: { payer: 'eve', price: 1.1, ratio: 1000, a: 1 },
    }));
    expectLines(wide, next, {
      gone: ['          payer: bob'],
      come: ['          a: 1', '          payer: eve'],
    });
  });

  it('takes one more item, a change within an item, and another order', () => {
    const comments = decodeTicket(wide).metadata['comments'] as readonly JsonObject[];
    const [one = {}, two = {}] = comments;
    const added = withMetadata(wide, (metadata) => ({
      ...metadata,
      comments: [...comments, { id: 'c', text: 'x\ny' }],
    }));
    expectLines(wide, added, { gone: [], come: ['      - id: c', '        text: |-', '          x', '          y'] });
    const changed = withMetadata(wide, (metadata) => ({
      ...metadata,
      comments: [
        { ...one, text: '1' },
        { ...two, at: 5 },
      ],
    }));
    expectLines(wide, changed, {
      gone: ['        text: one # short', '      -   text: "two"'],
      come: ["        text: '1' # short", '      -   at: 5', '          text: "two"'],
    });
    const turned = withMetadata(wide, (metadata) => ({ ...metadata, comments: [two, one] }));
    expect(expectLines(wide, turned, { gone: [], come: [] })).toMatch(/# the second\n {6}- {3}text[^]*id: a/);
    const shorter = withMetadata(wide, (metadata) => ({ ...metadata, comments: [two] }));
    expectLines(wide, shorter, {
      gone: ['      - id: a', '        text: one # short', '        weight: 2.50'],
      come: [],
    });
  });

  it('loses the first key of an item and keeps the others', () => {
    const source = withLines(
      'metadata',
      'metadata:',
      '   a:',
      '   -  x: 1.0',
      '      # which',
      '      y: 2.0 # two',
      '   - x',
    );
    const next = withMetadata(source, () => ({ a: [{ y: 2 }, 'x'] }));
    expectLines(source, next, { gone: ['   -  x: 1.0', '      # which'], come: ['   -  # which'] });
  });

  it('keeps the spelling of numbers where a list or mapping must be written anew', () => {
    const next = withMetadata(wide, (metadata) => ({ ...metadata, numbers: [1.1, 31, { deep: 1, x: true }, 5] }));
    expectLines(wide, next, {
      gone: ['    numbers: [1.10, 0x1F, {deep: 1.0}]'],
      come: ['    numbers:', '    - 1.10', '    - 0x1F', '    - deep: 1.0', '      x: true', '    - 5'],
    });
  });

  it('is emptied, and changes its kind', () => {
    const empty = withMetadata(wide, (metadata) => ({ ...metadata, fields: {}, comments: [], numbers: {} }));
    const text = patchTicket(wide, empty);
    expect(decodeTicket(text)).toEqual(empty);
    expect(text).toContain('\n    fields: {}\n    comments: []\n    numbers: {}\n# the end\n');
    const other = withMetadata(wide, (metadata) => ({ ...metadata, fields: ['x'], comments: { x: 1 }, numbers: 'x' }));
    expect(decodeTicket(patchTicket(wide, other))).toEqual(other);
  });

  it('keeps the digits of a flow mapping that is written anew', () => {
    const source = withLines('metadata', 'metadata: {b: 1.10, a: 12345678901234567890, c: .inf, "d": [2.0], e: ~}');
    const next = withMetadata(source, (metadata) => ({ ...metadata, b: 2 }));
    expect(patchTicket(source, next)).toBe(
      withLines(
        'metadata',
        'metadata:',
        '  b: 2',
        '  a: 12345678901234567890',
        '  c: .inf',
        '  d:',
        '  - 2.0',
        '  e: null',
      ),
    );
  });

  it('does not take the spelling of one number for another', () => {
    const source = withLines('metadata', 'metadata: {a: 1.0, b: [2.0, 3.0]}');
    const next = withMetadata(source, () => ({ a: 1.5, b: [3, 2, 2] }));
    expect(patchTicket(source, next)).toBe(
      withLines('metadata', 'metadata:', '  a: 1.5', '  b:', '  - 3.0', '  - 2.0', '  - 2'),
    );
  });

  it('keeps the digits behind an alias that must be written out', () => {
    const source = withLines('metadata', 'metadata:', '  a: &n 1.10', '  b: [*n, x]', '  c: &gone y', '  d: *gone');
    const next = withMetadata(source, (metadata) => ({ ...metadata, b: [1.1, 'z'], c: 'w' }));
    const text = patchTicket(source, next);
    expect(decodeTicket(text)).toEqual(next);
    expect(text).toContain('  a: 1.10\n  b:\n  - 1.10\n  - z\n  c: w\n  d: y\n');
  });

  it('has keys of any form in place', () => {
    const long = 'long '.repeat(40).trim();
    const source = withLines(
      'metadata',
      'metadata:',
      `  ? ${long}`,
      '  : 1.10 # c',
      '  ? "two\\nlines"',
      '  : a',
      '  "x": {}',
    );
    const next = withMetadata(source, (metadata) => ({ ...metadata, 'two\nlines': 'b', x: { a: 1 } }));
    expectLines(source, next, {
      gone: ['  ? "two\\nlines"', '  : a', '  "x": {}'],
      come: ['  ? |-', '    two', '    lines', '  : b', '  x:', '    a: 1'],
    });
  });

  it('does not mistake inherited names for its own', () => {
    const source = withLines('metadata', 'metadata: {toString: 1.0}');
    const next = withMetadata(source, (metadata) => ({ ...metadata, constructor: 'x', valueOf: { id: 'y' } }));
    expect(decodeTicket(patchTicket(source, next))).toEqual(next);
  });
});

describe('tasks and tags in a layout of their own', () => {
  const tasks = withLines(
    'tasks',
    'tasks:',
    '  # first',
    `  - id: ${plainTask.id}`,
    '    title: Write a test # quick',
    '    completed: false',
    '    created_at: 2025-08-14T16:43:57.298172Z',
    '    who: me',
    '    cost: 1.10',
    '',
    `  -   title: "Make it pass"`,
    `      id: ${otherTask.id}`,
    '      completed: false',
    '      created_at: 2025-08-14T16:43:57.298172Z',
  );

  it('change, move and grow with their indentation, comments and unknown keys', () => {
    const done = { ...plainTicket, tasks: [{ ...plainTask, completed: true }, otherTask] };
    expectLines(tasks, done, { gone: ['    completed: false'], come: ['    completed: true'] });
    const third = { ...plainTask, id: '00000000-0000-4000-8000-000000000000', title: 'third' };
    const more = { ...plainTicket, tasks: [{ ...otherTask, completed: true }, plainTask, third] };
    const text = expectLines(tasks, more, {
      gone: ['      completed: false'],
      come: ['      completed: true', `  - id: ${third.id}`, '    title: third', '    completed_at: null'],
    });
    expect(text).toMatch(/Make it pass[^]*# first\n[^]*cost: 1\.10\n {2}- id: 0000/);
  });

  it('never hand the unknown keys of a removed task to a new one', () => {
    const replaced = {
      ...plainTicket,
      tasks: [{ ...plainTask, id: '00000000-0000-4000-8000-000000000000' }, otherTask],
    };
    const text = patchTicket(tasks, replaced);
    expect(decodeTicket(text)).toEqual(replaced);
    expect(text).not.toContain('who: me');
  });

  it('in flow style are written anew with their unknown keys and digits', () => {
    const source = withLines(
      'tasks',
      `tasks: [{who: {b: 1.10, a: x}, id: ${plainTask.id}, title: Write a test, completed: False, created_at: 2025-08-14T16:43:57.298172Z}]`,
    );
    const next = { ...plainTicket, tasks: [{ ...plainTask, completed: true }] };
    expect(patchTicket(source, next)).toContain('  completed_at: null\n  who:\n    a: x\n    b: 1.10\nmetadata');
  });

  it('keep the comments behind tags that stay', () => {
    const source = withLines(
      'tags',
      'tags:',
      '    - ui # the look',
      '    # to be split',
      '    - "api"',
      '    - gone',
      '    - 1.10',
    );
    expectLines(
      source,
      { ...plainTicket, tags: ['ui', 'api', '1.10', 'true'] },
      {
        gone: ['    - gone'],
        come: ["    - 'true'"],
      },
    );
  });

  it('keep tags without a value', () => {
    const source = withLines('tags', 'tags:', '-', '- a', '-  # none', '- b');
    expectLines(source, { ...plainTicket, tags: ['', 'a', '', 'c'] }, { gone: ['- b'], come: ['- c'] });
  });
});

describe('the file as a whole', () => {
  it('may be indented', () => {
    const source = `---\n${encodeTicket({ ...plainTicket, metadata: { a: [1] } })
      .replace(/^/gm, '  ')
      .trimEnd()} # end\n`;
    const next = { ...plainTicket, title: 'New', metadata: { a: [1, 2] } };
    expectLines(source, next, { gone: ['  title: Fix login'], come: ['  title: New', '    - 2'] });
  });

  it('keeps the digits of what nobody knows when it is in flow style', () => {
    const source = JSON.stringify({ ...plainTicket, metadata: { n: 'N' }, team: { size: 'S' } })
      .replace('"N"', '1.10')
      .replace('"S"', '12345678901234567890');
    const next = { ...plainTicket, title: 'New', metadata: { n: 1.1 } };
    expect(patchTicket(source, next)).toBe(
      `${encodeTicket(next).replace('n: 1.1', 'n: 1.10')}team:\n  size: 12345678901234567890\n`,
    );
  });

  it('does not carry the spelling of a name into a field that is cleared', () => {
    const source = `{${encodeTicket({ ...plainTicket, assignee: 'x' })
      .trimEnd()
      .replace("''", '""')
      .replaceAll('\n', ', ')}}`;
    const named = source.replace('assignee: x', 'assignee: .inf');
    expect(decodeTicket(named).assignee).toBe('.inf');
    expect(patchTicket(named, plainTicket)).toBe(encodeTicket(plainTicket));
  });
});
