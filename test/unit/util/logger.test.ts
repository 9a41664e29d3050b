import { describe, expect, it } from 'vitest';
import { redactingLogger, silentLogger, type LogLevel, type Logger } from '../../../src/util/logger.js';

function noting(): { logger: Logger; lines: [LogLevel, string][] } {
  const lines: [LogLevel, string][] = [];
  return { logger: redactingLogger((level, line) => lines.push([level, line])), lines };
}

function logged(details: unknown): string {
  const { logger, lines } = noting();
  logger.info('it happened', details);
  return lines[0]?.[1] ?? '';
}

describe('the logger', () => {
  it.each<LogLevel>(['debug', 'info', 'warn', 'error'])('prints a line of level %s', (level) => {
    const { logger, lines } = noting();
    logger[level]('it happened');
    expect(lines).toEqual([[level, 'it happened']]);
  });

  it('redacts the message and the details', () => {
    const { logger, lines } = noting();
    logger.warn('token=abc', { password: 'hunter two', user: 'bob' });
    expect(lines[0]?.[1]).not.toMatch(/abc|hunter|two/);
    expect(lines[0]?.[1]).toContain('bob');
  });

  it('puts details that are text behind the message', () => {
    expect(logged('because')).toBe('it happened: because');
  });

  it('prints an error with its stack and all its causes, redacted', () => {
    const cause = new Error('root cause, token=abc');
    const text = logged(new TypeError('on top', { cause: new Error('between', { cause }) }));
    for (const part of ['TypeError: on top', 'between', 'root cause', 'logger.test.ts']) expect(text).toContain(part);
    expect(text).not.toContain('abc');
  });

  it('prints what JSON cannot hold, and does not fail on it', () => {
    const circle: Record<string, unknown> = { name: 'circle' };
    circle['self'] = circle;
    const error = new Error('turns round');
    error.cause = error;
    expect(logged(circle)).toContain("name: 'circle'");
    expect(logged(error)).toContain('turns round');
    for (const details of [1n, Symbol('s'), () => 1, null, new Map([['a', 1]])]) {
      expect(logged(details)).toMatch(/^it happened: ./);
    }
  });

  it('that is silent takes anything', () => {
    expect(() => {
      silentLogger.error('it happened', new Error('x'));
    }).not.toThrow();
  });
});
