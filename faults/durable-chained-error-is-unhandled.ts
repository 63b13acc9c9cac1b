import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-error-is-unhandled',
  breaks: 'durable:chained-invoke/fails',
  does: 'The error of a chained function is Unhandled, with the whole error as the message.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('reading', () => ({
    operation({ ChainedInvokeDetails: details, ...operation }) {
      if (details?.Error === undefined) return { ...operation, ...(details && { ChainedInvokeDetails: details }) };
      const opaque = { ErrorType: 'Unhandled', ErrorMessage: JSON.stringify(details.Error) };
      return { ...operation, ChainedInvokeDetails: { Error: opaque } };
    },
  })),
};
