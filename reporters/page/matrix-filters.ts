import { useHash } from './hash.js';

export const SHOWN = ['all', 'differ', 'fail', 'changed'] as const;
export type Shown = (typeof SHOWN)[number];

/** What the reader of a matrix chose to see. */
export interface MatrixFilters {
  readonly text: string;
  readonly area: string;
  readonly show: Shown;
  /** The keys of columns that are not shown. */
  readonly without: readonly string[];
  /** The keys of rows that are not as they are by themselves: opened, or closed by hand. */
  readonly open: readonly string[];
}

export const ALL: MatrixFilters = { text: '', area: '', show: 'all', without: [], open: [] };

function read(parameters: URLSearchParams): MatrixFilters {
  return {
    text: parameters.get('text') ?? '',
    area: parameters.get('area') ?? '',
    show: SHOWN.find((name) => name === parameters.get('show')) ?? ALL.show,
    without: parameters.getAll('without'),
    open: parameters.getAll('open'),
  };
}

function write(filters: MatrixFilters) {
  return filters.show === ALL.show ? { ...filters, show: '' } : filters;
}

export function useMatrixFilters(): [MatrixFilters, (change: Partial<MatrixFilters>) => void] {
  const [filters, setFilters] = useHash(read, write, () => false);
  // Other rows are shown by other filters: none of them was opened by hand.
  const change = (changed: Partial<MatrixFilters>) => {
    const isOther = ['text', 'area', 'show'].some((name) => name in changed);
    setFilters({ ...filters, ...(isOther ? { open: [] } : {}), ...changed });
  };
  return [filters, change];
}
