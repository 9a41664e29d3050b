import type { Finding } from '../../domain/finding.js';
import { conflictLine, ticketPlace } from './places.js';
import type { TicketFiles } from './ticketFiles.js';

/** A file that is to be named after the ticket in it. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** Files that cannot be read, that have the wrong name, and that hold the id of another one. */
export function checkFiles(read: TicketFiles): Finding[] {
  return [...unreadable(read), ...wrongNames(read), ...duplicates(read)];
}

/** The files whose right name is free. */
export function renamings({ files, tickets }: TicketFiles): Renaming[] {
  return tickets
    .map(({ name, ticket }) => ({ from: name, to: `${ticket.id}.yaml` }))
    .filter(({ from, to }) => from !== to && !files.has(to));
}

/** Names of the files that hold byte for byte what the file that counts holds. */
export function needlessCopies({ files, namesOf }: TicketFiles): string[] {
  return [...namesOf.values()].flatMap(([first = '', ...others]) =>
    others.filter((name) => files.get(name)?.text === files.get(first)?.text),
  );
}

function unreadable({ files }: TicketFiles): Finding[] {
  return [...files].flatMap(([name, file]) => {
    if (file.kind === 'ticket') return [];
    const conflict = conflictLine(file.text);
    const place = { file: ticketPlace(name), fixable: false };
    if (conflict !== null) {
      const message = 'a merge conflict stands in it; choose one side in a text editor, or merge again';
      return { ...place, code: 'conflict-markers', line: conflict, message } as const;
    }
    const message = `cannot be read: ${file.broken.reason}; mend it in a text editor, or restore it from git or a backup`;
    return { ...place, code: 'unparsable', line: file.broken.line, message } as const;
  });
}

function wrongNames(read: TicketFiles): Finding[] {
  const free = new Set(renamings(read).map(({ from }) => from));
  return read.tickets
    .filter(({ name, ticket }) => name !== `${ticket.id}.yaml`)
    .map(({ name, ticket }) => {
      const isFree = free.has(name);
      const wanted = `should be named ${ticket.id}.yaml`;
      return {
        code: 'wrong-name',
        file: ticketPlace(name),
        line: null,
        message: isFree ? wanted : `${wanted}, but there is such a file; look at what it holds and rename one of them`,
        fixable: isFree,
      };
    });
}

function duplicates(read: TicketFiles): Finding[] {
  const needless = new Set(needlessCopies(read));
  return [...read.namesOf.values()].flatMap(([first = '', ...others]) =>
    others.map((name) => ({
      code: 'duplicate-id' as const,
      file: ticketPlace(name),
      line: 1,
      message: needless.has(name)
        ? `is a copy of ${first}`
        : `has the id of ${first} and other content; compare them and delete one, or give this one an id of its own`,
      fixable: needless.has(name),
    })),
  );
}
