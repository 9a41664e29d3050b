import * as vscode from 'vscode';

/** What the manifest's `when` clauses ask about, with the values that each may have. */
interface ContextKeys {
  /** What there is to show; see `SessionState`. */
  'ticketree.state': 'loading' | 'noFolder' | 'noStore' | 'ready' | 'failed';
  /** Why the tree has no rows although there is a store. */
  'ticketree.empty': 'no' | 'noTickets' | 'allHidden';
  'ticketree.doneShown': boolean;
  'ticketree.hasActive': boolean;
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
