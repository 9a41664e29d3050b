import type { JournalEntry, TicketRecord } from '../../domain/operation.js';

/** Version of the lines; those of a newer one are left out. */
const version = 1;

/** One entry as a line. It starts with a line feed too, so that a line which a killed process left half-written ends. */
export function formatEntry(entry: JournalEntry): string {
  return `\n${JSON.stringify({ v: version, ...entry })}\n`;
}

/** The entries of a journal's text; lines that are no entry, such as half-written ones, are left out. */
export function parseEntries(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    const entry = line === '' ? null : parseLine(line);
    return entry === null ? [] : [entry];
  });
}

function parseLine(line: string): JournalEntry | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  return isEntry(value) ? value : null;
}

function isEntry(value: unknown): value is JournalEntry {
  if (!isRecord(value) || value['v'] !== version) return false;
  const texts = ['id', 'at', 'who', 'session', 'surface', 'action'].every((key) => typeof value[key] === 'string');
  const { records } = value;
  return texts && Array.isArray(records) && records.every(isTicketRecord);
}

function isTicketRecord(value: unknown): value is TicketRecord {
  if (!isRecord(value) || typeof value['ticket'] !== 'string' || typeof value['slug'] !== 'string') return false;
  if (value['kind'] !== 'update') {
    return (value['kind'] === 'create' || value['kind'] === 'delete') && typeof value['text'] === 'string';
  }
  const { changes } = value;
  return Array.isArray(changes) && changes.every((change) => isRecord(change) && Array.isArray(change['path']));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
