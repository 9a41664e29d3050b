import { describe, expect, it } from 'vitest';
import { type Disposable } from '../../../src/util/disposable.js';
import { Emitter } from '../../../src/util/emitter.js';

interface Listening {
  readonly emitter: Emitter<string>;
  readonly heard: string[];
  readonly errors: unknown[];
  readonly listen: (name: string) => Disposable;
}

function listening(): Listening {
  const heard: string[] = [];
  const errors: unknown[] = [];
  const emitter = new Emitter<string>((error) => errors.push(error));
  return { emitter, heard, errors, listen: (name) => emitter.event((value) => heard.push(`${name} ${value}`)) };
}

describe('an emitter', () => {
  it('tells all listeners, in the order in which they came', () => {
    const { emitter, heard, listen } = listening();
    listen('a');
    listen('b');
    emitter.fire('1');
    emitter.fire('2');
    expect(heard).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  it('tells the others when one listener throws, and reports what it threw', () => {
    const { emitter, heard, errors, listen } = listening();
    const failure = new Error('broken view');
    emitter.event(() => {
      throw failure;
    });
    listen('b');
    emitter.fire('1');
    expect(heard).toEqual(['b 1']);
    expect(errors).toEqual([failure]);
  });

  it('tells nothing to a listener that has left, also when it left twice', () => {
    const { emitter, heard, listen } = listening();
    const a = listen('a');
    listen('b');
    a.dispose();
    a.dispose();
    emitter.fire('1');
    expect(heard).toEqual(['b 1']);
  });

  it('lets one function listen twice and leave once', () => {
    const { emitter } = listening();
    const heard: string[] = [];
    const listener = (value: string): unknown => heard.push(value);
    emitter.event(listener).dispose();
    const first = emitter.event(listener);
    emitter.event(listener);
    first.dispose();
    emitter.fire('1');
    expect(heard).toEqual(['1']);
  });

  it('tells nothing to a listener that an earlier one sent away meanwhile', () => {
    const { emitter, heard, listen } = listening();
    const parts: Disposable[] = [];
    emitter.event(() => parts[0]?.dispose());
    parts.push(listen('b'));
    emitter.fire('1');
    expect(heard).toEqual([]);
  });

  it('tells a listener that came meanwhile only what comes later', () => {
    const { emitter, heard, listen } = listening();
    emitter.event((value) => value === '1' && listen('late'));
    emitter.fire('1');
    emitter.fire('2');
    expect(heard).toEqual(['late 2']);
  });

  it('tells nobody once it is disposed, also in the midst of telling', () => {
    const { emitter, heard, listen } = listening();
    emitter.event(() => {
      emitter.dispose();
    });
    listen('b');
    emitter.fire('1');
    emitter.fire('2');
    expect(heard).toEqual([]);
  });
});
