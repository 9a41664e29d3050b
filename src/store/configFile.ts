import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { isPriority, type JsonObject, type Priority } from '../domain/ticket.js';
import type { NewTicketDefaults } from '../domain/newTicket.js';
import type { StoreLayout } from './layout.js';

/** The whole of `config.yaml` as vibe-ticket 0.4 writes it at init; every key is required by its reader. */
export function defaultConfig(name: string, description: string | null): JsonObject {
  return {
    project: { name, description, default_assignee: null, default_priority: 'medium' },
    ui: { theme: 'auto', emoji: true, page_size: 20, date_format: '%Y-%m-%d %H:%M' },
    git: {
      enabled: true,
      branch_prefix: 'ticket/',
      auto_branch: true,
      commit_template: null,
      worktree_enabled: true,
      worktree_default: true,
      worktree_prefix: './{project}-vibeticket-',
      worktree_cleanup_on_close: false,
    },
    plugins: { enabled: [], directory: '.vibe-ticket/plugins' },
  };
}

/**
 * What `config.yaml` says of new tickets; the default for each key that is missing, not allowed, or in a file that
 * cannot be read: a damaged setting must not keep anybody from writing a ticket down.
 */
export async function readNewTicketDefaults(layout: StoreLayout): Promise<NewTicketDefaults> {
  const project = await readSection(layout, 'project');
  const priority = project['default_priority'];
  const assignee = project['default_assignee'];
  return {
    priority: typeof priority === 'string' && isPriority(priority) ? priority : ('medium' satisfies Priority),
    assignee: typeof assignee === 'string' && assignee !== '' ? assignee : null,
  };
}

async function readSection(layout: StoreLayout, name: string): Promise<Record<string, unknown>> {
  try {
    const config: unknown = parse(await readFile(layout.config, 'utf8'));
    const section = isRecord(config) ? config[name] : undefined;
    return isRecord(section) ? section : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
