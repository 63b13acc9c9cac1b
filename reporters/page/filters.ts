import { useEffect, useState } from 'preact/hooks';

export const VIEWS = ['causes', 'cases', 'contract'] as const;
export type View = (typeof VIEWS)[number];

/** What the reader chose to see. It is kept in the address, so that it can be sent to someone. */
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

export function readHash(hash: string): Filters {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const view = VIEWS.find((name) => name === parameters.get('view')) ?? NO_FILTERS.view;
  const of = (key: string) => parameters.get(key) ?? '';
  return { view, text: of('text'), suite: of('suite'), verdict: of('verdict'), level: of('level'), case: of('case') };
}

export function hashOf(filters: Filters): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(filters)) {
    if (value !== '' && !(key === 'view' && value === NO_FILTERS.view)) parameters.set(key, value);
  }
  return `#${parameters}`;
}

/** The filters of the address, and how to change some of them. A change of text makes no new entry in the history. */
export function useFilters(): [Filters, (change: Partial<Filters>) => void] {
  const [filters, setFilters] = useState(() => readHash(location.hash));
  useEffect(() => {
    const follow = () => setFilters(readHash(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const change = (changed: Partial<Filters>) => {
    const next = { ...filters, case: '', ...changed };
    setFilters(next);
    if (next.view === filters.view) history.replaceState(null, '', hashOf(next));
    else history.pushState(null, '', hashOf(next));
  };
  return [filters, change];
}
