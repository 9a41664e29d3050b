import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Finding, FindingCode } from '../../domain/finding.js';
import { keysAt } from '../../domain/settings.js';
import { readSettingsText } from '../configText.js';
import { TicketFormatError } from '../codec/ticketFormatError.js';
import { readTextIfThere } from '../files.js';
import type { StoreLayout } from '../layout.js';
import { isStaleLock } from '../lock/breakLock.js';
import { listIntents, readIntent } from '../operations/intent.js';
import { isAbandoned } from '../operations/recoverOperations.js';
import { listLocks, listOrphans } from '../sweepTempFiles.js';
import { conflictLine } from './places.js';

/** What is wrong with a store beside its tickets. @throws TicketreeError `store_damaged` */
export async function checkStore(layout: StoreLayout): Promise<Finding[]> {
  const make = (
    code: FindingCode,
    path: string,
    message: string,
    fixable: boolean,
    line: number | null = null,
  ): Finding => ({ code, file: relative(layout.root, path).split(sep).join('/'), line, message, fixable });
  const locks = await listLocks(layout, isStaleLock);
  const orphans = await listOrphans(layout);
  return [
    ...locks.map((path) => make('stuck-lock', path, 'its holder is dead or has not been heard of for 30 s', true)),
    ...orphans.map((path) => make('orphaned-temp-file', path, 'was left by a process that died', true)),
    ...(await checkOperations(layout)).map(([path, message, fixable]) =>
      make('unfinished-operation', path, message, fixable),
    ),
    ...(await checkConflicts(layout)).map(([path, line]) =>
      make('conflict-markers', path, 'a merge conflict stands in it; choose one side in a text editor', false, line),
    ),
    ...(await checkConfig(layout)).map(([message, fixable, line]) =>
      make('config', layout.config, message, fixable, line),
    ),
  ];
}

async function checkOperations(layout: StoreLayout): Promise<(readonly [string, string, boolean])[]> {
  const found: (readonly [string, string, boolean])[] = [];
  for (const path of listIntents(layout)) {
    const intent = await readIntent(path);
    if (intent === null) {
      // Its process may have finished meanwhile.
      if (!existsSync(path)) continue;
      found.push([path, 'cannot be read; look at the tickets with `ticketree history`, then remove this file', false]);
    } else if (isAbandoned(intent)) {
      found.push([path, `its process died in the middle of "${intent.entry.action}"`, true]);
    }
  }
  return found;
}

async function checkConflicts(layout: StoreLayout): Promise<[string, number][]> {
  const found: [string, number][] = [];
  for (const path of [layout.config, layout.state, layout.teamSettings, layout.views, layout.activeTickets]) {
    const line = conflictLine((await readTextIfThere(path)) ?? '');
    if (line !== null) found.push([path, line]);
  }
  return found;
}

/** Whether vibe-ticket can read `config.yaml`: it wants every one of its keys. */
async function checkConfig(layout: StoreLayout): Promise<[string, boolean, number | null][]> {
  const text = await readTextIfThere(layout.config);
  if (text === null) return [['is missing; vibe-ticket cannot work without it', true, null]];
  if (conflictLine(text) !== null) return [];
  try {
    const { values } = readSettingsText(text);
    const missing = keysAt('config').filter((key) => !values.has(key));
    if (missing.length === 0) return [];
    return [[`lacks ${missing.join(', ')}, without which vibe-ticket cannot read it`, true, null]];
  } catch (error) {
    if (!(error instanceof TicketFormatError)) throw error;
    const advice = 'mend it, or `ticketree config reset --force` writes it anew and keeps a copy';
    return [[`cannot be read: ${error.reason}; ${advice}`, false, error.line]];
  }
}
