import { describe, expect, it } from 'vitest';
import { DisposableStore, toDisposable } from '../../../src/util/disposable.js';

function noting(gone: string[], name: string) {
  return toDisposable(() => gone.push(name));
}

describe('a store of disposables', () => {
  it('disposes of them in reverse order, once', () => {
    const gone: string[] = [];
    const store = new DisposableStore();
    for (const name of ['a', 'b', 'c']) store.add(noting(gone, name));
    store.dispose();
    store.dispose();
    expect(gone).toEqual(['c', 'b', 'a']);
  });

  it('hands back what was added', () => {
    const item = toDisposable(() => undefined);
    expect(new DisposableStore().add(item)).toBe(item);
  });

  it('disposes at once of what comes after the end', () => {
    const gone: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    store.add(noting(gone, 'late'));
    expect(gone).toEqual(['late']);
  });

  it('disposes also of what is added while it disposes', () => {
    const gone: string[] = [];
    const store = new DisposableStore();
    store.add(toDisposable(() => store.add(noting(gone, 'late'))));
    store.dispose();
    expect(gone).toEqual(['late']);
  });

  it('disposes of the others when one fails, and tells of the failure afterwards', () => {
    const gone: string[] = [];
    const failure = new Error('socket');
    const store = new DisposableStore();
    store.add(noting(gone, 'a'));
    store.add(
      toDisposable(() => {
        throw failure;
      }),
    );
    store.add(noting(gone, 'c'));
    expect(() => {
      store.dispose();
    }).toThrow(expect.objectContaining({ errors: [failure] }));
    expect(gone).toEqual(['c', 'a']);
  });
});
