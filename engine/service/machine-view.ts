import { type IncludedData, seconds } from './execution-view.js';
import type { Alias, Machine, Revision, Version } from './machine.js';
import type { Output } from './response.js';
import { variableReferences } from './variable-references.js';

/** What of a machine's description comes from its revision. With METADATA_ONLY the definition is `{}`. */
export function describedRevision(revision: Revision, includedData: IncludedData = 'ALL_DATA'): Output {
  const { definition, roleArn, logging, tracing, encryption } = revision.settings;
  const references = variableReferences(revision.definition);
  return {
    definition: includedData === 'ALL_DATA' ? definition : '{}',
    roleArn,
    loggingConfiguration: logging,
    tracingConfiguration: tracing,
    encryptionConfiguration: encryption,
    revisionId: revision.id,
    variableReferences: Object.keys(references).length === 0 ? undefined : references,
  };
}

/** A machine, or the version of it that is asked for, as DescribeStateMachine shows it. */
export function describeMachine(machine: Machine, version: Version | undefined, includedData?: IncludedData): Output {
  return {
    ...describedRevision(version?.revision ?? machine.revision, includedData),
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: machine.status,
    type: machine.type,
    creationDate: seconds(version?.creationDate ?? machine.creationDate),
    description: version?.description,
  };
}

export function describeAlias({ arn, name, description, routes, creationDate, updateDate }: Alias): Output {
  return {
    stateMachineAliasArn: arn,
    name,
    description,
    routingConfiguration: routes,
    creationDate: seconds(creationDate),
    updateDate: seconds(updateDate),
  };
}
