/**
 * How messages refer to settings. What a setting is called, and how it is set, differs from place to
 * place, so a message only holds a reference; whoever shows it puts the name in.
 */

/** The names of settings where messages are shown: arguments of a configuration, flags of a command. */
export interface SettingNames {
  /** @param setting such as `projectId`, or `assumeRole.agencyName` for one inside another */
  readonly nameOf: (setting: string) => string;
  /** The name with the other ways to set it: `project_id or HW_PROJECT_ID`. */
  readonly waysToSet: (setting: string) => string;
}

// Control characters, which foreign text never keeps: so none of it can pass for a reference.
const NAME = '\u0002';
const WAYS = '\u0005';
const END = '\u0003';
const reference = new RegExp(`([${NAME}${WAYS}])([\\w.]+)${END}`, 'g');

/** Refers to a setting by its name. */
export function named(setting: string): string {
  return `${NAME}${setting}${END}`;
}

/** Refers to a setting by all the ways to set it; follows "Set". */
export function waysToSet(setting: string): string {
  return `${WAYS}${setting}${END}`;
}

/** The names that settings have in `lib/huaweicloud`. */
export const ownNames: SettingNames = {
  nameOf: (setting) => setting,
  waysToSet: (setting) => setting,
};

/** Leaves the references in, for a text that becomes a part of another one. */
export const unresolved: SettingNames = { nameOf: named, waysToSet };

/** The text with names in place of the references. */
export function withNames(text: string, names: SettingNames): string {
  return text.replace(reference, (_, kind: string, setting: string) =>
    kind === NAME ? names.nameOf(setting) : names.waysToSet(setting),
  );
}
