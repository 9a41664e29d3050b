import * as vscode from 'vscode';
import type { FoundTicket } from '../../app/searchService.js';
import { shortIds } from '../../domain/ticketRef.js';
import { systemClock } from '../../util/clock.js';
import { DisposableStore } from '../../util/disposable.js';
import { openTicketTab } from '../editor/openTicket.js';
import { plainLabel } from '../ui/plainLabel.js';
import { showFailure } from '../ui/showFailure.js';
import { ticketIcon } from '../ui/ticketLabels.js';
import { showUntilGone } from '../ui/quickInput.js';
import type { CommandContext } from './commandContext.js';

interface HitItem extends vscode.QuickPickItem {
  readonly id: string;
}

/** Milliseconds of rest after a key until the search begins. */
const restMillis = 120;
const mostHits = 100;

/** Full-text search over titles, descriptions, tasks, comments and tags, the best first. */
export async function searchTickets({ session }: CommandContext): Promise<void> {
  const workspace = session.requireWorkspace();
  // The editor's start does without.
  const { SearchService } = await import('../../app/searchService.js');
  const service = new SearchService(workspace.store, workspace.queries, systemClock);
  const parts = new DisposableStore();
  const pick = parts.add(vscode.window.createQuickPick<HitItem>());
  let timer: ReturnType<typeof setTimeout> | undefined;
  pick.placeholder = vscode.l10n.t('Search the whole text of all tickets');
  const search = async (text: string): Promise<void> => {
    const { found, ids } = await service.search({ text, filter: '', limit: mostHits, offset: 0 });
    if (pick.value !== text) return;
    pick.items = hitItems(found, ids);
    pick.busy = false;
  };
  parts.add(
    pick.onDidChangeValue((text) => {
      clearTimeout(timer);
      pick.busy = text.trim() !== '';
      if (pick.busy) timer = setTimeout(() => void search(text).catch(showFailure), restMillis);
      else pick.items = [];
    }),
  );
  parts.add(
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      pick.hide();
      if (item) openTicketTab(workspace, item.id).catch(showFailure);
    }),
  );
  parts.add(
    showUntilGone(pick, () => {
      clearTimeout(timer);
      parts.dispose();
      void service.save();
    }),
  );
}

/** The editor's own filter would hide what matches only in a description. */
function hitItems(found: readonly FoundTicket[], ids: readonly string[]): HitItem[] {
  const short = shortIds(ids);
  return found.map(({ row, snippet }) => ({
    id: row.id,
    label: plainLabel(row.title),
    description: `#${short.get(row.id) ?? row.id}`,
    detail: plainLabel(snippet.text),
    iconPath: ticketIcon(row),
    alwaysShow: true,
  }));
}
