import { isBranchName } from './branchName.js';
import { withMetadata } from './metadataEdit.js';
import { sameValue } from './sameValue.js';
import type { JsonObject, Ticket } from './ticket.js';

/** Where the work on a ticket lives in git, as `metadata.git` says. Its worktree is each clone's own, and stands nowhere. */
export interface GitLink {
  /** Short name of the ticket's branch. */
  readonly branch: string;
  /** Short name of the branch that it was started from and goes back to; null where it is not known. */
  readonly base: string | null;
  /** Address of its pull request, `https:`; null as long as there is none. */
  readonly pull_request: string | null;
}

/** What a ticket says of its branch; null for nothing, and for what git would not take for a branch. */
export function gitLinkOf({ metadata }: Pick<Ticket, 'metadata'>): GitLink | null {
  const said = metadata['git'];
  if (typeof said !== 'object' || said === null || Array.isArray(said)) return null;
  const { branch, base, pull_request } = said as JsonObject;
  if (typeof branch !== 'string' || !isBranchName(branch)) return null;
  return {
    branch,
    base: typeof base === 'string' && isBranchName(base) ? base : null,
    pull_request: typeof pull_request === 'string' && isWebAddress(pull_request) ? pull_request : null,
  };
}

/** The ticket with its branch written down; null takes it away. What others keep beside ours stays. */
export function withGitLink(ticket: Ticket, link: GitLink | null): Ticket {
  if (link === null) return withMetadata(ticket, { git: undefined });
  const before = ticket.metadata['git'];
  const kept = typeof before === 'object' && before !== null && !Array.isArray(before) ? (before as JsonObject) : {};
  const { branch, base, pull_request } = link;
  const known = Object.entries({ ...kept, base, branch, pull_request }).filter(([, value]) => value !== null);
  const git: JsonObject = Object.fromEntries(known.sort(([a], [b]) => (a < b ? -1 : 1)));
  return sameValue(before, git) ? ticket : withMetadata(ticket, { git });
}

/** An address that may be opened in a browser. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"'`\\]+$/.test(text);
}
