import type { Deviation } from '../../engine/fault.js';

/** What is put together of options and of the durable service. */
const PUT_TOGETHER: ReadonlySet<string> = new Set(['rules', 'rewriteRequest', 'rewriteAnswer']);

/** Several deviations as one: requests are read from the last to the first, and answers written from the first to the last. */
export function allOf(deviations: readonly Deviation[]): Deviation {
  for (const { options, durable } of deviations) {
    const lost = Object.keys({ ...options, ...durable }).filter((part) => !PUT_TOGETHER.has(part));
    if (lost.length > 0) throw new Error(`Deviations can't be put together that change ${lost.join(' and ')}.`);
  }
  const edges = deviations.flatMap(({ edge }) => edge ?? []);
  const durable = deviations.flatMap((one) => one.durable ?? []);
  return {
    options: {
      rules: Object.assign({}, ...deviations.map(({ options }) => options?.rules)),
    },
    edge: {
      rewriteRequest: (request) =>
        edges.reduceRight((read, { rewriteRequest }) => rewriteRequest?.(read) ?? read, request),
      rewriteAnswer: (answer, request) =>
        edges.reduce((written, { rewriteAnswer }) => rewriteAnswer?.(written, request) ?? written, answer),
    },
    durable: {
      rules: tablesOf(durable.map(({ rules = {} }) => rules)),
      rewriteRequest: (request) =>
        durable.reduceRight((read, { rewriteRequest }) => rewriteRequest?.(read) ?? read, request),
      rewriteAnswer: (answer, request, operation) =>
        durable.reduce((written, { rewriteAnswer }) => rewriteAnswer?.(written, request, operation) ?? written, answer),
    },
    install: (engine) => {
      for (const deviation of deviations) deviation.install?.(engine);
    },
  };
}

/** Rules of several deviations, table by table. */
function tablesOf<Tables extends object>(rules: readonly Tables[]): Tables {
  const tables: Record<string, object> = {};
  for (const [name, table] of rules.flatMap((given) => Object.entries(given))) {
    tables[name] = { ...tables[name], ...table };
  }
  return tables as Tables;
}
