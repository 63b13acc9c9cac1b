import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

const MORE = { severity: 'WARNING', code: 'NEW_ADVICE', message: 'A rule of tomorrow.', location: '/StartAt' };

export const freedom: Freedom = {
  id: 'diagnostics-of-tomorrow',
  does: 'Diagnostics have other codes and messages, and there is a new warning about every definition.',
  because:
    'The current model, ValidateStateMachineDefinition: there may be new diagnostics, other codes, and other wording.',
  ...everyBody((body, { operation, answer }) => {
    const { diagnostics } = body as { readonly diagnostics?: readonly object[] };
    if (operation !== 'ValidateStateMachineDefinition' || answer.status !== 200 || diagnostics === undefined)
      return body;
    const renamed = diagnostics.map((one) => ({ ...one, code: 'RENAMED', message: 'In other words.' }));
    return { ...body, diagnostics: [...renamed, MORE] };
  }),
};
