const SFN_API = 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_';
const LAMBDA_API = 'https://docs.aws.amazon.com/lambda/latest/api/API_';
const LANGUAGE = 'https://states-language.net/spec.html';
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/';
const PROTOCOL = 'https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html';

/** Pages of the developer guide for topics of the language that the open specification does not cover. */
const GUIDE_PAGES: Readonly<Record<string, string>> = {
  jsonata: 'transforming-data.html',
  variables: 'workflow-variables.html',
  context: 'input-output-contextobject.html',
  intrinsics: 'intrinsic-functions.html',
  errors: 'concepts-error-handling.html',
  Retry: 'concepts-error-handling.html',
  Catch: 'concepts-error-handling.html',
};

/** An operation that has a page, for statements about several alike. */
const FOR_EXAMPLE: Readonly<Record<string, string>> = {
  List: 'ListExecutions',
  SendTask: 'SendTaskSuccess',
  Execution: 'DescribeExecution',
};

/** The public page that states what a statement claims, or the nearest to it; none for a team's own statements. */
export function referenceLink(statement: string, citation = ''): string | undefined {
  const section = /^states-language, section ([\w-]+)/.exec(citation)?.[1];
  if (section !== undefined) return `${LANGUAGE}#${section}`;
  const [, service = '', topic = ''] = /^(\w+):([\w-]*)/.exec(statement) ?? [];
  switch (service) {
    case 'sfn':
      if (topic === 'common-error') return `${SFN_API.replace('API_', 'CommonErrors.html')}`;
      return isName(topic) ? `${SFN_API}${FOR_EXAMPLE[topic] ?? topic}.html` : undefined;
    case 'durable':
      return isName(topic) ? `${LAMBDA_API}${topic}.html` : undefined;
    case 'asl':
      if (GUIDE_PAGES[topic] !== undefined) return `${GUIDE}${GUIDE_PAGES[topic]}`;
      return isName(topic) ? `${GUIDE}state-${topic.toLowerCase()}.html` : LANGUAGE;
    case 'history':
      return `${SFN_API}HistoryEvent.html`;
    case 'wire':
      return PROTOCOL;
    default:
      return undefined;
  }
}

/** Operations, data types and state types begin with a capital. */
function isName(topic: string): boolean {
  return /^[A-Z][A-Za-z]+$/.test(topic);
}
