import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveSetting, Settings, settingsLayer, type SettingsLayer } from '../../../src/domain/resolveSettings.js';
import { describeKind, parseSetting, readSetting, type SettingKind } from '../../../src/domain/settingKinds.js';
import { definitionOf, settingKeys } from '../../../src/domain/settings.js';

const wholeOrOff: SettingKind = { type: 'whole', min: 1, max: 90, optional: true };
const choice: SettingKind = { type: 'choice', of: ['low', 'high'] };
const line: SettingKind = { type: 'text' };
const lines: SettingKind = { type: 'text', lines: true, optional: true };

describe('the table of settings', () => {
  it.each(settingKeys)('has a default for %s that is allowed, and that a person can type', (key) => {
    const { kind, fallback, levels, meaning } = definitionOf(key);
    const text = fallback === null ? 'null' : String(fallback);
    expect(readSetting(kind, { value: fallback, text: fallback === null ? null : text })).toEqual(fallback);
    expect(parseSetting(kind, text)).toEqual(fallback);
    expect(levels.length).toBeGreaterThan(0);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(describeKind(kind)).not.toBe('');
  });
});

describe('what a person types for a setting', () => {
  it.each<[SettingKind, string, unknown]>([
    [{ type: 'boolean' }, ' True ', true],
    [{ type: 'boolean' }, 'off', false],
    [{ type: 'boolean' }, 'constructor', undefined],
    [{ type: 'boolean' }, '', undefined],
    [choice, 'HIGH', 'high'],
    [choice, 'huge', undefined],
    [wholeOrOff, '30', 30],
    [wholeOrOff, 'null', null],
    [wholeOrOff, '0', undefined],
    [wholeOrOff, '91', undefined],
    [wholeOrOff, '1e1', undefined],
    [wholeOrOff, '-3', undefined],
    [wholeOrOff, '9'.repeat(400), undefined],
    [line, '日本語 🎟', '日本語 🎟'],
    [line, 'name: x # y', 'name: x # y'],
    [line, 'a\nb: c', undefined],
    [line, 'a\r', undefined],
    [line, '\u001b[2J', undefined],
    [line, 'a\u2028b', undefined],
    [line, 'half \ud83c', undefined],
    [lines, 'a\nb\tc', 'a\nb\tc'],
    [lines, 'a\u0000b', undefined],
    [lines, '', null],
    [{ type: 'texts' }, 'a, b,,c ', ['a', 'b', 'c']],
    [{ type: 'texts' }, '', []],
    [{ type: 'texts' }, 'a\nb', undefined],
  ])('%j %j is %j', (kind, typed, value) => {
    expect(parseSetting(kind, typed)).toEqual(value);
  });

  it.each(['-rf', 'a..b/', 'a b/', 'a~/', '/a', '.a/', 'a//', 'x@{y', 'a/.b', 'a\\'])(
    'is no beginning of a branch: %j',
    (typed) => {
      expect(parseSetting(definitionOf('git.branch_prefix').kind, typed)).toBeUndefined();
    },
  );

  it('is refused or read back as it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...settingKeys), fc.string({ unit: 'binary' }), (key, typed) => {
        const { kind } = definitionOf(key);
        const value = parseSetting(kind, typed);
        if (value === undefined) return;
        const text = typeof value === 'string' ? value : null;
        expect(readSetting(kind, { value, text })).toEqual(value);
      }),
    );
  });
});

const layers: SettingsLayer[] = [
  settingsLayer('config', 'config.yaml', { 'ui.page_size': 10, 'ui.theme': 'dark', 'project.name': 'p' }),
  settingsLayer('team', 'ticketree.yaml', { 'ui.page_size': 20, 'archive.after_days': 14 }),
  settingsLayer('personal', 'mine', { 'ui.page_size': 30 }),
  settingsLayer('flag', '--limit', { 'ui.page_size': 40 }),
];

describe('which setting wins', () => {
  it('goes by the one rule, whatever the order in which they were read', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(layers), (some) => {
        const wanted = (['flag', 'personal', 'team', 'config'] as const).find((source) =>
          some.some((layer) => layer.source === source),
        );
        expect(new Settings(some).resolve('ui.page_size').source).toBe(wanted ?? 'default');
      }),
    );
  });

  it('tells the value, who says so and where', () => {
    const settings = new Settings(layers.slice(0, 3));
    expect(settings.resolve('ui.page_size')).toEqual({
      key: 'ui.page_size',
      value: 30,
      source: 'personal',
      place: 'mine',
    });
    expect(settings.resolve('ui.theme')).toMatchObject({ value: 'dark', source: 'config' });
    expect(settings.resolve('ui.emoji')).toEqual({ key: 'ui.emoji', value: true, source: 'default', place: null });
    expect(settings.warnings).toEqual([]);
  });

  it('passes over a value that is not allowed, and says so', () => {
    const settings = new Settings([
      settingsLayer('personal', 'mine', { 'ui.page_size': 'many' }),
      settingsLayer('team', 'ticketree.yaml', { 'ui.page_size': -1 }),
      ...layers.slice(0, 1),
    ]);
    expect(settings.get('ui.page_size')).toBe(10);
    expect(settings.warnings).toEqual([
      'mine: ui.page_size must be a whole number from 1 to 100000.',
      'ticketree.yaml: ui.page_size must be a whole number from 1 to 100000.',
    ]);
  });

  it('passes over what stands in a file where it has no effect', () => {
    const mine = settingsLayer('personal', 'mine', { 'archive.after_days': 1, 'project.name': 'x' });
    expect(resolveSetting('archive.after_days', [mine]).source).toBe('default');
    expect(new Settings([mine]).warnings).toEqual([
      'mine: archive.after_days has no effect here; it belongs into ticketree.yaml.',
      'mine: project.name has no effect here; it belongs into config.yaml.',
    ]);
  });

  it('tells of unknown keys in our own files, and of a value in the place of a section', () => {
    const values = new Map([
      ['claim.lease_minute', { value: 5, text: '5' }],
      ['__proto__', { value: 1, text: '1' }],
      ['ui', { value: 'dark', text: 'dark' }],
      ['schema_version', { value: 1, text: '1' }],
    ]);
    expect(new Settings([{ source: 'team', place: 't', values }]).warnings).toEqual([
      't: "claim.lease_minute" is no setting.',
      't: "__proto__" is no setting.',
      't: "ui" must hold settings, not a value.',
    ]);
    expect(new Settings([{ source: 'config', place: 'c', values }]).warnings).toEqual([
      'c: "ui" must hold settings, not a value.',
    ]);
  });
});
