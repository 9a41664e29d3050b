import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSetting } from '../../../src/domain/settingKinds.js';
import { definitionOf, keysAt } from '../../../src/domain/settings.js';
import { encodeConfig, patchConfig } from '../../../src/store/configTemplate.js';
import { readSettingsText } from '../../../src/store/configText.js';
import { patchOwnSettings } from '../../../src/store/teamSettings.js';
import { readText } from '../project/projectFiles.js';

const real = readText('test/fixtures/vibe-ticket-store/.vibe-ticket/config.yaml');

function changed(text: string, key: string, value: string | number | boolean | null): string {
  return patchConfig(text, new Map([[key, value]]));
}

function valueOf(text: string, key: string): unknown {
  return readSettingsText(text).values.get(key)?.value;
}

describe('config.yaml', () => {
  it('is written as vibe-ticket writes it', () => {
    expect(encodeConfig('vibe-ticket', null)).toBe(real);
    expect(encodeConfig("it's: 日本語 🎟", 'a\nb')).toContain(
      "project:\n  name: 'it''s: 日本語 🎟'\n  description: |-\n    a\n    b\n",
    );
  });

  it('stays in that form when a value changes', () => {
    expect(changed(real, 'ui.page_size', 50)).toBe(real.replace('page_size: 20', 'page_size: 50'));
    expect(changed(real, 'project.default_assignee', 'null')).toBe(
      real.replace('default_assignee: null', "default_assignee: 'null'"),
    );
    expect(changed(real, 'plugins.directory', 'yes')).toBe(
      real.replace('directory: .vibe-ticket/plugins', 'directory: yes'),
    );
    expect(patchConfig(real, new Map([['plugins.enabled', ['a', 'true']]]))).toBe(
      real.replace('enabled: []', "enabled:\n  - a\n  - 'true'"),
    );
  });

  it('keeps every byte when nothing changes', () => {
    const text = real.replace('  theme: auto', '  theme:   "auto"   # mine').replace('git:', '\n# git\ngit:');
    expect(patchConfig(text, new Map())).toBe(text);
    expect(changed(text, 'ui.page_size', 20)).toBe(text);
  });

  it('gets the keys that vibe-ticket 0.1 did not write, each in its place', () => {
    const old = real.replace(/ {2}worktree_.*\n/g, '').replace('  emoji: true\n', '');
    expect(changed(old, 'ui.theme', 'dark')).toBe(real.replace('theme: auto', 'theme: dark'));
    const bare = 'project:\n  name: old\n';
    expect(changed(bare, 'ui.theme', 'auto')).toBe(encodeConfig('old', null));
    const empty = real.replace(/ui:\n(?: .*\n)+/, 'ui:\n');
    expect(changed(empty, 'ui.emoji', true)).toBe(real);
  });

  it('keeps comments, unknown keys, odd quoting and odd indents', () => {
    const text =
      '# ours\nproject:   # the project\n    # its name\n    name: "x"   # quoted\n    mine: [1, 2]\narchive:\n  auto: yes\n';
    const next = changed(text, 'project.name', 'y: z');
    expect(next).toContain(
      "# ours\nproject:   # the project\n    # its name\n    name: 'y: z'   # quoted\n    description: null\n",
    );
    expect(next).toContain('\n    mine: [1, 2]\n');
    expect(next).toMatch(/\narchive:\n {2}auto: yes\n$/);
    expect(valueOf(next, 'project.name')).toBe('y: z');
    expect(valueOf(next, 'git.worktree_prefix')).toBe('./{project}-vibeticket-');
  });

  it('keeps line ends of Windows and a byte order mark', () => {
    const text = `\ufeff${real.replaceAll('\n', '\r\n')}`;
    expect(changed(text, 'ui.theme', 'light')).toBe(text.replace('theme: auto', 'theme: light'));
    expect(changed(text.replace('  emoji: true\r\n', ''), 'ui.theme', 'auto')).toBe(text);
  });

  it('changes a file in flow style, with its comments', () => {
    const next = changed('# top\nui: {theme: dark, emoji: false} # mine\n', 'ui.theme', 'true');
    expect(valueOf(next, 'ui.theme')).toBe('true');
    expect(valueOf(next, 'ui.emoji')).toBe(false);
    expect(next).toContain('# top\n');
    expect(next).toContain('# mine');
    const json = changed('{"ui": {"page_size": 7}}', 'ui.page_size', 8);
    expect(valueOf(json, 'ui.page_size')).toBe(8);
  });

  it('keeps what an anchor stands for elsewhere, or refuses', () => {
    const apart = real.replace('theme: auto', 'theme: &t auto').replace('date_format: ', 'date_format: *t # ');
    expect(() => changed(apart, 'ui.theme', 'dark')).toThrow('cannot be changed alone');
    expect(valueOf(changed(apart, 'ui.page_size', 5), 'ui.date_format')).toBe('auto');
    const section = `base: &b\n  theme: dark\n${real.replace(/ui:\n(?: .*\n)+/, 'ui: *b\n')}`;
    const own = changed(section, 'ui.theme', 'light');
    expect([valueOf(own, 'base.theme'), valueOf(own, 'ui.theme')]).toEqual(['dark', 'light']);
  });

  it.each([
    ['tabs', 'ui:\n\ttheme: dark\n', 'line 2: tabs'],
    ['a conflict', '<<<<<<< HEAD\nui:\n  theme: dark\n=======\n>>>>>>> x\n', 'line 1: unresolved merge conflict'],
    ['a key twice', 'ui:\n  theme: dark\n  theme: light\n', 'line 3: the key theme occurs twice'],
    ['a section twice', 'ui:\n  theme: dark\nui:\n  emoji: true\n', 'line 3: the key ui occurs twice'],
    ['a list', '- ui\n', 'line 1: '],
    ['a half', 'ui: {theme: dark', 'line 1: '],
    ['two documents', 'ui: {}\n---\nui: {}\n', 'the file holds more than one document'],
  ])('is refused with %s', (_what, text, reason) => {
    expect(() => changed(text, 'ui.theme', 'auto')).toThrow(reason);
  });

  it('says after any change what it said before, but for the change', () => {
    const typed = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('true', '5', 'null', 'a: b', '#', '- x'));
    fc.assert(
      fc.property(fc.constantFrom(...keysAt('config')), typed, fc.nat(30), (key, text, at) => {
        const value = parseSetting(definitionOf(key).kind, text);
        if (value === undefined) return;
        const lines = real.split('\n');
        lines.splice(at % lines.length, 0, '# a comment', '');
        const before = lines.join('\n');
        const after = patchConfig(before, new Map([[key, value]]));
        expect(valueOf(after, key)).toEqual(value);
        const others = (from: string): unknown[] => [...readSettingsText(from).values].filter(([each]) => each !== key);
        expect(others(after)).toEqual(others(before));
        expect(after).toContain('# a comment\n');
        // Back again, byte for byte.
        expect(patchConfig(after, new Map([[key, definitionOf(key).fallback]]))).toBe(
          patchConfig(before, new Map([[key, definitionOf(key).fallback]])),
        );
      }),
    );
  });
});

describe("the team's settings", () => {
  const set = (text: string, key: string, value: string | number | undefined): string =>
    patchOwnSettings('team', text, new Map([[key, value]]));

  it('begin with the version of their schema', () => {
    expect(set('', 'claim.lease_minutes', 5)).toBe('schema_version: 1\nclaim:\n  lease_minutes: 5\n');
    expect(set('# ours\n', 'claim.lease_minutes', 5)).toBe('# ours\nschema_version: 1\nclaim:\n  lease_minutes: 5\n');
    expect(valueOf(set('# ours\nclaim:\n  lease_minutes: 5\n', 'claim.lease_minutes', 6), 'schema_version')).toBe(1);
  });

  it('keep what a person wrote, also where a value goes', () => {
    const text = 'schema_version: 1\n# how long\nclaim:\n  lease_minutes: 5\nmine: 1\n';
    expect(set(text, 'claim.lease_minutes', undefined)).toBe('schema_version: 1\n# how long\nmine: 1\n');
    expect(set(text, 'children.on_close', 'cascade')).toBe(
      'schema_version: 1\n# how long\nclaim:\n  lease_minutes: 5\nchildren:\n  on_close: cascade\nmine: 1\n',
    );
    const two = 'schema_version: 1\nchildren:\n  # a\n  on_close: detach # b\n  on_delete: detach\n';
    expect(set(two, 'children.on_delete', undefined)).toBe(
      'schema_version: 1\nchildren:\n  # a\n  on_close: detach # b\n',
    );
    expect(set(two, 'archive.after_days', undefined)).toBe(two);
  });

  it('take a key of vibe-ticket, beside its own', () => {
    expect(set('schema_version: 1\ntickets:\n  similar_hint: false\n', 'ui.theme', 'dark')).toBe(
      'schema_version: 1\nui:\n  theme: dark\ntickets:\n  similar_hint: false\n',
    );
  });

  it('stand in a section within a section where the table says so', () => {
    const limits = set('', 'board.wip_limits.doing', 3);
    expect(limits).toBe('schema_version: 1\nboard:\n  wip_limits:\n    doing: 3\n');
    expect(valueOf(limits, 'board.wip_limits.doing')).toBe(3);
    const named = set(limits, 'board.column_names.todo', 'Backlog: 日本語');
    expect(named).toBe(`${limits}  column_names:\n    todo: 'Backlog: 日本語'\n`);
    expect(set(named, 'board.wip_limits.todo', 9)).toBe(named.replace('    doing: 3', '    todo: 9\n    doing: 3'));
    expect(set(named, 'board.enforce_wip', 'true')).toContain("    doing: 3\n  enforce_wip: 'true'\n  column_names:\n");
    expect(set(named, 'board.wip_limits.doing', undefined)).toBe(
      "schema_version: 1\nboard:\n  column_names:\n    todo: 'Backlog: 日本語'\n",
    );
    expect(set(set(named, 'board.wip_limits.doing', undefined), 'board.column_names.todo', undefined)).toBe(
      'schema_version: 1\n',
    );
  });

  it('keep comments, unknown keys, odd indents and flow style in a section within a section', () => {
    const text =
      'schema_version: 1\nboard:   # ours\n    wip_limits:\n      # few\n      doing: 2   # two\n      mine: {a: 1}\n    lanes: x\n';
    expect(set(text, 'board.wip_limits.doing', 4)).toBe(text.replace('doing: 2', 'doing: 4'));
    const flow = set(
      'schema_version: 1\nboard: {wip_limits: {doing: 2}, lanes: x} # mine\n',
      'board.wip_limits.todo',
      5,
    );
    expect(valueOf(flow, 'board.wip_limits.todo')).toBe(5);
    expect(valueOf(flow, 'board.wip_limits.doing')).toBe(2);
    expect(valueOf(flow, 'board.lanes')).toBe('x');
    expect(flow).toContain('# mine');
  });

  it('say after any change what they said before, but for the change', () => {
    const keys = fc.constantFrom(...keysAt('team'));
    const change = fc.record({ key: keys, typed: fc.constantFrom('3', 'true', 'cascade', 'x: y', 'null', '日本') });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        let text = '';
        const wanted = new Map<string, unknown>();
        for (const { key, typed } of changes) {
          const value = parseSetting(definitionOf(key).kind, typed);
          text = patchOwnSettings('team', text, new Map([[key, value]]));
          if (value === undefined) wanted.delete(key);
          else wanted.set(key, value);
          const said = [...readSettingsText(text).values].map(([each, spelled]) => [each, spelled.value]);
          expect(Object.fromEntries(said)).toEqual({ schema_version: 1, ...Object.fromEntries(wanted) });
        }
      }),
      { numRuns: 50 },
    );
  });
});
