import type { OperationName } from '../api/api.js';
import type { Contract } from '../contract.js';
import { DurableError } from '../error.js';

export interface Route {
  readonly operation: OperationName;
  /** The labels of the path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

type Segment = { readonly literal: string } | { readonly label: string };

interface Template {
  readonly operation: OperationName;
  readonly method: string;
  readonly segments: readonly Segment[];
}

const segmentOf = (text: string): Segment => {
  const label = /^\{(.+)\}$/.exec(text)?.[1];
  return label === undefined ? { literal: text } : { label };
};

export const unknownOperation = (): DurableError =>
  new DurableError('UnknownOperationException', 'The requested operation is not recognized by the service.', 404);

/** The operations by their paths. A path is split before it is decoded: an ARN in it is one label, with its slashes encoded. */
export class Routes {
  private readonly templates: readonly Template[];

  constructor({ operations }: Contract) {
    this.templates = Object.entries(operations).flatMap(([operation, { http }]) =>
      http
        ? [
            {
              operation: operation as OperationName,
              method: http.method,
              segments: http.path.slice(1).split('/').map(segmentOf),
            },
          ]
        : [],
    );
  }

  /** Throws `UnknownOperationException`, also for a path that can't be decoded. */
  find(method: string, path: string): Route {
    const parts = path.replace(/^\//, '').replace(/\/$/, '').split('/');
    for (const template of this.templates) {
      if (template.method !== method || template.segments.length !== parts.length) continue;
      const labels = match(template.segments, parts);
      if (labels) return { operation: template.operation, labels };
    }
    throw unknownOperation();
  }
}

function match(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]!;
    if ('literal' in segment) {
      if (part !== segment.literal) return undefined;
    } else {
      if (part === '') return undefined;
      labels[segment.label] = decode(part);
    }
  }
  return labels;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unknownOperation();
  }
}
