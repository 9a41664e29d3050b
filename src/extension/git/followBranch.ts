import * as vscode from 'vscode';
import { type Disposable } from '../../util/disposable.js';
import type { Logger } from '../../util/logger.js';
import type { PlacesOfStore, StoreSession } from '../storeSession.js';

/**
 * Makes the ticket of a branch active when somebody goes to that branch, by whatever means. What is checked out when the
 * window opens is where the person left off, and moves nothing.
 */
export class FollowBranch implements Disposable {
  private readonly listener: Disposable;

  constructor(
    session: StoreSession,
    private readonly logger: Logger,
  ) {
    this.listener = session.onDidChangePlaces((change) => {
      void this.follow(session, change);
    });
  }

  dispose(): void {
    this.listener.dispose();
  }

  private async follow(session: StoreSession, { workspace, change }: PlacesOfStore): Promise<void> {
    const branch = session.placesOf(workspace)?.here.branch ?? null;
    if (change.wasHere === null || change.isFirst || branch === null || branch === change.wasHere.branch) return;
    if (!vscode.workspace.isTrusted) return;
    try {
      await workspace.git.followBranch(branch);
    } catch (error) {
      // Nobody asked for it, so that nobody is disturbed.
      this.logger.warn(`the ticket of ${branch} could not be made active`, error);
    }
  }
}
