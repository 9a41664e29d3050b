import type { ResolvedSetting, Settings } from '../domain/resolveSettings.js';
import { describeKind, type PlainValue } from '../domain/settingKinds.js';
import { definitionOf, meaningOf, settingKeys } from '../domain/settings.js';
import type { Look } from './look.js';
import { cell, formatTable } from './table.js';
import { oneLine } from './terminalText.js';

/** All settings, a line each: what differs from the default stands out. */
export function formatSettings(settings: Settings, { columns, paint }: Look): string {
  const rows = settingKeys.map((key) => {
    const { value, source } = settings.resolve(key);
    const isDefault = source === 'default';
    return [
      cell(key, isDefault ? 'dim' : 'bold'),
      cell(source, isDefault ? 'dim' : undefined),
      cell(oneLine(settingText(value)), isDefault ? 'dim' : undefined),
    ];
  });
  return formatTable(rows, columns, paint);
}

/** One setting in full. */
export function formatSetting({ key, value, source, place }: ResolvedSetting, { paint }: Look): string {
  const { kind, fallback } = definitionOf(key);
  const line = (name: string, text: string): string => `${paint('dim', `${name}:`.padEnd(8))} ${oneLine(text)}`;
  return [
    `${paint('bold', key)}  ${meaningOf(key)}`,
    '',
    line('value', settingText(value)),
    line('from', place ?? source),
    line('allowed', describeKind(kind)),
    line('default', settingText(fallback)),
  ].join('\n');
}

/** A value as a person types it. */
export function settingText(value: PlainValue): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
