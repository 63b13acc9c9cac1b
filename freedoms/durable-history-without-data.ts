import type { Freedom } from '../engine/fault.js';

export const freedom: Freedom = {
  id: 'durable-history-without-data',
  does: 'The history of a durable execution shows data only when it is asked for.',
  because:
    "The model's text says that data is shown unless one declines it, and AWS's own local runner for Python does the opposite.",
  durable: {
    rewriteRequest: (request) =>
      request.method !== 'GET' || !request.path.endsWith('/history') || request.query.includes('IncludeExecutionData=')
        ? request
        : { ...request, query: [request.query, 'IncludeExecutionData=false'].filter((part) => part !== '').join('&') },
  },
};
