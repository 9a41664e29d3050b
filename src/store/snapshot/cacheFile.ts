import { lstatSync, readFileSync } from 'node:fs';
import { rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempPath } from '../atomicFile.js';
import type { StoreLayout } from '../layout.js';
import { ensureTmpFolder } from '../localFolders.js';

/**
 * A file of `.vibe-ticket/tmp`, which may vanish, be cut or garbled, or come from another version at any time: its first
 * line says format, length and checksum of the text that follows, and whatever does not agree counts as absent.
 * @param format name and version of what the text means
 * @returns the text, or null
 */
export function readCache(layout: StoreLayout, name: string, format: string): string | null {
  try {
    const path = join(layout.tmp, name);
    // A pipe would keep its reader waiting for ever.
    if (!lstatSync(path).isFile()) return null;
    const bytes = readFileSync(path);
    const start = bytes.indexOf('\n') + 1;
    const body = bytes.subarray(start);
    return bytes.toString('latin1', 0, start) === headerOf(format, body) ? body.toString('utf8') : null;
  } catch {
    return null;
  }
}

/** Replaces a cache as a whole. A store that cannot be written to, as on a read-only disk, does without. */
export async function writeCache(layout: StoreLayout, name: string, format: string, text: string): Promise<void> {
  const path = join(layout.tmp, name);
  const temp = tempPath(path);
  try {
    if (!(await ensureTmpFolder(layout))) return;
    const body = Buffer.from(text);
    await writeFile(temp, Buffer.concat([Buffer.from(headerOf(format, body), 'latin1'), body]), { flag: 'wx' });
    await rename(temp, path);
  } catch {
    await unlink(temp).catch(() => undefined);
  }
}

/** Filled up with spaces, so that the text after it begins at a whole word of four bytes. */
function headerOf(format: string, body: Buffer): string {
  const line = `${format} ${String(body.length)} ${checksum(body).toString(16)}`;
  return `${line.padEnd(Math.ceil((line.length + 1) / 4) * 4 - 1)}\n`;
}

/**
 * FNV-1a over words of four bytes. Each step is reversible, so that a single changed word always shows; zlib's checksum
 * is not there in every Node that we run on.
 */
function checksum(bytes: Buffer): number {
  // Whole words can be read in one go only where they begin at one.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  let hash = 0x811c9dc5;
  for (const word of new Int32Array(aligned.buffer, aligned.byteOffset, bytes.length >>> 2)) {
    hash = Math.imul(hash ^ word, 0x01000193);
  }
  for (const byte of bytes.subarray(bytes.length & ~3)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
