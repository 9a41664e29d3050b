import { queryReference, queryRules } from '../query/queryReference.js';

/** The query language, as `ticketree help query` explains it. */
export function queryHelp(): string {
  const keys = queryReference.map(({ example, meaning }) => ({ example, meaning }));
  return ['Queries', '', lines(queryRules), '', 'Keys', '', lines(keys)].join('\n');
}

function lines(entries: readonly { readonly example: string; readonly meaning: string }[]): string {
  const width = Math.max(...entries.map(({ example }) => example.length));
  return entries.map(({ example, meaning }) => `  ${example.padEnd(width)}  ${meaning.replaceAll('`', '')}`).join('\n');
}
