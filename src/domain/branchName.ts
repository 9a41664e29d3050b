import { unstampedSlug } from './slug.js';
import type { TicketType } from './ticketMetadata.js';

/** Longest branch name that we make up, in bytes: git keeps each part as a file's name, and adds `.lock`. */
const longestPart = 200;
const utf8 = new TextEncoder();

/** What the name of a ticket's branch is made of. */
export interface BranchNaming {
  /** What all of them begin with, such as `ticket/`. */
  readonly prefix: string;
  /** The rest, with `{slug}`, `{name}` (the slug without its time stamp), `{id}`, `{type}` and `{user}`. */
  readonly pattern: string;
  /** Who starts the ticket: a mail address or a name. */
  readonly user: string;
}

interface NamedTicket {
  readonly id: string;
  readonly slug: string;
  readonly type: TicketType;
}

/**
 * Whether git takes a name for a branch (git-check-ref-format(1), `--branch`); what stands in a ticket may be anything,
 * and must never be an option to git.
 */
export function isBranchName(name: string): boolean {
  if (name === '' || name === '@' || name === 'HEAD' || name.startsWith('-') || name.endsWith('.')) return false;
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\p{Cs}/u.test(name)) return false;
  return name.split('/').every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'));
}

/** The name of a ticket's branch as the team writes them; what git would not take is left out of it. */
export function branchNameOf({ id, slug, type }: NamedTicket, { prefix, pattern, user }: BranchNaming): string {
  const values: Readonly<Record<string, string>> = {
    slug: branchPart(slug) || id.slice(0, 8),
    name: branchPart(unstampedSlug(slug)) || id.slice(0, 8),
    id: id.slice(0, 8),
    type,
    user: branchPart(user.split('@')[0] ?? '') || 'me',
  };
  const name = `${prefix}${pattern.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)}`;
  return name
    .split('/')
    .map((part) => cutBytes(part, longestPart).replace(/\.+$/, ''))
    .filter((part) => part !== '')
    .join('/');
}

/** Text as one part of a branch's name, or of a path: letters and digits of any script, `.`, `_` and hyphens between them. */
export function branchPart(text: string): string {
  // The tables of all scripts take a millisecond to set up, and few branches need them.
  const others = /^[ -~]*$/.test(text) ? /[^\w.-]+/g : /[^\p{L}\p{M}\p{N}._-]+/gu;
  const plain = text
    .normalize('NFC')
    .replace(others, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '')
    .replace(/\.lock$/i, '');
  return cutBytes(plain, longestPart).replace(/[-.]+$/, '');
}

/** What the branch of a ticket may be called, if nobody has written it down. */
export interface BranchNames {
  readonly whole: readonly string[];
  /** Of its last part, whatever stands before it. */
  readonly last: string;
}

/** The names that a ticket's branch would have: as the team writes them now, or with vibe-ticket's rule, whatever the prefix. */
export function branchNamesOf(ticket: NamedTicket, naming: BranchNaming): BranchNames {
  const own = branchNameOf(ticket, naming);
  const { prefix } = naming;
  return { whole: prefix === '' ? [own] : [own, `${prefix}${unstampedSlug(ticket.slug)}`], last: ticket.slug };
}

/** Whether a branch has one of {@link branchNamesOf}. */
export function isNamedAfter(branch: string, ticket: NamedTicket, naming: BranchNaming): boolean {
  const { whole, last } = branchNamesOf(ticket, naming);
  return lastPart(branch) === last || whole.includes(branch);
}

/** What follows the last slash of a branch's name. */
export function lastPart(branch: string): string {
  return branch.slice(branch.lastIndexOf('/') + 1);
}

/** The beginning of a text, cut between characters. */
export function cutBytes(text: string, bytes: number): string {
  // A unit of UTF-16 is three bytes at most.
  if (text.length * 3 <= bytes) return text;
  let length = 0;
  let cut = '';
  for (const character of text) {
    length += utf8.encode(character).length;
    if (length > bytes) break;
    cut += character;
  }
  return cut;
}
