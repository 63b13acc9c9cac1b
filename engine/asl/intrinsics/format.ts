import type { Json } from '../doc.js';
import { javaText } from '../java.js';
import { InvalidArguments } from './invalid-arguments.js';

/** What a template of States.Format is made of: text, and the places of arguments between. */
function texts(template: string): string[] {
  const found: string[] = [];
  let text = '';
  for (let at = 0; at < template.length; at++) {
    const char = template[at]!;
    if (char === '\\' && at + 1 < template.length) text += template[++at];
    else if (char === '{') {
      if (template[at + 1] !== '}') throw new InvalidArguments("matching '}' not found for '{'.", 'Invalid template');
      at++;
      found.push(text);
      text = '';
    } else if (char === '}') {
      throw new InvalidArguments("matching '{' not found for '}'.", 'Invalid template');
    } else text += char;
  }
  found.push(text);
  return found;
}

/** States.Format: each `{}` takes the next argument, printed as Java prints it. */
export function format(template: string, args: readonly Json[]): string {
  const between = texts(template);
  if (between.length - 1 !== args.length)
    throw new InvalidArguments('number of arguments do not match the occurrences of {}.');
  return between.map((text, index) => (index === 0 ? text : javaText(args[index - 1]!) + text)).join('');
}
