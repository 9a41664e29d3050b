import type { Task } from '../../domain/ticket.js';
import { escapeMarkdown, oneLine } from '../ui/markdownText.js';

/** What is told of a ticket when the mouse rests on its row; texts of the ticket as they are, all else in words. */
export interface TicketTooltip {
  readonly title: string;
  readonly shortId: string;
  /** One line each. */
  readonly facts: readonly string[];
  readonly description: string;
  readonly tasks: readonly Task[];
  /** Says that there are so many tasks more. */
  readonly andMore: (count: number) => string;
}

const mostLines = 12;
const longestText = 600;
const mostTasks = 10;

/**
 * A tooltip as Markdown. All text is escaped, whoever wrote it; of a description's own Markdown headings and lists are
 * kept, which are rebuilt here, so that nothing in it can be a picture that is fetched, a link or HTML.
 */
export function tooltipMarkdown({ title, shortId, facts, description, tasks, andMore }: TicketTooltip): string {
  const more = tasks.length - mostTasks;
  const parts = [
    `**${escapeMarkdown(oneLine(title))}** \u00a0\`#${shortId}\``,
    facts.map((fact) => escapeMarkdown(oneLine(fact))).join('\\\n'),
    description.trim() === '' ? '' : `---\n\n${describe(description)}`,
    tasks.length === 0 ? '' : `---\n\n${tasks.slice(0, mostTasks).map(taskLine).join('\\\n')}`,
    more > 0 ? escapeMarkdown(andMore(more)) : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function taskLine({ title, completed }: Task): string {
  return `${completed ? '☑' : '☐'} ${escapeMarkdown(oneLine(title))}`;
}

function describe(text: string): string {
  const cut = Array.from(text.slice(0, 2 * longestText))
    .slice(0, longestText)
    .join('');
  const lines = cut.trim().split(/\r\n|\r|\n/);
  const isWhole = cut.length === text.length && lines.length <= mostLines;
  const shown = lines.slice(0, mostLines).map(describeLine).join('\n');
  return isWhole ? shown : `${shown}…`;
}

/** A heading, an item of a list, or a line of its own. */
function describeLine(line: string): string {
  const [, signs = '', text = ''] = /^\s{0,3}(#{1,6}|[-*+]|\d{1,4}[.)])\s+(.*)$/.exec(line) ?? [];
  const words = escapeMarkdown(oneLine(signs === '' ? line : text));
  if (words === '') return '';
  if (signs === '') return `${words}\\`;
  return signs.startsWith('#') ? `\n**${words}**\n` : `- ${words}`;
}
