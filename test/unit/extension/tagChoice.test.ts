import { describe, expect, it } from 'vitest';
import { tagChoices, tagEdit } from '../../../src/extension/board/tagChoice.js';

const choices = tagChoices([['bug', 'ui'], ['bug', 'bug'], ['bug']], ['api', 'bug', 'ui']);

function edit(ticked: readonly string[], cleared: readonly string[] = []): ReturnType<typeof tagEdit> {
  return tagEdit(choices, 3, { ticked: new Set(ticked), cleared: new Set(cleared) });
}

describe('the tags that are offered for tickets', () => {
  it('are their own, the most common first and each counted once a ticket, and then all others', () => {
    expect(choices).toEqual([
      { tag: 'bug', count: 3 },
      { tag: 'ui', count: 1 },
      { tag: 'api', count: 0 },
    ]);
  });
});

describe('an answer', () => {
  it('that leaves all as it came changes nothing', () => {
    expect(edit(['bug'])).toBeNull();
  });

  it('gives all tickets what is ticked, typed or known', () => {
    expect(edit(['bug', 'api', 'new one'])).toEqual({ addTags: ['api', 'new one'], removeTags: [] });
  });

  it('takes from all what lost its tick', () => {
    expect(edit([])).toEqual({ addTags: [], removeTags: ['bug'] });
  });

  it('gives all what only some had, takes it from them, or leaves it, as the person says', () => {
    expect(edit(['bug', 'ui'])).toEqual({ addTags: ['ui'], removeTags: [] });
    expect(edit(['bug'], ['ui'])).toEqual({ addTags: [], removeTags: ['ui'] });
    expect(edit(['bug', 'ui'], ['ui'])).toEqual({ addTags: ['ui'], removeTags: [] });
  });
});
