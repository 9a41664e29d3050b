import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../../src/util/redact.js';

describe('redaction', () => {
  it.each([
    ['password=hunter2', 'hunter2'],
    ['DB_PASSWORD = "hunter two"', 'hunter two'],
    ["{ password: 'it\\'s me', user: 'bob' }", 's me'],
    ['{"password":"hunter2","user":"bob"}', 'hunter2'],
    [String.raw`{"password": "a\"b c"}`, 'b c'],
    [JSON.stringify({ body: JSON.stringify({ password: 'hunter two' }) }), 'hunter'],
    [JSON.stringify({ body: JSON.stringify({ password: 'hunter two' }) }), 'two'],
    ['"client_secret" : "abc"', 'abc'],
    ['apiKey: abc123', 'abc123'],
    ['api-key=abc123', 'abc123'],
    ['Authorization: Bearer abc.def', 'abc.def'],
    ['authorization: Basic dXNlcjpwYXNz', 'dXNlcjpwYXNz'],
    ['GET /x?access_token=abc123&page=2', 'abc123'],
    ['clone https://bob:hunter2@example.org/x.git', 'hunter2'],
    ['clone https://bob:hun@ter2@example.org/x.git', 'hun'],
    ['clone https://bob:hun@ter2@localhost/x.git', 'ter2'],
    ['clone https://token@example.org/x.git', '://token'],
    ['ssh://bob@host', 'bob'],
    [`remote said ghp_${'a1'.repeat(18)}`, 'ghp_'],
    [`github_pat_${'a1'.repeat(20)} is wrong`, 'github_pat_'],
    [`glpat-${'a1'.repeat(10)}`, 'glpat-'],
    ['xoxb-123456789012-abc', 'xoxb'],
    [`ATATT${'x3'.repeat(20)}=12`, 'ATATT'],
    [`sk-ant-${'a1'.repeat(20)}`, 'sk-ant'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'eyJ'],
    ['mail from ana.b+c@mail.example.org came', 'ana.b'],
    ['Ana <ana@example.org>', 'ana@'],
    ['müller@example.org', 'm'],
  ])('of %j leaves no %j', (text, secret) => {
    expect(redact(text)).toContain('[redacted]');
    expect(redact(text)).not.toContain(secret);
  });

  it('keeps what stands around the secret', () => {
    expect(redact('push to https://a:b@example.org/x failed: password="p q", user=bob')).toBe(
      'push to https://[redacted]@example.org/x failed: password=[redacted], user=bob',
    );
    expect(redact('{"token":"t","page":2}')).toBe('{"token":[redacted],"page":2}');
  });

  it('hides every secret of a text, on all its lines', () => {
    const lines = ['token: one', 'secret: two', 'by ana@example.org and bob@example.org'];
    expect(redact(lines.join('\n'))).toBe(
      ['token: [redacted]', 'secret: [redacted]', 'by [redacted] and [redacted]'].join('\n'),
    );
  });

  it.each([
    'Fix login token refresh',
    'The password field has no label',
    'Secrets and tokens are kept out of the log',
    'see https://example.org/a?b=c#d and http://localhost:3000/x',
    'task-with-a-very-long-hyphenated-slug-name',
    'node_modules/vitest@5.1.0/dist/index.js:10:5',
    'assigned to @me, 5 @ home',
    '04a68852-f4a0-47f3-abec-f057103fd338.yaml: line 3: tags must be a list',
    '日本語のチケット 😀',
    '',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  const words = fc.array(
    fc.constantFrom('fix', 'login', 'token', 'refresh', 'password', 'secret', 'a', 'the', '#04a6', '日本'),
    { maxLength: 20 },
  );

  it('leaves any sentence of plain words as it is', () => {
    fc.assert(
      fc.property(words, (sentence) => {
        expect(redact(sentence.join(' '))).toBe(sentence.join(' '));
      }),
    );
  });

  it('hides a value wherever it stands in a sentence, and nothing else of it', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const around = (value: string): string => [...before, `api_key=${value}`, ...after].join(' ');
        expect(redact(around('S3cr3t-V@lue'))).toBe(around('[redacted]'));
      }),
    );
  });

  it.each(['a', 'a-', 'password', 'eyJ-', 'a@', 'a.', '://', 'token="', '\\', 'token: '])(
    'is done with a hundred thousand characters of %j',
    (piece) => {
      expect(typeof redact(piece.repeat(100_000 / piece.length))).toBe('string');
    },
  );
});
