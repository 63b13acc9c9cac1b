import { loadAdjudications } from './adjudications.js';
import { type EffectiveSpec, effectiveSpec } from './effective.js';
import { editions, loadSpec } from './load.js';
import { type Edition, type Members, type Message, operationOf, type Service, type Shape } from './spec.js';
import { citeText } from './statement.js';

/**
 * The contract of one operation for a person: its members with type, limits and citation, its errors, and the adjudications
 * that bear on it, as the suite holds them. Ends with a newline. Throws `RangeError` for an operation that the edition lacks.
 */
export function contractText(service: Service, edition: Edition, name: string): string {
  const effective = effectiveSpec(service, edition);
  const { spec } = effective;
  const operation = operationOf(spec, name);
  const source = `${service}/${edition}`;
  const at = `/operations/${name}`;
  const lines = [`${name}  (${citeText({ source, ...operation.cite })})`];
  if (operation.http && spec.protocol?.name === 'rest-json') {
    lines.push(`${operation.http.method} ${operation.http.path} -> ${operation.http.status}`);
  } else if (spec.protocol?.name === 'aws-json-1.0') lines.push(`X-Amz-Target: ${spec.protocol.targetPrefix}.${name}`);

  lines.push('', 'Request', ...messageLines(operation.request, `${at}/request`, effective));
  lines.push('', 'Response', ...messageLines(operation.response, `${at}/response`, effective));
  lines.push('', 'Errors');
  const errors = Object.entries(operation.errors).map(([error, { status, cite }]) => [
    error,
    status === undefined ? '' : String(status),
    citeText({ source: '', ...cite }),
  ]);
  lines.push(...(errors.length === 0 ? ['  none declared'] : columns(errors)));

  const decisions = [...loadAdjudications().values()].filter(
    (entry) =>
      entry.service === service &&
      [
        ...entry.touches,
        ...entry.corrections.flatMap(({ set, remove }) => [...Object.keys(set ?? {}), ...(remove ?? [])]),
      ].some((pointer) => pointer === at || pointer.startsWith(`${at}/`)),
  );
  if (decisions.length > 0) lines.push('', 'Decided where the reference does not');
  for (const { id, question, decision } of decisions) lines.push(`  ${id}  ${question}`, `       ${decision.trim()}`);
  return `${lines.join('\n')}\n`;
}

/** The end of a sentence that says that an operation does not exist: which one may be meant, or where it is. */
export function operationHint(service: Service, edition: Edition, name: string): string {
  const names = Object.keys(loadSpec(service, edition).operations);
  const wanted = name.toLowerCase();
  const near =
    names.find((candidate) => candidate.toLowerCase() === wanted) ??
    names.find((candidate) => wanted.length > 2 && candidate.toLowerCase().includes(wanted));
  if (near) return `did you mean ${near}?`;
  const others = editions().filter((entry) => Object.hasOwn(loadSpec(entry.service, entry.edition).operations, name));
  if (others.length > 0) return `it is in ${others.map((entry) => entry.edition).join(' and ')}.`;
  return `"spec --edition ${edition}" lists what it has.`;
}

function messageLines(message: Message, at: string, effective: EffectiveSpec): string[] {
  if (message.body === 'empty') return ['  empty'];
  return memberRows(message.members, at, effective);
}

function memberRows(members: Members, at: string, { corrected }: EffectiveSpec): string[] {
  return columns(
    Object.entries(members).map(([name, member]) => {
      const ids = new Set<string>();
      for (const [pointer, id] of corrected) if (pointer.startsWith(`${at}/members/${name}/`)) ids.add(id);
      const place = member.binding
        ? 'name' in member.binding
          ? `${member.binding.in} ${member.binding.name}`
          : member.binding.in
        : '';
      return [
        name,
        `${shapeText(member)}${member.nullable ? ' or null' : ''}`,
        member.required ? 'required' : 'optional',
        place,
        [citeText({ source: '', ...member.cite }), ...ids].join(', '),
      ];
    }),
  );
}

/** A type with its limits, in a few words: `string 1..80`, `list of HistoryEvent`. */
export function shapeText(shape: Shape): string {
  switch (shape.type) {
    case 'string': {
      if (shape.enum) return shape.enum.length <= 8 ? shape.enum.join(' | ') : `one of ${shape.enum.length} values`;
      const pattern = shape.pattern === undefined || shape.pattern.length > 40 ? '' : ` ${shape.pattern}`;
      return `string${rangeText(shape.minLength, shape.maxLength)}${pattern}`;
    }
    case 'blob':
      return `blob${rangeText(shape.minLength, shape.maxLength)}`;
    case 'integer':
    case 'long':
    case 'float':
    case 'double':
      return `${shape.type}${rangeText(shape.minimum, shape.maximum)}`;
    case 'boolean':
    case 'timestamp':
      return shape.type;
    case 'structure':
      return shape.name;
    case 'list':
      return `list${rangeText(shape.minItems, shape.maxItems)} of ${shapeText(shape.items)}`;
    case 'map':
      return `map of ${shapeText(shape.keys)} to ${shapeText(shape.values)}`;
  }
}

function rangeText(low: number | undefined, high: number | undefined): string {
  return low === undefined && high === undefined ? '' : ` ${low ?? ''}..${high ?? ''}`;
}

/** Rows as lines with their cells under each other, indented. A column that is empty throughout is left out. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    `  ${row
      .map((cell, column) => (widths[column] === 0 ? undefined : cell.padEnd(widths[column] ?? 0)))
      .filter((cell) => cell !== undefined)
      .join('  ')}`.trimEnd(),
  );
}
