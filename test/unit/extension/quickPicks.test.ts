import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeQuickPick } from '../../integration/support/fakeQuickPick.js';

type Question = FakeQuickPick<{ readonly label: string }>;

const asked: Question[] = [];
vi.mock('vscode', () => ({
  QuickInputButtons: { Back: 'back' },
  window: {
    createQuickPick: () => {
      const question: Question = new FakeQuickPick();
      asked.push(question);
      return question;
    },
  },
}));

const { pickOne, pickSome } = await import('../../../src/extension/ui/quickPicks.js');
const { askItem } = await import('../../../src/extension/ui/multiStep.js');

const items = [{ label: 'first' }, { label: 'second', picked: true }];

function lastAsked(): Question {
  const question = asked.at(-1);
  if (question === undefined) throw new Error('nothing was asked');
  return question;
}

describe('a question', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('comes again where a board takes the focus late that a menu gave back, and is answered then', async () => {
    const answer = pickOne(items, {});
    lastAsked().loseFocus();
    expect(lastAsked().isVisible).toBe(true);
    lastAsked().choose('second');
    expect(await answer).toBe(items[1]);
    expect(lastAsked().isVisible).toBe(false);
  });

  it('goes for good when it is answered at once', async () => {
    const answer = pickOne(items, {});
    lastAsked().choose('first');
    expect(await answer).toBe(items[0]);
    await Promise.resolve();
    expect(lastAsked().isVisible).toBe(false);
  });

  it('comes again once only: a second time it was a person', async () => {
    const answer = pickOne(items, {});
    lastAsked().loseFocus();
    lastAsked().loseFocus();
    expect(lastAsked().isVisible).toBe(false);
    expect(await answer).toBeUndefined();
  });

  it('is left by a person who looks elsewhere later', async () => {
    vi.useFakeTimers({ toFake: ['hrtime'] });
    const answer = pickOne(items, {});
    vi.advanceTimersByTime(251);
    lastAsked().loseFocus();
    expect(lastAsked().isVisible).toBe(false);
    expect(await answer).toBeUndefined();
  });

  it('of which any number can be chosen begins with those that are ticked', async () => {
    const answer = pickSome(items, {});
    expect(lastAsked().selectedItems).toEqual([items[1]]);
    lastAsked().choose('first');
    expect(await answer).toEqual([items[0]]);
  });

  it('that follows another one stays, and is left at once by the key for it', async () => {
    const answer = askItem({ title: '', step: 2, totalSteps: 2 }, { items, chosen: undefined, placeholder: '' });
    lastAsked().loseFocus();
    expect(lastAsked().isVisible).toBe(true);
    lastAsked().leave();
    expect(lastAsked().isVisible).toBe(false);
    expect(await answer).toBe('cancel');
  });
});
