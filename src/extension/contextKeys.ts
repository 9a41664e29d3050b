import * as vscode from 'vscode';

/** What the manifest's `when` clauses ask about, with the values that each may have. */
interface ContextKeys {
  /** What there is to show; see `SessionState`. */
  'ticketree.state': 'loading' | 'noFolder' | 'noStore' | 'ready' | 'failed';
  /** Why the tree has no rows although there is a store. */
  'ticketree.empty': 'no' | 'noTickets' | 'allHidden' | 'noMatch';
  'ticketree.doneShown': boolean;
  /** Whether the tree has a filter. */
  'ticketree.tree.filtered': boolean;
  'ticketree.hasActive': boolean;
  'ticketree.hasSeveralStores': boolean;
  /** Whether a store is in a git repository, and its settings let tickets use git. */
  'ticketree.inRepository': boolean;
  /** Whether conflicts have stopped the finish of a ticket. */
  'ticketree.finishWaits': boolean;
  /** Whether the message of a commit is being edited. */
  'ticketree.editsMessage': boolean;
  /** What the view of worktrees has to show. */
  'ticketree.worktrees': 'loading' | 'none' | 'some' | 'untrusted' | 'failed';
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
