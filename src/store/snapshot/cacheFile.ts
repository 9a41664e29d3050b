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

function headerOf(format: string, body: Buffer): string {
  return `${format} ${String(body.length)} ${checksum(body).toString(16)}\n`;
}

/**
 * FNV-1a over words of four bytes. Each step is reversible, so that a single changed word always shows; zlib's checksum
 * is not there in every Node that we run on.
 */
function checksum(bytes: Buffer): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = 0x811c9dc5;
  const words = bytes.length - (bytes.length % 4);
  for (let at = 0; at < words; at += 4) hash = Math.imul(hash ^ view.getInt32(at, true), 0x01000193);
  for (let at = words; at < bytes.length; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193);
  return hash >>> 0;
}
