import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TicketreeError } from '../domain/errors.js';
import type { Ticket } from '../domain/ticket.js';
import { decodeTicketText, encodeTicketText } from '../app/ticketText.js';

/**
 * Lets a person edit a ticket's YAML in their editor. A copy that cannot be saved is kept, so that nothing typed is lost.
 * @param save called with the edited ticket, unless nothing was changed
 * @throws TicketreeError with the place of the copy in its hint
 */
export async function editInEditor(ticket: Ticket, save: (edited: Ticket) => Promise<Ticket>): Promise<Ticket> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketree-'));
  const copy = join(folder, `${ticket.slug.replaceAll(/[^\w-]/g, '_')}.yaml`);
  const text = encodeTicketText(ticket);
  await writeFile(copy, text);
  try {
    await runEditor(copy);
    const editedText = await readCopy(copy);
    const saved = editedText === text ? ticket : await save(checkId(ticket, await decodeTicketText(editedText)));
    await rm(folder, { recursive: true });
    return saved;
  } catch (error) {
    if (!TicketreeError.is(error)) throw error;
    const left = await readFile(copy).catch(() => null);
    if (left === null || left.equals(Buffer.from(text))) {
      await rm(folder, { recursive: true });
      throw error;
    }
    throw new TicketreeError(error.code, error.message, `${error.hint} Your edit is in ${copy}.`, { cause: error });
  }
}

/**
 * Lets a person edit a text in their editor.
 * @param name of the file that the editor shows; how it ends tells the editor what it is
 * @returns what was saved
 * @throws TicketreeError `editor_failed`
 */
export async function editTextInEditor(text: string, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketree-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text);
    await runEditor(file);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @throws TicketreeError `ticket_broken` where the editor left no text that could be a ticket */
async function readCopy(copy: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(copy));
  } catch (error) {
    const reason =
      error instanceof TypeError ? 'This is no ticket: the text is not UTF-8.' : 'The editor left no file.';
    throw new TicketreeError('ticket_broken', reason, 'Nothing was changed.', { cause: error });
  }
}

function checkId(ticket: Ticket, edited: Ticket): Ticket {
  if (edited.id === ticket.id) return edited;
  throw new TicketreeError('invalid_value', "A ticket's id cannot be changed.", 'Leave the id as it was.');
}

/** Runs $VISUAL or $EDITOR, which may hold options (`code --wait`) but never goes through a shell. */
async function runEditor(file: string): Promise<void> {
  const words = ([process.env['VISUAL'], process.env['EDITOR']].find((each) => each?.trim()) ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  const [program = process.platform === 'win32' ? 'notepad' : 'vi', ...options] = words;
  const child = spawn(program, [...options, file], {
    // What the editor draws must not come before the document on a redirected stdout.
    stdio: ['inherit', process.stdout.isTTY ? 'inherit' : process.stderr, 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  }).catch((error: unknown) => {
    throw new TicketreeError(
      'editor_failed',
      `The editor ${program} cannot be started.`,
      'Set EDITOR to a program that exists.',
      {
        cause: error,
      },
    );
  });
  if (code === 0) return;
  throw new TicketreeError('editor_failed', `The editor ended with code ${String(code)}.`, 'Nothing was changed.');
}
