import { loadAdjudications } from './adjudications.js';
import { constraintsOf, type Side, sentenceFor } from './constraints.js';
import { type EffectiveSpec, effectiveSpec } from './effective.js';
import type { Cite, Edition, ErrorDeclaration, Members, Service, Shape, Spec } from './spec.js';
import type { Statement } from './statement.js';

/**
 * The statements that follow from a spec by rule: one for each constraint of each member, each declared error, each empty
 * response. They are made from the effective spec, so a corrected constraint carries its adjudication and that one's evidence.
 */
export function structuralStatements(service: Service, edition: Edition): readonly Statement[] {
  const effective = effectiveSpec(service, edition);
  const maker = new StatementMaker(effective);
  const { spec } = effective;
  for (const [name, operation] of Object.entries(spec.operations)) {
    const at = `/operations/${name}`;
    maker.members(`${name}/request`, `${at}/request`, operation.request.members, { kind: 'request', operation: name });
    maker.members(`${name}/response`, `${at}/response`, operation.response.members, {
      kind: 'response',
      operation: name,
    });
    if (operation.response.body === 'empty') {
      const claim = `A success of ${name} has an empty body, or an empty JSON object as its body.`;
      maker.add(`${name}/response/empty`, claim, `${at}/response`, operation.response.cite);
    }
    if (operation.http && spec.protocol?.name === 'rest-json') {
      maker.add(
        `${name}/response/status`,
        `A success of ${name} has the HTTP status ${operation.http.status}.`,
        `${at}/http`,
        operation.cite,
      );
    }
    for (const [error, declaration] of Object.entries(operation.errors)) {
      maker.add(
        `${name}/error/${error}`,
        errorClaim(name, error, declaration),
        `${at}/errors/${error}`,
        declaration.cite,
      );
    }
  }
  const sides = sidesOf(spec);
  for (const [name, structure] of Object.entries(spec.dataTypes)) {
    maker.members(name, `/dataTypes/${name}`, structure.members, {
      kind: 'data type',
      name,
      sides: sides.get(name) ?? new Set(),
    });
  }
  for (const [name, { status, cite }] of Object.entries(spec.commonErrors)) {
    const claim = `Any operation can fail with ${name}, with the HTTP status ${status}.`;
    maker.add(`common-error/${name}`, claim, `/commonErrors/${name}`, cite, 'may');
  }
  return maker.statements;
}

class StatementMaker {
  readonly statements: Statement[] = [];
  readonly #effective: EffectiveSpec;
  readonly #touched = new Map<string, string>();

  constructor(effective: EffectiveSpec) {
    this.#effective = effective;
    for (const { id, service, touches } of loadAdjudications().values()) {
      if (service !== effective.spec.service) continue;
      for (const pointer of touches) if (!this.#touched.has(pointer)) this.#touched.set(pointer, id);
    }
  }

  members(id: string, at: string, members: Members, side: Side): void {
    for (const [name, member] of Object.entries(members)) {
      for (const constraint of constraintsOf(member)) {
        const claim = sentenceFor(name, constraint, side);
        if (!claim) continue;
        const pointer = `${at}/members/${name}/${constraint.field}`;
        this.add(`${id}/${name}/${constraint.facet}`, claim, pointer, member.cite);
      }
    }
  }

  add(tail: string, claim: string, pointer: string, cite: Cite, level: Statement['level'] = 'must'): void {
    const { spec, corrected } = this.#effective;
    const correctedBy = corrected.get(pointer);
    const adjudication = correctedBy ?? this.#touched.get(pointer);
    const grade = correctedBy && loadAdjudications().get(correctedBy)?.evidence[0]?.grade;
    this.statements.push({
      id: `${spec.service}:${tail}`,
      claim,
      level,
      evidence: grade || ('shape' in cite ? 'modelled' : 'documented'),
      editions: [spec.edition],
      cite: { source: `${spec.service}/${spec.edition}`, ...cite },
      ...(adjudication ? { adjudication } : {}),
      origin: 'structural',
    });
  }
}

function errorClaim(operation: string, error: string, { status }: ErrorDeclaration): string {
  if (status === undefined) return `${operation} can refuse with ${error}, with an HTTP status from 400 to 499.`;
  return `${operation} can ${status < 500 ? 'refuse' : 'fail'} with ${error}, with the HTTP status ${status}.`;
}

/** Whether a data type is sent, received, or both. */
function sidesOf(spec: Spec): ReadonlyMap<string, ReadonlySet<'request' | 'response'>> {
  const sides = new Map<string, Set<'request' | 'response'>>();
  const visit = (shape: Shape, side: 'request' | 'response'): void => {
    if (shape.type === 'list') visit(shape.items, side);
    else if (shape.type === 'map') visit(shape.values, side);
    else if (shape.type === 'structure') {
      const seen = sides.get(shape.name) ?? new Set();
      if (seen.has(side)) return;
      sides.set(shape.name, seen.add(side));
      for (const member of Object.values(spec.dataTypes[shape.name]?.members ?? {})) visit(member, side);
    }
  };
  for (const operation of Object.values(spec.operations)) {
    for (const member of Object.values(operation.request.members)) visit(member, 'request');
    for (const member of Object.values(operation.response.members)) visit(member, 'response');
  }
  return sides;
}
