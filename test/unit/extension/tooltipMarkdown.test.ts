import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { markdownLink } from '../../../src/extension/ui/markdownText.js';
import { tooltipMarkdown, type TicketTooltip } from '../../../src/extension/tree/tooltipMarkdown.js';
import { taskWith } from '../domain/tickets.js';

/** As loose as a renderer can be: what it makes of the text shows what the text could do. */
const renderer = new MarkdownIt({ html: true, linkify: true });

function tooltipWith(fields: Partial<TicketTooltip>): string {
  const plain = { title: 'Fix', shortId: 'abcd', facts: [], description: '', tasks: [] };
  return tooltipMarkdown({ ...plain, andMore: (count) => `and ${count} more`, ...fields });
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '![p](https://tracker.example/p.png)',
  '[click](command:workbench.action.quit)',
  '[click](javascript:alert(1))',
  '[a]: https://tracker.example\n[a]',
  'https://tracker.example',
  '&lt;b&gt; &amp;',
  '```\n![p](https://tracker.example)\n```',
  '    ![p](https://tracker.example)',
  '| a | b |\n|---|---|\n| ![p](x) | 1 |',
  '# ![p](x)\n- ![p](y)\n1. <b>z</b>',
  '---\nx\n===\n> y',
  '$(sync~spin) `code` ~~gone~~ **bold**',
  'エクスポート 🎉 \u202eabc\u0000\u0007',
];

describe('a tooltip', () => {
  it.each(hostile)('shows %j as text, in every field', (text) => {
    const tasks = [taskWith(1, { title: text })];
    const html = renderer.render(tooltipWith({ title: text, facts: [text], description: text, tasks }));
    expect(html).not.toMatch(/<(?!\/?(p|strong|ul|ol|li|hr|br|code)\b)/);
    expect(html).not.toContain('href');
  });

  it('shows any text as text', () => {
    const piece = fc.constantFrom(
      ...hostile,
      '\n',
      '\r\n',
      '\\',
      '`',
      '- ',
      '# ',
      ' ',
      '*',
      '_',
      '<',
      '&',
      '[',
      '](',
      '$(',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const html = renderer.render(tooltipWith({ title: text, facts: [text], description: text }));
        expect(html).not.toMatch(/<(?!\/?(p|strong|ul|ol|li|hr|br|code)\b)/);
      }),
    );
  });

  it('keeps the words of what it escapes', () => {
    const text = '<b>1 * 2</b> & [x](y) `z` #1 a_b_c';
    const html = renderer.render(tooltipWith({ title: text }));
    expect(html).toContain('&lt;b&gt;1 * 2&lt;/b&gt; &amp; [x](y) `z` #1 a_b_c');
  });

  it('keeps headings, lists and lines of a description', () => {
    const html = renderer.render(tooltipWith({ description: '## Why\none\ntwo\n\n- first\n- second' }));
    expect(html).toContain('<strong>Why</strong>');
    expect(html).toMatch(/one<br>\s*two/);
    expect(html).toMatch(/<li>first<\/li>\s*<li>second<\/li>/);
  });

  it('tells tasks with their boxes, the first ten of them', () => {
    const tasks = Array.from({ length: 12 }, (_, index) => taskWith(index + 1, { completed: index === 0 }));
    const text = tooltipWith({ tasks });
    expect(text).toContain('☑ Task 1');
    expect(text).toContain('☐ Task 10');
    expect(text).not.toContain('Task 11');
    expect(text).toContain('and 2 more');
  });

  it('cuts a long description, and no emoji in two', () => {
    const text = tooltipWith({ description: '🎉'.repeat(5000) });
    expect(text.length).toBeLessThan(2000);
    expect(text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
    expect(text).toContain('…');
    expect(tooltipWith({ description: 'line\n'.repeat(100) }).split('line').length).toBe(13);
  });
});

describe('a link in Markdown', () => {
  const link = 'vscode://ticketree.ticketree/ticket/abcd';

  it('names the ticket and leads to it', () => {
    expect(markdownLink('Fix login', link)).toBe(`[Fix login](${link})`);
    expect(renderer.renderInline(markdownLink('Fix', link))).toBe(`<a href="${link}">Fix</a>`);
  });

  it.each(['a](http://evil.example) [b', 'a\nb', '<b>', '`a', '\\', '![x](y)', '[]', '*a* _b_'])(
    'is one link, whatever the title %j holds',
    (title) => {
      const html = new MarkdownIt().renderInline(markdownLink(title, link));
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(html).toMatch(new RegExp(`^<a href="${link}">[^<]*</a>$`));
    },
  );
});
