import type { BrokenFile } from '../../domain/change.js';
import { duplicateOf, electFile } from '../duplicates.js';
import { holdsRow, type RowFile, type TicketRowFile } from './rowTable.js';

export interface ElectedFiles {
  /** One an id. */
  readonly tickets: readonly TicketRowFile[];
  /** By file name. */
  readonly broken: readonly BrokenFile[];
}

/** Of several files with one id one counts, the others are broken. Nearly all files are named after their ticket. */
export function electRows(files: readonly RowFile[]): ElectedFiles {
  const tickets: TicketRowFile[] = [];
  const broken: BrokenFile[] = [];
  const strays = new Map<string, TicketRowFile[]>();
  for (const file of files) {
    if (!holdsRow(file)) broken.push(file.content);
    else if (isNamedAfter(file.name, file.content.id)) tickets.push(file);
    else strays.set(file.content.id, [...(strays.get(file.content.id) ?? []), file]);
  }
  const named = new Set(strays.size === 0 ? [] : tickets.map(({ content }) => content.id));
  for (const [id, group] of strays) {
    const names = group.map(({ name }) => name);
    const winner = electFile(id, named.has(id) ? [...names, `${id}.yaml`] : names);
    for (const file of group) {
      if (file.name === winner) tickets.push(file);
      else broken.push(duplicateOf(winner, file.name));
    }
  }
  return { tickets, broken: broken.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

function isNamedAfter(name: string, id: string): boolean {
  return name.length === id.length + '.yaml'.length && name.startsWith(id);
}
