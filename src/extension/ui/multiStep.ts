import * as vscode from 'vscode';
import { answerOf, type QuickInput } from './quickInput.js';

/**
 * What a step of a longer input asks for: one step back, or the end of it all, unless it was answered, or needs no
 * answer after the others.
 */
export type StepAnswer<T> = { readonly value: T } | 'back' | 'cancel' | 'skip';

/** Where a question stands among the others. */
export interface Step {
  readonly title: string;
  /** Counted from one. */
  readonly step: number;
  readonly totalSteps: number;
  /** Whether the first question, too, outlasts the loss of the focus, where much would be lost with it. */
  readonly staysOpen?: boolean;
}

/** Asks for a line of text. */
export function askLine(
  step: Step,
  options: { readonly value: string; readonly placeholder: string; readonly check: (text: string) => string | null },
): Promise<StepAnswer<string>> {
  const input = vscode.window.createInputBox();
  input.value = options.value;
  input.placeholder = options.placeholder;
  input.onDidChangeValue((text) => {
    input.validationMessage = text === '' ? undefined : (options.check(text) ?? undefined);
  });
  return ask(input, step, () => {
    const problem = options.check(input.value);
    input.validationMessage = problem ?? undefined;
    return problem === null ? input.value : undefined;
  });
}

/** Asks for one of some items; Enter takes the one that is marked. */
export function askItem<T extends vscode.QuickPickItem>(
  step: Step,
  options: { readonly items: readonly T[]; readonly chosen: T | undefined; readonly placeholder: string },
): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.items = options.items;
  pick.placeholder = options.placeholder;
  if (options.chosen) pick.activeItems = [options.chosen];
  return ask(pick, step, () => pick.selectedItems[0]);
}

/**
 * Asks for one of some items, or for what is typed.
 * @param options.typed the item for a text; one that says what is wrong with it is refused by `options.accepts`
 */
export function askItemOrText<T extends vscode.QuickPickItem>(
  step: Step,
  options: {
    readonly items: readonly T[];
    readonly typed: (text: string) => T;
    readonly accepts: (item: T) => boolean;
    readonly placeholder: string;
  },
): Promise<StepAnswer<T>> {
  const pick = vscode.window.createQuickPick<T>();
  pick.items = options.items;
  pick.placeholder = options.placeholder;
  pick.onDidChangeValue((value) => {
    const text = value.trim();
    const isKnown = text === '' || options.items.some(({ label }) => label === text);
    pick.items = isKnown ? options.items : [...options.items, { ...options.typed(text), alwaysShow: true }];
  });
  return ask(pick, step, () => {
    const [item] = pick.selectedItems;
    return item && options.accepts(item) ? item : undefined;
  });
}

/** Asks for any number of items, known ones and those that are typed. */
export function askSome(
  step: Step,
  options: { readonly known: readonly string[]; readonly chosen: readonly string[]; readonly placeholder: string },
): Promise<StepAnswer<readonly string[]>> {
  const pick = vscode.window.createQuickPick();
  const labels = [...new Set([...options.chosen, ...options.known])];
  const offer = (): void => {
    const typed = pick.value.trim();
    const fresh = typed === '' || labels.includes(typed) ? [] : [typed];
    const selected = pick.selectedItems.map(({ label }) => label);
    pick.items = [...fresh, ...labels].map((label) => ({ label }));
    pick.selectedItems = pick.items.filter(({ label }) => selected.includes(label));
  };
  pick.canSelectMany = true;
  pick.placeholder = options.placeholder;
  pick.items = labels.map((label) => ({ label }));
  pick.selectedItems = pick.items.filter(({ label }) => options.chosen.includes(label));
  pick.onDidChangeSelection((items) => {
    for (const { label } of items) if (!labels.includes(label)) labels.unshift(label);
  });
  pick.onDidChangeValue(offer);
  return ask(pick, step, () => pick.selectedItems.map(({ label }) => label));
}

/** @param read the answer; undefined while there is none */
async function ask<T>(
  input: QuickInput,
  { title, step, totalSteps, staysOpen = false }: Step,
  read: () => T | undefined,
): Promise<StepAnswer<T>> {
  // The question before gives the focus back to what had it, which may take it only when this one is there.
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: staysOpen || step > 1 });
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  const accepted = (): StepAnswer<T> | undefined => {
    const value = read();
    return value === undefined ? undefined : { value };
  };
  const goBack = (answer: (given: StepAnswer<T>) => void): vscode.Disposable =>
    input.onDidTriggerButton(() => {
      answer('back');
    });
  return (await answerOf(input, accepted, goBack)) ?? 'cancel';
}

/** Takes the answer of a question, where there is one. */
export async function keepAnswer<T>(answer: Promise<StepAnswer<T>>, take: (value: T) => void): Promise<StepAnswer<T>> {
  const given = await answer;
  if (typeof given === 'object') take(given.value);
  return given;
}

/**
 * Asks one question after the other.
 * @param steps each keeps its answer itself, so that it can be asked again
 * @returns whether all were answered
 */
export async function askInTurn(steps: readonly (() => Promise<StepAnswer<unknown>>)[]): Promise<boolean> {
  let direction = 1;
  for (let index = 0; index < steps.length; index += direction) {
    const answer = await steps[index]?.();
    if (answer === 'cancel') return false;
    if (answer !== 'skip') direction = answer === 'back' ? -1 : 1;
  }
  return true;
}
