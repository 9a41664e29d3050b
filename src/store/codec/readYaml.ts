/** The `yaml` package behind the few questions that the codec asks: nodes, keys, lines, and errors as ours. */
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node, Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import { TicketFormatError } from './ticketFormatError.js';

export interface YamlFile {
  /** Without a byte order mark. */
  readonly text: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly root: YAMLMap;
}

/** What an alias may stand for: anything but an alias. */
export type Value = Scalar | YAMLMap | YAMLSeq;

export interface Entry {
  readonly key: string;
  /** With aliases resolved; null where nothing follows the key. */
  readonly value: Value | null;
  readonly line: number;
}

/** Text and quoting of a scalar. */
export interface ScalarText {
  readonly text: string;
  readonly plain: boolean;
}

const conflictMarker = /(?:^|\n)<{7}/;

/** The parser's messages that would not help a person; others are shown in lower case. */
const reasons: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'the file holds more than one document',
  BAD_INDENT: 'the indentation is wrong',
  TAB_AS_INDENT: 'tabs are not allowed as indentation',
  BLOCK_AS_IMPLICIT_KEY: 'a text that holds ": " must be quoted, or the indentation is wrong',
  RESOURCE_EXHAUSTION: 'the values are nested too deeply',
  IMPOSSIBLE: 'this is not valid YAML',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line, followed by ": "',
};

/**
 * Parses one YAML 1.2 document whose root is a mapping.
 * Every scalar stays text (failsafe schema): what it means depends on the field, as in serde_yaml.
 * @throws TicketFormatError
 */
export function readYaml(source: string): YamlFile {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  refuseConflict(text);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const error = document.errors.toSorted((left, right) => left.pos[0] - right.pos[0])[0];
  if (error !== undefined) {
    throw new TicketFormatError(lines.linePos(error.pos[0]).line, reasonOf(error, text), { cause: error });
  }
  const root = document.contents as Node | null;
  if (root === null || (isScalar(root) && root.source === '')) {
    throw new TicketFormatError(1, 'the file is empty');
  }
  if (!isMap(root)) {
    throw new TicketFormatError(lineAt(lines, root), 'a ticket must be a mapping of keys to values');
  }
  return { text, document, lines, root };
}

function refuseConflict(text: string): void {
  const match = conflictMarker.exec(text);
  if (match !== null) {
    const line = text.slice(0, match.index + match[0].length).split('\n').length;
    throw new TicketFormatError(line, 'unresolved merge conflict');
  }
}

function reasonOf(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^:\r\n]*/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return `the key ${key.trim()} occurs twice`;
  }
  return reasons[error.code] ?? error.message.charAt(0).toLowerCase() + error.message.slice(1);
}

function lineAt(lines: LineCounter, node: Node): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
}

/** 1-based line on which a node starts. */
export function lineOf(file: YamlFile, node: Node): number {
  return lineAt(file.lines, node);
}

/** The node itself, or what the alias stands for. */
export function resolveNode(file: YamlFile, node: Node): Value {
  const value = isAlias(node) ? node.resolve(file.document) : node;
  if (value === undefined) {
    throw new TicketFormatError(lineOf(file, node), 'an alias names an anchor that does not exist');
  }
  return value;
}

/** The entries of a mapping, in the order of the file. */
export function entriesOf(file: YamlFile, map: YAMLMap): Entry[] {
  return map.items.map((pair) => {
    const keyNode = pair.key as Node;
    const key = resolveNode(file, keyNode);
    const line = lineOf(file, keyNode);
    if (!isScalar(key)) {
      throw new TicketFormatError(line, 'a key must be text');
    }
    return { key: scalarText(key).text, value: isNode(pair.value) ? resolveNode(file, pair.value) : null, line };
  });
}

/** Unquoted scalars may mean null, a boolean or a number; `!` and `!!str` make them text. */
export function scalarText(scalar: Scalar): ScalarText {
  const isText = scalar.tag === '!' || scalar.tag === 'tag:yaml.org,2002:str';
  return { text: scalar.source ?? '', plain: scalar.type === 'PLAIN' && !isText };
}
