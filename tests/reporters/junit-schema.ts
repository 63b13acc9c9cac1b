/**
 * What the XUnit plug-in of Jenkins checks a JUnit file for (its junit-10.xsd, of which pytest's `xunit2` and others keep to the
 * same part), as far as our elements go: where an element may stand, which attributes it must and may have, and what some hold.
 */
interface Rule {
  readonly within: readonly string[];
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const COUNTS = ['tests', 'failures', 'errors'];
const OUTCOME: Rule = { within: ['testcase'], required: [], optional: ['type', 'message'] };

const RULES: Readonly<Record<string, Rule>> = {
  testsuites: { within: [''], required: [], optional: ['name', 'time', ...COUNTS] },
  testsuite: {
    within: ['testsuites', 'testsuite'],
    required: ['name', ...COUNTS],
    optional: ['time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url', 'group'],
  },
  testcase: { within: ['testsuite'], required: ['name'], optional: ['time', 'classname', 'group'] },
  failure: OUTCOME,
  error: OUTCOME,
  skipped: OUTCOME,
};

const TIME = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;

/** The first breach of the rules in a well-formed document; `undefined` when there is none. */
export function junitDefect(xml: string): string | undefined {
  const open: string[] = [''];
  for (const [, closed, name = '', attributes = '', empty] of xml.matchAll(
    /<(\/?)([\w-]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/g,
  )) {
    if (closed === '/') {
      open.pop();
      continue;
    }
    const defect = elementDefect(name, open.at(-1)!, attributes);
    if (defect !== undefined) return defect;
    if (empty === '') open.push(name);
  }
  return undefined;
}

function elementDefect(name: string, parent: string, text: string): string | undefined {
  const rule = RULES[name];
  if (rule === undefined) return `${name} is unknown`;
  if (!rule.within.includes(parent)) return `${name} stands in ${parent}`;
  const attributes = new Map([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
  const missing = rule.required.find((key) => !attributes.has(key));
  if (missing !== undefined) return `${name} lacks ${missing}`;
  const odd = [...attributes.keys()].find((key) => !rule.required.includes(key) && !rule.optional.includes(key));
  if (odd !== undefined) return `${name} has ${odd}`;
  const isSuite = name.startsWith('testsuite');
  return isSuite && !TIME.test(attributes.get('time') ?? '') ? `${name} took ${attributes.get('time')}` : undefined;
}
