import { afterEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../../../src/util/emitter.js';

/** A question as the editor shows it: it goes away when it is answered, left, or when something takes the focus. */
class Question {
  readonly accepts = emitter<undefined>();
  readonly hides = emitter<undefined>();
  readonly triggers = emitter<unknown>();
  readonly onDidAccept = this.accepts.event;
  readonly onDidHide = this.hides.event;
  readonly onDidTriggerButton = this.triggers.event;
  ignoreFocusOut = false;
  items: readonly unknown[] = [];
  activeItems: readonly unknown[] = [];
  isVisible = false;

  get selectedItems(): readonly unknown[] {
    return this.items.slice(0, 1);
  }

  show(): void {
    this.isVisible = true;
  }

  hide(): void {
    if (!this.isVisible) return;
    this.isVisible = false;
    this.hides.fire(undefined);
  }

  loseFocus(): void {
    if (!this.ignoreFocusOut) this.hide();
  }

  dispose(): void {
    this.isVisible = false;
  }
}

const asked: Question[] = [];
vi.mock('vscode', () => ({
  QuickInputButtons: { Back: 'back' },
  window: {
    createQuickPick: () => {
      const question = new Question();
      asked.push(question);
      return question;
    },
  },
}));

const { askItem } = await import('../../../src/extension/ui/multiStep.js');

function emitter<T>(): Emitter<T> {
  return new Emitter<T>((error) => {
    throw error;
  });
}

function ask(step = 1): { readonly question: Question; readonly answer: ReturnType<typeof askItem> } {
  const items = [{ label: 'first' }, { label: 'second' }];
  const answer = askItem({ title: 'Title', step, totalSteps: 2 }, { items, chosen: undefined, placeholder: '' });
  const question = asked.at(-1);
  if (question === undefined) throw new Error('nothing was asked');
  return { question, answer };
}

describe('a question', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('comes again where a board takes the focus that its menu gave back late, and is answered then', async () => {
    const { question, answer } = ask();
    question.loseFocus();
    expect(question.isVisible).toBe(true);
    question.accepts.fire(undefined);
    expect(await answer).toEqual({ value: { label: 'first' } });
    expect(question.isVisible).toBe(false);
  });

  it('comes again once only: a second time it was a person', async () => {
    const { question, answer } = ask();
    question.loseFocus();
    question.loseFocus();
    expect(question.isVisible).toBe(false);
    expect(await answer).toBe('cancel');
  });

  it('is left by a person who looks elsewhere later', async () => {
    vi.useFakeTimers({ toFake: ['hrtime'] });
    const { question, answer } = ask();
    vi.advanceTimersByTime(301);
    question.loseFocus();
    expect(question.isVisible).toBe(false);
    expect(await answer).toBe('cancel');
  });

  it('stays where it follows another one, and is left at once by the key for it', async () => {
    const { question, answer } = ask(2);
    question.loseFocus();
    expect(question.isVisible).toBe(true);
    question.hide();
    expect(question.isVisible).toBe(false);
    expect(await answer).toBe('cancel');
  });
});
