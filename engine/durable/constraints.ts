import type { ListShape, Members, NumberShape, Shape, Spec, StringShape } from '../../specs/spec.js';

/** What an input breaks of its members' constraints, each in the form in which AWS says it. Empty when it breaks none. */
export function violations(input: Readonly<Record<string, unknown>>, members: Members, spec: Spec): string[] {
  const found: string[] = [];
  checkMembers(input, members, '', found, spec);
  return found;
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  members: Members,
  prefix: string,
  found: string[],
  spec: Spec,
): void {
  for (const [name, member] of Object.entries(members)) {
    const path = `${prefix}${lowerFirst(name)}`;
    const given = value[name];
    if (given === undefined || given === null) {
      if (member.required) found.push(broken('null', path, 'Member must not be null'));
    } else {
      check(given, member, path, found, spec);
    }
  }
}

const broken = (value: string, path: string, constraint: string): string =>
  `Value${value === '' ? '' : ` ${value}`} at '${path}' failed to satisfy constraint: ${constraint}`;

function check(value: unknown, shape: Shape, path: string, found: string[], spec: Spec): void {
  const shown = 'sensitive' in shape && shape.sensitive ? '' : `'${display(value)}'`;
  switch (shape.type) {
    case 'string':
      for (const constraint of ofString(value as string, shape)) found.push(broken(shown, path, constraint));
      break;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      for (const constraint of ofNumber(value as number, shape)) found.push(broken(shown, path, constraint));
      break;
    case 'blob':
      for (const constraint of ofLength(Buffer.byteLength(value as string), shape.minLength, shape.maxLength)) {
        found.push(broken(shown, path, constraint));
      }
      break;
    case 'list':
      checkList(value as readonly unknown[], shape, path, found, spec);
      break;
    case 'structure':
      checkMembers(
        value as Record<string, unknown>,
        spec.dataTypes[shape.name]?.members ?? {},
        `${path}.`,
        found,
        spec,
      );
      break;
    default:
  }
}

const display = (value: unknown): string => (Array.isArray(value) ? `[${value.join(', ')}]` : String(value));

function checkList(items: readonly unknown[], shape: ListShape, path: string, found: string[], spec: Spec): void {
  const shown = `'${display(items)}'`;
  for (const constraint of ofLength(items.length, shape.minItems, shape.maxItems))
    found.push(broken(shown, path, constraint));
  if (shape.items.type === 'string') {
    // Constraints of a list's strings are reported for the list as a whole.
    const constraints = new Set(items.flatMap((item) => ofString(item as string, shape.items as StringShape)));
    if (constraints.size > 0)
      found.push(broken(shown, path, `Member must satisfy constraint: [${[...constraints].join(', ')}]`));
    return;
  }
  items.forEach((item, index) => {
    check(item, shape.items, `${path}.${index + 1}.member`, found, spec);
  });
}

function ofLength(length: number, least: number | undefined, most: number | undefined): string[] {
  if (most !== undefined && length > most) return [`Member must have length less than or equal to ${most}`];
  if (least !== undefined && length < least) return [`Member must have length greater than or equal to ${least}`];
  return [];
}

const patterns = new Map<string, RegExp>();

function wholePattern(pattern: string): RegExp {
  const known = patterns.get(pattern);
  if (known) return known;
  const compiled = new RegExp(`^(?:${pattern})$`);
  patterns.set(pattern, compiled);
  return compiled;
}

function ofString(value: string, { minLength, maxLength, pattern, enum: allowed }: StringShape): string[] {
  const found = ofLength(value.length, minLength, maxLength);
  if (allowed && !allowed.includes(value)) found.push(`Member must satisfy enum value set: [${allowed.join(', ')}]`);
  // Only a value of a right length is matched: patterns are not made for megabytes.
  if (pattern !== undefined && found.length === 0 && !wholePattern(pattern).test(value)) {
    found.push(`Member must satisfy regular expression pattern: ${pattern}`);
  }
  return found;
}

function ofNumber(value: number, { minimum, maximum }: NumberShape): string[] {
  if (maximum !== undefined && value > maximum) return [`Member must have value less than or equal to ${maximum}`];
  if (minimum !== undefined && value < minimum) return [`Member must have value greater than or equal to ${minimum}`];
  return [];
}
