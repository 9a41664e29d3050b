import { TicketreeError } from './errors.js';

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const stampPattern = /^\d{12}-/;
/** Long enough to be read, short enough for a branch and a folder name. */
const maxDerivedLength = 50;

/**
 * Checks a slug by the rules of vibe-ticket's `new`: a-z, 0-9 and single hyphens between them.
 * @returns the trimmed slug
 * @throws TicketreeError `invalid_value`, with a slug that would do
 */
export function checkSlug(text: string): string {
  const slug = text.trim();
  if (slugPattern.test(slug)) return slug;
  const better = slugFromTitle(slug);
  throw new TicketreeError(
    'invalid_value',
    `"${slug}" cannot be a slug: only a-z, 0-9 and single hyphens between them.`,
    better === '' ? 'Give a slug such as fix-login.' : `Try ${better}.`,
  );
}

/** A slug made of the words of a title; empty when the title has no letter or digit that a slug may have. */
export function slugFromTitle(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, maxDerivedLength) : `${slug}-${word}`;
    if (longer.length > maxDerivedLength) break;
    slug = longer;
  }
  return slug;
}

/** `202507201345-fix-login`: a slug with its time stamp in local time, as vibe-ticket's `new` stores it. */
export function stampSlug(slug: string, now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(now.getFullYear()).padStart(4, '0')}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${day}${two(now.getHours())}${two(now.getMinutes())}-${slug}`;
}

/** The slug without its time stamp, if it has one. */
export function unstampedSlug(slug: string): string {
  return slug.replace(stampPattern, '');
}

/** vibe-ticket's default title: the words of the slug, each with a capital letter. */
export function titleFromSlug(slug: string): string {
  return slug
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
