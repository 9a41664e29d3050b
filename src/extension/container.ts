import * as vscode from 'vscode';
import { systemClock } from '../util/clock.js';
import { type Disposable, DisposableStore } from '../util/disposable.js';
import type { Logger } from '../util/logger.js';
import { BoardPanels } from './board/boardPanels.js';
import { registerCommands } from './commands/registerCommands.js';
import { DeepLinks } from './deepLinks.js';
import { TicketCustomEditor } from './editor/ticketCustomEditor.js';
import { FollowBranch } from './git/followBranch.js';
import { GitFiles } from './git/gitFiles.js';
import { MessageFiles } from './git/messageFiles.js';
import { GitStores } from './git/gitStores.js';
import { untrustedRefusal } from './git/restrictedMode.js';
import { TicketWork } from './git/ticketWork.js';
import { WorkStatusBar } from './git/workStatusBar.js';
import { WorktreesView } from './git/worktreesView.js';
import { makeLogger } from './logChannel.js';
import { StoreSession } from './storeSession.js';
import { ActiveTicketStatusBar } from './ui/activeTicketStatusBar.js';
import { TicketsView } from './tree/ticketsView.js';

/** The composition root: makes every part with plain `new`, in the order in which they need each other. */
export class Container implements Disposable {
  readonly logger: Logger;
  private readonly parts = new DisposableStore();

  constructor(context: vscode.ExtensionContext) {
    const channel = this.parts.add(vscode.window.createOutputChannel('Ticketree', { log: true }));
    this.logger = makeLogger(channel);
    const session = this.parts.add(
      new StoreSession(
        {
          ...{ clock: systemClock, logger: this.logger, surface: 'editor', session: vscode.env.sessionId },
          refusesGit: untrustedRefusal,
        },
        context.workspaceState,
      ),
    );
    const gitStores = this.parts.add(new GitStores(session, this.logger));
    const work = this.parts.add(new TicketWork(session, gitStores, this.logger));
    const tickets = this.parts.add(new TicketsView(session, work, context.workspaceState));
    const worktrees = this.parts.add(new WorktreesView(session, gitStores, this.logger));
    this.parts.add(new FollowBranch(session, this.logger));
    this.parts.add(new GitFiles(session));
    this.parts.add(new MessageFiles());
    const boards = this.parts.add(
      new BoardPanels({
        extensionUri: context.extensionUri,
        session,
        work,
        memento: context.workspaceState,
        logger: this.logger,
      }),
    );
    this.parts.add(new TicketCustomEditor(session, { extensionUri: context.extensionUri, work, logger: this.logger }));
    this.parts.add(new ActiveTicketStatusBar(session, work));
    this.parts.add(new WorkStatusBar(session, gitStores));
    this.parts.add(registerCommands({ session, tickets, worktrees, work, boards, channel, logger: this.logger }));
    this.parts.add(vscode.window.registerUriHandler(new DeepLinks(session)));
    session.start();
  }

  dispose(): void {
    this.parts.dispose();
  }
}
