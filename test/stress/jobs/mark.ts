import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';

/**
 * Gives tickets new titles, one after the other, for some seconds, and each time the same as a tag, which they keep.
 * @returns `ID MARK` of each time
 */
export async function* marking(
  { tickets }: TicketWorkspace,
  who: string,
  seconds: number,
  ids: readonly string[],
): AsyncGenerator<string, void> {
  const end = Date.now() + seconds * 1000;
  for (let number = 0; Date.now() < end; number++) {
    const id = ids[number % ids.length] ?? '';
    const mark = `${who}-${number}`;
    await tickets.edit(id, { title: mark, addTags: [mark] });
    yield `${id} ${mark}`;
  }
}

/** @param args name, seconds, ids; see {@link marking} */
export async function mark(workspace: TicketWorkspace, args: readonly string[]): Promise<void> {
  const [who = '', seconds = '0', ...ids] = args;
  for await (const line of marking(workspace, who, Number(seconds), ids)) console.log(line);
}
