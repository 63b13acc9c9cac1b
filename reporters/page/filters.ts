import { useHash } from './hash.js';

export const VIEWS = ['causes', 'cases', 'contract'] as const;
export type View = (typeof VIEWS)[number];

/** What the reader of a report chose to see. */
export interface Filters {
  readonly view: View;
  readonly text: string;
  /** A suite, or an area with all its suites. */
  readonly suite: string;
  readonly verdict: string;
  readonly level: string;
  /** The id of a case that is shown open. */
  readonly case: string;
}

export const NO_FILTERS: Filters = { view: 'causes', text: '', suite: '', verdict: '', level: '', case: '' };

function read(parameters: URLSearchParams): Filters {
  const view = VIEWS.find((name) => name === parameters.get('view')) ?? NO_FILTERS.view;
  const of = (key: string) => parameters.get(key) ?? '';
  return { view, text: of('text'), suite: of('suite'), verdict: of('verdict'), level: of('level'), case: of('case') };
}

function write(filters: Filters) {
  return filters.view === NO_FILTERS.view ? { ...filters, view: '' } : filters;
}

/** The filters of the address, and how to change some of them. Only a change of the view can be gone back from. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [filters, setFilters] = useHash(read, write, (before, after) => before.view !== after.view);
  return [filters, (changed) => setFilters({ ...filters, case: '', ...changed })];
}
