import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

/** A project's folder on disk, as a shell beside the editor sees it. */
export class Project {
  private constructor(readonly folder: string) {}

  /** An empty folder. */
  static empty(): Project {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'ticketree-e2e-')), 'project');
    mkdirSync(folder);
    return new Project(folder);
  }

  /** A copy of the real store of a real project: 9 todo, 6 doing, 51 done. */
  static withRealStore(): Project {
    const project = Project.empty();
    cpSync(path.join(fixtures, 'vibe-ticket-store'), project.folder, { recursive: true });
    return project;
  }

  get tickets(): string {
    return path.join(this.folder, '.vibe-ticket', 'tickets');
  }

  file(id: string): string {
    return path.join(this.tickets, `${id}.yaml`);
  }

  read(id: string): string {
    return readFileSync(this.file(id), 'utf8');
  }

  ticket(id: string): Record<string, unknown> {
    return parse(this.read(id)) as Record<string, unknown>;
  }

  /** The text of every ticket file, by name. */
  snapshot(): Map<string, string> {
    const names = readdirSync(this.tickets).filter((name) => name.endsWith('.yaml'));
    return new Map(names.map((name) => [name, readFileSync(path.join(this.tickets, name), 'utf8')]));
  }

  /** Makes it a git repository on `main`, with one commit that holds everything. */
  commitAll(): void {
    const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', '-c', 'commit.gpgsign=false'];
    for (const args of [
      ['init', '--quiet', '--initial-branch', 'main'],
      ['add', '--all'],
      ['commit', '--quiet', '-m', 'Begin'],
    ]) {
      execFileSync('git', [...person, ...args], { cwd: this.folder });
    }
  }

  remove(): void {
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

/** The lines that differ between two texts, old ones with `-`, new ones with `+`. Enough for files without repeats. */
export function changedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}
