import { loadSpec } from '../../specs/load.js';
import { DURABLE_EDITION } from '../durable/operations.js';
import { isOperation } from '../operations.js';
import type { TranscriptService } from './transcript-file.js';

/** What a request asks for, as far as this project judges it. */
export interface Recognised {
  readonly service: TranscriptService;
  /** A name in brackets when the service has no such operation. */
  readonly operation: string;
}

const STEP_FUNCTIONS = 'AWSStepFunctions.';
const DURABLE_PATH =
  /^\/2025-12-01\/(durable-executions|durable-execution-callbacks|functions\/[^/]+\/durable-executions)/;

/**
 * Which operation a request is of: of Step Functions by its X-Amz-Target, of durable executions by its path. Nothing for the
 * traffic of other services, of Lambda's other operations, and for what is no API call at all.
 * @param path with its query
 */
export function recognise(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Recognised | undefined {
  const target = headers['x-amz-target'];
  if (target !== undefined) {
    if (!target.startsWith(STEP_FUNCTIONS)) return undefined;
    const name = target.slice(STEP_FUNCTIONS.length);
    return { service: 'sfn', operation: isOperation(name) ? name : '(unknown operation)' };
  }
  const [bare = ''] = path.split('?', 1);
  if (!DURABLE_PATH.test(bare)) return undefined;
  const found = durableRoutes().find((route) => route.method === method && route.path.test(bare));
  return { service: 'durable', operation: found?.operation ?? '(unknown operation)' };
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
}

let routes: readonly Route[] | undefined;

function durableRoutes(): readonly Route[] {
  routes ??= Object.entries(loadSpec('durable', DURABLE_EDITION).operations).flatMap(([operation, { http }]) => {
    if (http === undefined || !http.path.startsWith('/2025-12-01/')) return [];
    const path = new RegExp(`^${http.path.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`);
    return [{ operation, method: http.method, path }];
  });
  return routes;
}
