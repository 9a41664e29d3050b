import * as vscode from 'vscode';
import { DisposableStore } from '../../util/disposable.js';
import { openTicketTab, openTicketYaml } from '../editor/openTicket.js';
import { showFailure } from '../ui/showFailure.js';
import { showUntilGone } from '../ui/quickInput.js';
import type { CommandContext } from './commandContext.js';
import { ticketItems, type TicketItem } from './pickTicket.js';

/** Opens a ticket by a few letters of its title, its short id or its assignee; the one shortcut to learn. */
export function quickOpen({ session, boards }: CommandContext): void {
  const workspace = session.requireWorkspace();
  const parts = new DisposableStore();
  const pick = parts.add(vscode.window.createQuickPick<TicketItem>());
  const asYaml = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Open as YAML') };
  const onBoard = { iconPath: new vscode.ThemeIcon('project'), tooltip: vscode.l10n.t('Show on the Board') };
  pick.placeholder = vscode.l10n.t('Open a ticket: type letters of its title, its id, or a name');
  pick.matchOnDescription = true;
  pick.items = ticketItems(workspace).map((item) => ({ ...item, buttons: [onBoard, asYaml] }));
  const leave = (work: Promise<void>): void => {
    pick.hide();
    work.catch(showFailure);
  };
  parts.add(
    pick.onDidAccept(() => {
      const [item] = pick.selectedItems;
      if (item) leave(openTicketTab(workspace, item.ticket.id));
    }),
  );
  parts.add(
    pick.onDidTriggerItemButton(({ button, item }) => {
      leave(button === asYaml ? openTicketYaml(workspace, item.ticket.id) : boards.show(item.ticket.id));
    }),
  );
  parts.add(
    showUntilGone(pick, () => {
      parts.dispose();
    }),
  );
}
