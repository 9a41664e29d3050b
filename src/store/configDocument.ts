import { parseDocument, Scalar } from 'yaml';
import type { PlainValue } from '../domain/settingKinds.js';
import { emitScalar } from './codec/emitScalar.js';
import { scalarStyle, type ScalarStyle } from './codec/scalarStyle.js';
import type { SettingChanges } from './configText.js';

const scalarTypes: Readonly<Record<ScalarStyle, Scalar.Type>> = {
  plain: 'PLAIN',
  single: 'QUOTE_SINGLE',
  double: 'QUOTE_DOUBLE',
  literal: 'BLOCK_LITERAL',
};

/**
 * Settings changed in a file of any style: the library lays all of it out anew, with the comments.
 * @returns undefined where a change has no place, as where a section is an alias, or an alias stands for the old value
 */
export function layOutSettings(source: string, changes: SettingChanges): string | undefined {
  const document = parseDocument(source, { schema: 'failsafe', resolveKnownTags: false });
  try {
    for (const [key, value] of changes) {
      const path = key.split('.');
      if (value === undefined) document.deleteIn(path);
      else document.setIn(path, document.createNode(nodesOf(value)));
    }
    return document.toString({ lineWidth: 0, indentSeq: false });
  } catch {
    return undefined;
  }
}

/** The failsafe schema knows text alone, so that each scalar brings its own style. */
function nodesOf(value: PlainValue): unknown {
  if (value !== null && typeof value === 'object') return value.map(nodesOf);
  const scalar = new Scalar(typeof value === 'string' ? value : emitScalar(value, 0));
  scalar.type = typeof value === 'string' ? scalarTypes[scalarStyle(value)] : 'PLAIN';
  return scalar;
}
