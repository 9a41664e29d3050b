import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/**
 * The rooms of the house and what each may import; ARCHITECTURE.md draws the same. What is not listed is refused.
 * `agents`, `jira` and `mcp` get their line when they get their first file.
 */
const rooms = {
  util: [],
  domain: ['util'],
  query: ['util', 'domain'],
  store: ['util', 'domain'],
  search: ['util', 'domain', 'query'],
  git: ['util', 'domain'],
  app: ['util', 'domain', 'query', 'store', 'search', 'git'],
  protocol: ['domain', 'query'],
  cli: ['util', 'domain', 'query', 'app'],
  extension: ['util', 'domain', 'query', 'app', 'protocol'],
};

const zones = [
  ...Object.entries(rooms).map(([room, allowed]) => ({
    target: `./src/${room}`,
    from: ['./src', './webview', './test'],
    except: [room, ...allowed].map((each) => `**/src/${each}/**`),
    message: `src/${room} may import only ${[room, ...allowed].map((each) => `src/${each}`).join(', ')} (see ARCHITECTURE.md).`,
  })),
  {
    target: './webview',
    from: ['./src', './test'],
    except: ['**/src/protocol/**', '**/src/query/**', '**/src/domain/**'],
    message: 'webview may import only src/protocol, src/query and src/domain (see ARCHITECTURE.md).',
  },
].map((zone) => ({ ...zone, from: zone.from.map((folder) => `${folder}/**`) }));

const onlyExtensionKnowsTheEditor = {
  paths: [{ name: 'vscode', message: 'Only src/extension and test/host know the editor (see ARCHITECTURE.md).' }],
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', '.vscode-test/', 'test/fixtures/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      complexity: ['error', 15],
      curly: ['error', 'multi-line'],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipComments: true, skipBlankLines: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['src/extension/**', 'test/host/**'],
    rules: {
      'no-restricted-imports': ['error', onlyExtensionKnowsTheEditor],
      // The rule above does not see import('vscode').
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression[source.value="vscode"]', message: onlyExtensionKnowsTheEditor.paths[0].message },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'vitest.config.ts'],
    rules: {
      // A suite is one long function by nature.
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-function-return-type': 'off',
    },
  },
  { files: ['vitest.config.ts', 'test/harness/*.setup.ts'], rules: { 'import-x/no-default-export': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'URL',
          'fetch',
          'AbortSignal',
          'performance',
          'Buffer',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
