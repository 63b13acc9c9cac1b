import type { Fault } from '../engine/fault.js';
import { refusal, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-unknown-members-refused',
  breaks: 'durable:wire/unknown-members',
  does: 'A member that an operation does not know is refused.',
  durable: sent((answer, request) => {
    const body = request.body.toString('utf8');
    return answer.status < 400 &&
      /"(?!Error|Stack|Checkpoint|Updates|Client)[A-Z]\w*":/.test(body) &&
      request.path.endsWith('/stop')
      ? refusal(400, 'SerializationException', 'Unknown member.')
      : answer;
  }),
};
