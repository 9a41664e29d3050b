import { describe, expect, it } from 'vitest';
import { filterChoices } from '../../../src/extension/tree/filterChoices.js';

const vocabulary = { tags: ['bug', 'a b'], assignees: ['ana'], branches: [], fields: [], tickets: [] };

/** What the filter could become. */
function texts(text: string): string[] {
  return filterChoices(text, vocabulary).completions.map((choice) => choice.text);
}

describe('what an input of the filter offers', () => {
  it('are the keys where nothing is typed yet, and behind a blank', () => {
    expect(texts('')).toContain('status:');
    expect(texts('tag:bug ')).toContain('tag:bug status:');
  });

  it('are values, with a blank behind, so that the next term can follow', () => {
    expect(texts('tag:bug status:')).toEqual(expect.arrayContaining(['tag:bug status:doing ', 'tag:bug status:done ']));
    expect(texts('tag:a')).toEqual(['tag:"a b" ']);
  });

  it('is nothing that stands there already', () => {
    expect(texts('tag:bug')).toEqual([]);
  });

  it('is no more than a person reads', () => {
    const many = { ...vocabulary, tags: Array.from({ length: 500 }, (_, index) => `tag${index}`) };
    expect(filterChoices('tag:', many).completions.length).toBeLessThan(50);
  });
});

describe('what is wrong with a filter', () => {
  it('is told with its column and what to do', () => {
    const { problem, mended } = filterChoices('tag:bug statsu:todo', vocabulary);
    expect(problem?.message).toBe('Column 9 of the query: There is no key "statsu".');
    expect(problem?.hint).toContain('status');
    expect(mended.map(({ text }) => text)).toContain('tag:bug status:todo');
  });

  it('offers what was perhaps meant once', () => {
    const { mended, completions } = filterChoices('priority:hgh', vocabulary);
    expect(mended.map(({ text }) => text)).toContain('priority:high');
    expect(completions.map(({ text }) => text.trim())).not.toContain('priority:high');
  });

  it('is nothing for one that can be used', () => {
    expect(filterChoices('status:todo -tag:"a b"', vocabulary)).toMatchObject({ problem: null, mended: [] });
  });
});
