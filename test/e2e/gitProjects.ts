import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { runCli } from '../harness/cli.js';
import { Project } from './projects.js';

/** A project in a git repository, as a shell beside the editor sees it. */
export class GitProject {
  private constructor(private readonly project: Project) {}

  /** One file, one commit on `main`, and a store without tickets. */
  static async begin(): Promise<GitProject> {
    const project = new GitProject(Project.empty());
    await project.cli('init');
    project.git('init', '--quiet', '--initial-branch', 'main');
    project.commit(project.folder, 'login.txt', 'name\npassword\n');
    return project;
  }

  get folder(): string {
    return this.project.folder;
  }

  /** Makes a ticket. @returns its id */
  async ticket(title: string): Promise<string> {
    const slug = title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
    return (JSON.parse(await this.cli('new', slug, '--title', title, '--json')) as { ticket: { id: string } }).ticket
      .id;
  }

  fieldOf(id: string, field: string): unknown {
    return this.project.ticket(id)[field];
  }

  async cli(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runCli(args, { cwd: this.folder });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout;
  }

  git(...args: string[]): string {
    return this.gitIn(this.folder, ...args);
  }

  gitIn(folder: string, ...args: string[]): string {
    const person = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...person, ...args], { cwd: folder, encoding: 'utf8' });
  }

  /** Writes a file of the project, or of one of its worktrees, and commits it. */
  commit(folder: string, name: string, text: string): void {
    writeFileSync(path.join(folder, name), text);
    this.gitIn(folder, 'add', '--all');
    this.gitIn(folder, 'commit', '--quiet', '-m', `Write ${name}`);
  }

  /** The paths of the linked worktrees, as git lists them. */
  worktrees(): string[] {
    const list = this.git('worktree', 'list', '--porcelain');
    return [...list.matchAll(/^worktree (.+)$/gm)].map((match) => match[1] ?? '').slice(1);
  }

  /** The path of the linked worktree of the ticket whose slug ends so. */
  worktreeOf(slug: string): string {
    return this.worktrees().find((folder) => folder.endsWith(slug)) ?? '';
  }

  /** A file of `main`. */
  onMain(name: string): string {
    return this.git('show', `main:${name}`);
  }

  read(folder: string, name: string): string {
    return readFileSync(path.join(folder, name), 'utf8');
  }

  remove(): void {
    this.project.remove();
  }
}
