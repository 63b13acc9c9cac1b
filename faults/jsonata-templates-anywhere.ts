import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-templates-anywhere',
  breaks: 'asl:jsonata/literals',
  does: 'A string is an expression as soon as it holds the delimiters somewhere.',
  options: {
    reviseDefinition: (definition) =>
      definition.QueryLanguage === 'JSONata'
        ? (eachText(definition, (text) =>
            /^.+\{%.*%\}$/.test(text) ? `{% '${text.slice(text.indexOf('{%') + 2, -2).trim()}' %}` : text,
          ) as JsonObject)
        : definition,
  },
};
