import { extname } from 'node:path';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import {
  type CheckOptions,
  check,
  type Diagnostic,
  findJsonFault,
  parseDefinition,
} from '../engine/asl/check/index.js';

/** A line and a column, both from 1. */
export interface Position {
  line: number;
  column: number;
}

export interface LocatedDiagnostic extends Diagnostic {
  position: Position;
}

type Steps = Diagnostic['path'];

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Where a value, or the nearest one around it that is there, stands: at its member's name where it has one. */
function jsonOffset(root: Node | undefined, path: Steps): number {
  for (let length = path.length; root !== undefined && length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node !== undefined) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return root?.offset ?? 0;
}

function checkJson(text: string, options: CheckOptions): LocatedDiagnostic[] {
  const parsed = parseDefinition(text);
  const diagnostics = [...parsed.diagnostics, ...(parsed.definition ? check(parsed.definition, options) : [])];
  if (diagnostics.length === 0) return [];
  const root = parsed.definition ? parseTree(text) : undefined;
  return diagnostics.map((diagnostic) => {
    const offset =
      diagnostic.rule === 'json-syntax' ? (findJsonFault(text)?.offset ?? 0) : jsonOffset(root, diagnostic.path);
    return { ...diagnostic, position: positionAt(text, offset) };
  });
}

function yamlOffset(document: Document, path: Steps): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === step);
      if (pair === undefined) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) offset = range[0];
    } else break;
  }
  return offset;
}

function checkYaml(text: string, options: CheckOptions): LocatedDiagnostic[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [fault] = document.errors;
  if (fault !== undefined) return [syntaxFault(fault.message, position(fault.pos[0]))];
  const parsed = parseDefinition(JSON.stringify(document.toJS() ?? null));
  const diagnostics = [...parsed.diagnostics, ...(parsed.definition ? check(parsed.definition, options) : [])];
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    position: position(yamlOffset(document, diagnostic.path)),
  }));
}

function syntaxFault(message: string, position: Position): LocatedDiagnostic {
  const code = 'INVALID_JSON_DESCRIPTION';
  const [first] = message.split('\n');
  return { severity: 'ERROR', code, rule: 'json-syntax', message: first as string, path: [], position };
}

/** Whether text is YAML: by its file's name, or else since JSON begins with a bracket. */
function isYaml(file: string, text: string): boolean {
  const extension = extname(file).toLowerCase();
  if (extension === '.json' || extension === '.asl') return false;
  return extension === '.yaml' || extension === '.yml' || !/^\s*[{[]/.test(text);
}

/** The diagnostics of a definition in JSON or YAML, with the lines and columns of what they are about. */
export function checkDefinitionText(file: string, text: string, options: CheckOptions): LocatedDiagnostic[] {
  if (!isYaml(file, text)) return checkJson(text, options);
  try {
    return checkYaml(text, options);
  } catch (error) {
    // The YAML library throws for text that nests beyond the stack or repeats aliases without bound.
    return [syntaxFault((error as Error).message, { line: 1, column: 1 })];
  }
}
