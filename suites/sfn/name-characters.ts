/**
 * What the name of a state machine, an activity or an execution must not contain, by the kinds that the reference lists. A service
 * checks a kind or does not, so a kind is one thing to try.
 */
export const forbiddenCharacters = {
  'white space': [' ', '\t'],
  brackets: ['<', '>', '{', '}', '[', ']'],
  wildcards: ['?', '*'],
  'special characters': ['"', '#', '%', '\\', '^', '|', '~', '`', '$', '&', ',', ';', ':', '/'],
  'control characters': ['\u0000', '\u001f', '\u007f', '\u009f'],
} as const;

/** A character as text that can be read. */
export const shownCharacter = (character: string): string =>
  /^[!-~]$/.test(character) ? character : `U+${character.codePointAt(0)!.toString(16).padStart(4, '0').toUpperCase()}`;
