import { writeFileAtomic } from './atomicFile.js';
import { readTextIfThere } from './files.js';

/** Adds a block to a text file unless a line says that it is there. @throws TicketreeError */
export async function addLines(path: string, mark: string, block: string): Promise<void> {
  const text = (await readTextIfThere(path)) ?? '';
  if (text.split(/\r?\n/).includes(mark)) return;
  await writeFileAtomic(path, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${block}`);
}
