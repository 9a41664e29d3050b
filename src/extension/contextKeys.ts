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
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
