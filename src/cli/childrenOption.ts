import { Option } from 'commander';
import { childrenPolicies, type ChildrenPolicy } from '../domain/dependents.js';

export interface ChildrenFlags {
  readonly children?: ChildrenPolicy;
}

/** What becomes of tickets that hang on one that is closed or put away: `command.addOption(childrenOption())`. */
export function childrenOption(): Option {
  return new Option('--children <policy>', 'what becomes of its open parts (default: as configured)').choices(
    childrenPolicies,
  );
}
