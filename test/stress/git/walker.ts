import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TicketWorkspace } from '../../../src/app/ticketWorkspace.js';
import { mergeWays } from '../../../src/domain/gitSettings.js';
import { TicketreeError } from '../../../src/domain/errors.js';
import { git } from '../../integration/support/commands.js';
import { worktreePaths } from './everyByte.js';

/** Somebody who works in several worktrees at random, and remembers each mark that they have written. */
export class Walker {
  readonly marks: string[] = [];
  /** What was done, for whoever has to find out why. */
  readonly log: string[] = [];
  private tickets = 0;

  constructor(
    private readonly project: string,
    private readonly workspace: TicketWorkspace,
    private readonly random: () => number,
  ) {}

  /** One step. What Ticketree or git refuses is a step too. */
  async step(): Promise<void> {
    const [name, run] = this.choose(this.steps);
    try {
      const told = await run();
      this.log.push(`${name} ${told}`);
    } catch (error) {
      if (!TicketreeError.is(error) && !isRefusalOfGit(error)) throw error;
      this.log.push(`${name} refused: ${String(error).split('\n').slice(0, 2).join(' ')}`);
    }
  }

  /** What was done since a mark was written. */
  since(mark: string): string[] {
    return this.log.slice(this.log.findIndex((line) => line.includes(mark)));
  }

  /** Some stand here more than once, since they are done more often. */
  private readonly steps: readonly (readonly [string, () => Promise<string>])[] = [
    ['start', () => this.start()],
    ['start', () => this.start()],
    ...Array.from({ length: 5 }, () => ['edit', () => this.edit()] as const),
    ...Array.from({ length: 4 }, () => ['commit', () => this.commit()] as const),
    ['finish', () => this.finish()],
    ['finish', () => this.finish()],
    ['undo', () => this.undo()],
    ['go on', () => this.goOn()],
    ['remove', () => this.remove()],
    ['prune', () => this.prune()],
    ['checkout', () => this.checkout()],
    ['restore', () => this.restore()],
  ];

  private async start(): Promise<string> {
    const { tickets, git: work } = this.workspace;
    const { id } = await tickets.create({ title: `Ticket ${++this.tickets}` });
    const worktree = this.random() < 0.8;
    const { place } = await work.start(id, { worktree });
    return `${place?.branch ?? 'nothing'} in ${place?.worktree ?? 'the main worktree'}`;
  }

  private async edit(): Promise<string> {
    const worktree = await this.anyWorktree();
    const mark = `tok-${this.marks.length}-${Math.floor(this.random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')}`;
    const name = this.choose(['a.txt', 'b.txt', 'src/c.txt', '.env', `new-${this.marks.length}.txt`]);
    const file = path.join(worktree, name);
    await mkdir(path.dirname(file), { recursive: true });
    await appendFile(file, `${mark}\n`);
    this.marks.push(mark);
    return `${mark} to ${name} of ${worktree}`;
  }

  private async commit(): Promise<string> {
    const worktree = await this.anyWorktree();
    await git(worktree, 'add', '-A');
    await git(worktree, 'commit', '-m', `work of ${this.marks.length}`);
    return worktree;
  }

  private async finish(): Promise<string> {
    const id = await this.anyTicketWithBranch();
    if (id === null) return 'nothing';
    const way = this.choose(mergeWays.filter((each) => each !== 'pr'));
    const request = {
      way,
      force: this.random() < 0.5,
      keepBranch: this.random() < 0.3,
      keepWorktree: this.random() < 0.3,
    };
    const outcome = await this.workspace.git.finish(id, request);
    return `${outcome.kind} by ${JSON.stringify(request)}: ${outcome.branch}`;
  }

  private async undo(): Promise<string> {
    const { undo } = this.workspace.git;
    const finished = await undo.tickets();
    if (finished.length === 0) return 'nothing';
    const { way, branch, steps } = await undo.run(this.choose(finished), { force: this.random() < 0.5 });
    return `done of ${branch} by ${way}: ${steps.map(({ kind }) => kind).join()}`;
  }

  /** Resolves what conflicts, by keeping both sides, or gives up. */
  private async goOn(): Promise<string> {
    const id = await this.anyTicketWithBranch();
    if (id === null) return 'nothing';
    if (this.random() < 0.3) {
      await this.workspace.git.abortFinish(id);
      return `aborted ${id}`;
    }
    for (const worktree of await worktreePaths(this.project)) {
      const names = (await git(worktree, 'diff', '--name-only', '--diff-filter=U'))
        .split('\n')
        .filter((name) => name !== '');
      for (const name of names) {
        const file = path.join(worktree, name);
        await writeFile(
          file,
          (await readFile(file, 'utf8')).replace(/^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|).*\n/gm, ''),
        );
        await git(worktree, 'add', '--', name);
      }
    }
    return `continued: ${(await this.workspace.git.continueFinish(id)).kind}`;
  }

  private async remove(): Promise<string> {
    const worktrees = (await worktreePaths(this.project)).slice(1);
    if (worktrees.length === 0) return 'nothing';
    const worktree = this.choose(worktrees);
    const force = this.random() < 0.6;
    await this.workspace.git.removeWorktree(worktree, { force, keepBranch: this.random() < 0.5 });
    return `${worktree}${force ? ' by force' : ''}`;
  }

  private async prune(): Promise<string> {
    const plan = await this.workspace.git.planPrune();
    await this.workspace.git.prune(plan);
    return JSON.stringify(plan).slice(0, 200);
  }

  private async checkout(): Promise<string> {
    const worktree = await this.anyWorktree();
    const branches = (await git(this.project, 'branch', '--format=%(refname:short)'))
      .split('\n')
      .filter((each) => each !== '');
    const branch = this.choose(branches);
    await git(worktree, 'switch', branch);
    return `${branch} in ${worktree}`;
  }

  private async restore(): Promise<string> {
    const trashed = await this.workspace.git.worktreeTrash();
    if (trashed.length === 0) return 'nothing';
    const { ref } = this.choose(trashed);
    await this.workspace.git.restoreWorktreeTrash(ref);
    return ref;
  }

  private async anyWorktree(): Promise<string> {
    return this.choose(await worktreePaths(this.project));
  }

  private async anyTicketWithBranch(): Promise<string | null> {
    const { rows } = await this.workspace.store.readRows();
    const started = rows.filter(({ branch }) => branch !== null);
    return started.length === 0 ? null : this.choose(started).id;
  }

  private choose<T>(list: readonly T[]): T {
    const chosen = list[Math.floor(this.random() * list.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  }
}

/** git, run by hand, ended with a failure. */
function isRefusalOfGit(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
