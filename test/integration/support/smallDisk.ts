import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A disk in memory that has room for 1 MB. */
export class SmallDisk {
  private readonly filler: string;

  private constructor(readonly folder: string) {
    this.filler = path.join(folder, 'filler');
  }

  /** Mounts a disk at an empty folder. @returns null where this user may not mount any */
  static mount(folder: string): SmallDisk | null {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m,mode=0777', 'tmpfs', folder]);
    return status === 0 ? new SmallDisk(folder) : null;
  }

  /** Leaves room for so many blocks. */
  fill(blocksLeft: number): void {
    this.clear();
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(this.filler, Buffer.alloc((bavail - blocksLeft) * bsize));
  }

  clear(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
  }
}

/** Whether this user may mount disks. */
export function mayMount(): boolean {
  const folder = mkdtempSync(path.join(tmpdir(), 'ticketree-disk-'));
  const disk = SmallDisk.mount(folder);
  disk?.unmount();
  rmdirSync(folder);
  return disk !== null;
}
